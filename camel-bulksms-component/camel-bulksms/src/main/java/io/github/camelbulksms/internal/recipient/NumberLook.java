package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;

/** What a cell looks like, before it is judged as a number. */
public enum NumberLook {
    /** Digits, and what people put between and around them: a number well written or badly, a date, an amount, an ID. */
    DIGITS,
    /** As many digits as a phone number has, and nothing but those and what is put between them. */
    PHONE_NUMBER,
    /** No digit, or something else with them. */
    OTHER;

    private static final String AROUND_DIGITS = "+.-()/'=\"~";
    public static final String TEL = "tel:";

    public static NumberLook of(String cell) {
        String text = isTelUri(cell) ? cell.substring(TEL.length()) : cell;
        int digits = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isDigit(c)) {
                digits++;
            } else if (!isAroundDigits(c)) {
                return OTHER;
            }
        }
        if (digits == 0) {
            return OTHER;
        }
        return digits >= PhoneNumberReader.MIN_DIGITS && digits <= PhoneNumberReader.MAX_DIGITS ? PHONE_NUMBER : DIGITS;
    }

    /** Whether a cell has the digits of a phone number or more, and no letters: it is no name, whatever signs are around them. */
    public static boolean isLongEnough(String cell) {
        return (of(cell) != OTHER || cell.codePoints().noneMatch(Character::isLetter))
                && cell.codePoints().filter(Character::isDigit).count() >= PhoneNumberReader.MIN_DIGITS;
    }

    /** Whether a cell is a URI of RFC 3966, in which colon and semicolon have a meaning of their own. */
    public static boolean isTelUri(String cell) {
        return cell.regionMatches(true, 0, TEL, 0, TEL.length());
    }

    private static boolean isAroundDigits(int c) {
        int type = Character.getType(c);
        return AROUND_DIGITS.indexOf(c) >= 0
                || c == '\u2212'
                || c == '\uFF0B'
                || type == Character.SPACE_SEPARATOR
                || type == Character.DASH_PUNCTUATION
                || type == Character.FORMAT;
    }
}
