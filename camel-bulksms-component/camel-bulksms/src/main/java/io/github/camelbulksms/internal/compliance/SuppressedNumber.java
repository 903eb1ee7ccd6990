package io.github.camelbulksms.internal.compliance;

/** Reads the entries of suppression lists: there nothing is guessed, and nothing passed over. */
public final class SuppressedNumber {

    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 15;
    private static final String SEPARATORS = " -./()\u00A0";

    private SuppressedNumber() {}

    /**
     * @param text with country code, {@code +} or not, in groups or not
     * @return the digits as a number
     * @throws IllegalArgumentException when it is none; the message does not repeat it
     */
    public static long parse(String text) {
        if (text == null) {
            throw new IllegalArgumentException("phone number is null: " + EXPECTED);
        }
        String stripped = text.strip();
        long number = 0;
        int digits = 0;
        for (int i = stripped.startsWith("+") ? 1 : 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (c >= '0' && c <= '9') {
                number = 10 * number + c - '0';
                if (++digits > MAX_DIGITS || number == 0) {
                    throw unusable();
                }
            } else if (SEPARATORS.indexOf(c) < 0) {
                throw unusable();
            }
        }
        if (digits < MIN_DIGITS) {
            throw unusable();
        }
        return number;
    }

    /**
     * The campaign in which a number is suppressed.
     *
     * @throws IllegalArgumentException when it has no name
     */
    public static String requireCampaign(String campaign) {
        if (campaign == null || campaign.isBlank()) {
            throw new IllegalArgumentException("campaign has no name: expected one, or none for all campaigns");
        }
        return campaign;
    }

    private static final String EXPECTED =
            "expected country code and number, 7 to 15 digits not starting with 0, for instance +381601234567";

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("phone number is unusable: " + EXPECTED);
    }
}
