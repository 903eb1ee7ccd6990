package io.github.camelbulksms.lists;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Numbers in every spelling, what is nearly one, and what only looks like one. */
final class RandomNumbers {

    static final List<String> REGIONS = List.of(
            "RS", "DE", "AT", "US", "IT", "BR", "IN", "GB", "FR", "RU", "JP", "MX", "TR", "ES", "PL", "AU", "KR", "SG",
            "CN", "AR", "NL", "CO", "TH", "ZA");

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final List<PhoneNumber> EXAMPLES = examples();

    private final RandomGenerator random;

    RandomNumbers(RandomGenerator random) {
        this.random = random;
    }

    private static List<PhoneNumber> examples() {
        List<PhoneNumber> examples = new ArrayList<>();
        List<String> regions = new ArrayList<>(PLANS.getSupportedRegions());
        for (int i = 0; i < 8; i++) {
            regions.addAll(REGIONS);
        }
        for (String region : regions.stream().sorted().toList()) {
            for (PhoneNumberType type : List.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)) {
                PhoneNumber example = PLANS.getExampleNumberForType(region, type);
                if (example != null) {
                    examples.add(example);
                }
            }
        }
        return List.copyOf(examples);
    }

    /** A valid number; in one of eight a known example, so that lists also have duplicates. */
    PhoneNumber number() {
        PhoneNumber example = EXAMPLES.get(random.nextInt(EXAMPLES.size()));
        for (int attempt = random.nextInt(8) == 0 ? 3 : 0; attempt < 3; attempt++) {
            long step = (long) Math.pow(10, 1 + random.nextInt(5));
            PhoneNumber other = new PhoneNumber().mergeFrom(example);
            other.setNationalNumber(example.getNationalNumber() / step * step + random.nextLong(step));
            if (PLANS.isValidNumber(other)) {
                return other;
            }
        }
        return example;
    }

    String digits() {
        return PLANS.format(number(), PhoneNumberFormat.E164).substring(1);
    }

    /** A number as people write it. */
    String spelled() {
        PhoneNumber number = number();
        String digits = PLANS.format(number, PhoneNumberFormat.E164).substring(1);
        return switch (random.nextInt(22)) {
            case 0, 1, 2, 3, 4 -> "+" + digits;
            case 5, 6, 7, 8 -> digits;
            case 9 -> "00" + digits;
            case 10, 11 -> PLANS.format(number, PhoneNumberFormat.INTERNATIONAL);
            case 12, 13 -> PLANS.format(number, PhoneNumberFormat.NATIONAL);
            case 14 -> PLANS.getNationalSignificantNumber(number);
            case 15 -> PLANS.format(number, PhoneNumberFormat.RFC3966);
            case 16 -> "'" + digits;
            case 17 -> "=\"" + digits + "\"";
            case 18 -> PLANS.formatOutOfCountryCallingNumber(number, REGIONS.get(random.nextInt(REGIONS.size())));
            case 19 -> PLANS.format(number, PhoneNumberFormat.INTERNATIONAL).replaceFirst(" ", " (0)");
            case 20 -> inOtherDigits("+" + digits);
            default ->
                PLANS.format(number, PhoneNumberFormat.INTERNATIONAL).replaceAll("[ -]", pick(".", "-", "/", " "));
        };
    }

    /** As it is dialled within its country. */
    String national() {
        return PLANS.format(number(), PhoneNumberFormat.NATIONAL);
    }

    /** What stands behind an area code, or the code of a network. */
    String withoutFront() {
        String digits = PLANS.getNationalSignificantNumber(number());
        return digits.substring(Math.min(digits.length() - 4, 1 + random.nextInt(4)));
    }

    /** National digits in groups that may hide a country code, or as they were before a plan was changed. */
    private String withoutCountryCode() {
        PhoneNumber number = number();
        String digits = PLANS.getNationalSignificantNumber(number);
        String between = pick(" ", "-", ".", "/");
        return switch (random.nextInt(5)) {
            case 0 -> "1 " + digits;
            case 1 -> "00" + number.getCountryCode() + " " + digits.replaceFirst("9", "");
            case 2 -> digits.replaceFirst("(?<=..)9", "");
            case 3 -> digits.replaceFirst("(..)(?=.)", "($1) ");
            default -> digits.replaceFirst("(...)(...)(?=.)", "$1" + between + "$2" + between);
        };
    }

    private String inOtherDigits(String text) {
        int zero = List.of(0x0660, 0x06F0, 0x0966, 0xFF10).get(random.nextInt(4));
        StringBuilder other = new StringBuilder();
        text.chars().forEach(c -> other.appendCodePoint(Character.isDigit(c) ? zero + c - '0' : c));
        return other.toString();
    }

    /** A number with a slip in it. */
    String nearly() {
        StringBuilder slip = new StringBuilder(spelled());
        int at = random.nextInt(slip.length());
        switch (random.nextInt(6)) {
            case 4 -> {
                return national() + random.nextInt(10);
            }
            case 5 -> {
                return withoutCountryCode();
            }
            case 0 -> slip.deleteCharAt(at);
            case 1 -> slip.insert(at, random.nextInt(10));
            case 2 -> slip.setCharAt(at, (char) ('0' + random.nextInt(10)));
            default -> slip.insert(at, pick(" ", "  ", ".", "-", "(", ")", "/", "+", "x", ","));
        }
        return slip.toString();
    }

    /** What must never be taken for a number, often with one inside. */
    String something() {
        return switch (random.nextInt(27)) {
            case 24 ->
                (1 + random.nextInt(28)) + pick(".11.26 ", "/11/26 ", "-11-26 ") + random.nextInt(24) + pick(":30", "");
            case 25 -> withoutFront();
            case 26 -> withoutFront() + " / " + withoutFront();
            case 0 -> "2026-11-" + (10 + random.nextInt(20));
            case 1 -> (1 + random.nextInt(28)) + ".11.2026";
            case 2 -> digits() + ".0" + random.nextInt(10);
            case 3 -> random.nextInt(1_000_000) + "." + random.nextInt(100);
            case 4 -> "10.20." + random.nextInt(256) + "." + random.nextInt(256);
            case 5 -> (1 + random.nextInt(30)) + ". " + digits();
            case 6 -> (1 + random.nextInt(30)) + ") " + digits();
            case 7 -> "(" + (1 + random.nextInt(9)) + ") " + digits();
            case 8 -> (1 + random.nextInt(99)) + " " + digits();
            case 9 -> digits() + " " + random.nextInt(1000);
            case 10 -> digits() + " " + digits();
            case 11 -> spelled() + " / " + spelled();
            case 12 -> spelled() + " ::: " + spelled();
            case 13 -> spelled() + pick(" ext. ", "x", ";ext=", "#") + random.nextInt(100);
            case 14 -> "3.81601E+11";
            case 15 -> Integer.toString(random.nextInt(100_000_000));
            case 16 -> Long.toString(random.nextLong(1_000_000_000_000_000L));
            case 17 -> pick("\\N", "NULL", "#N/A", "n/a", "unknown", "-", "?");
            case 18 -> pick("Ana", "Iva the first", "Žana", "安娜", "Novi Sad");
            case 19 -> pick("Mobile", "Home", "Work", "* myContacts");
            case 20 -> "#" + digits();
            case 21 -> pick("Ana ", "tel ", "m: ") + digits();
            case 22 -> digits() + pick("+", "-", ".", "a", " (Ana)");
            default -> "";
        };
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
