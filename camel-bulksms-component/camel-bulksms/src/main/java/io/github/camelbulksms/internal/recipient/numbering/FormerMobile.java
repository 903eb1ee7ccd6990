package io.github.camelbulksms.internal.recipient.numbering;

/** How mobiles were written before a region changed its plan: so they stand in old lists, and read as numbers abroad. */
enum FormerMobile {
    NONE(0) {
        @Override
        String today(String digits) {
            return digits;
        }
    },
    /** 1 55 1234 5678 of Mexico, until 2019. */
    BEHIND_ONE(11) {
        @Override
        String today(String digits) {
            return digits.startsWith("1") ? digits.substring(1) : "";
        }
    },
    /** 47 9123-4567 of Brazil, until 2016. */
    WITHOUT_NINE(10) {
        @Override
        String today(String digits) {
            return digits.substring(0, 2) + "9" + digits.substring(2);
        }
    };

    private final int length;

    FormerMobile(int length) {
        this.length = length;
    }

    /** @param region two letters in upper case */
    static FormerMobile of(String region) {
        return switch (region) {
            case "MX" -> BEHIND_ONE;
            case "BR" -> WITHOUT_NINE;
            default -> NONE;
        };
    }

    boolean hasLength(int digits) {
        return digits == length;
    }

    /** How it is dialled today, if it was one; of digits that have the length. */
    abstract String today(String digits);
}
