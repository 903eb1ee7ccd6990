package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.model.NumberCheck;
import java.util.Locale;

/**
 * Turns phone numbers as people write them into what goes on the wire: digits with the country code. Thread-safe.
 *
 * <p>A number is international when it starts with {@code +} or {@code 00}, and, as long as there is no default region,
 * when it starts with anything but 0. Spaces, dots, dashes and brackets are passed over.
 */
public final class PhoneNumbers {

    public static final int MIN_DIGITS = 7;
    public static final int MAX_DIGITS = 15;

    private final NumberCheck check;
    private final String defaultRegion;
    private final NumberingPlan plan;

    /**
     * @param defaultRegion the country of national numbers, two letters (ISO 3166-1); null when there are none
     * @throws IllegalArgumentException when there is no such region
     */
    public PhoneNumbers(NumberCheck check, String defaultRegion) {
        this.check = check;
        this.defaultRegion = defaultRegion == null ? null : defaultRegion.toUpperCase(Locale.ROOT);
        plan = check == NumberCheck.shape && defaultRegion == null
                ? null
                : new NumberingPlan(check, this.defaultRegion);
    }

    /**
     * The number's digits with its country code.
     *
     * @throws IllegalArgumentException when there is no telling; the message says why, without the number
     */
    public String normalise(String text) {
        if (plan == null && isWireNumber(text)) {
            return text;
        }
        Written written = Written.parse(text);
        if (written.international()) {
            return checked(plan == null || check == NumberCheck.shape ? shaped(text, written) : ofPlan(written));
        }
        if (defaultRegion != null) {
            return checked(plan.ofNationalOrInternational(written.digits()));
        }
        if (written.digits().startsWith("0")) {
            throw new IllegalArgumentException(
                    "not a phone number: starts with 0, expected the country code, or the option defaultRegion");
        }
        return checked(plan == null ? written.digits() : ofPlan(written));
    }

    /** Whether the text may be meant as a number: digits enough, and nothing that numbers are not written with. */
    public static boolean looksLikeNumber(String text) {
        try {
            int length = Written.parse(text).digits().length();
            return length >= MIN_DIGITS && length <= MAX_DIGITS;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the text is a number as it goes on the wire. */
    public static boolean isWireNumber(String text) {
        int length = text.length();
        if (length < MIN_DIGITS || length > MAX_DIGITS || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether digits that may go on the wire need no second look. */
    public boolean accepts(byte[] bytes, int from, int to) {
        return plan == null;
    }

    private String ofPlan(Written written) {
        return plan.ofInternational("+" + written.digits());
    }

    private static String shaped(String text, Written written) {
        // +44 (0)20… is dialled without the 0, and a numbering plan is needed to know where
        if (text.contains("(0)")) {
            throw new IllegalArgumentException(
                    "not a phone number: holds (0) behind the country code, expected the number without it");
        }
        return written.digits();
    }

    private static String checked(String digits) {
        if (!isWireNumber(digits)) {
            throw new IllegalArgumentException(
                    "not a phone number: expected 7 to 15 digits with the country code, not starting with 0");
        }
        return digits;
    }

    /**
     * A number as written.
     *
     * @param digits without {@code +} and {@code 00} in front
     * @param international whether one of them was there
     */
    private record Written(String digits, boolean international) {

        static Written parse(String text) {
            StringBuilder digits = new StringBuilder(text.length());
            boolean plus = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= '0' && c <= '9') {
                    digits.append(c);
                } else if (c == '+' && !plus && digits.isEmpty()) {
                    plus = true;
                } else if (!separates(c)) {
                    throw new IllegalArgumentException("not a phone number: holds " + Character.getName(c)
                            + " at character " + (i + 1)
                            + ", expected digits, spaces, dots, dashes and brackets, and + only in front");
                }
            }
            if (text.endsWith(".0") && text.indexOf('.') == text.length() - 2) {
                throw new IllegalArgumentException(
                        "not a phone number: ends in .0, as spreadsheets write numbers, expected digits");
            }
            boolean zeros = !plus && digits.length() > 2 && digits.charAt(0) == '0' && digits.charAt(1) == '0';
            return new Written(zeros ? digits.substring(2) : digits.toString(), plus || zeros);
        }

        // spaces, dashes, and the invisible marks that come along when numbers are copied from a page
        private static boolean separates(char c) {
            return c == '.'
                    || c == '-'
                    || c == '('
                    || c == ')'
                    || Character.getType(c) == Character.SPACE_SEPARATOR
                    || Character.getType(c) == Character.DASH_PUNCTUATION
                    || Character.getType(c) == Character.FORMAT
                    || c == '\u2212';
        }
    }
}
