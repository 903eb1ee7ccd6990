package io.github.camelbulksms.model;

import java.util.regex.Pattern;

/**
 * A person that a message is sent to.
 *
 * @param phoneNumber 7 to 15 digits with the country code, not starting with 0, no {@code +}
 * @param sessionId 1 to 64 characters without {@code ,}, {@code :} and control characters, which the form's syntax cannot
 *     carry (provider documentation); null when there is none
 */
public record Recipient(String phoneNumber, String sessionId) {

    /** In characters. */
    public static final int MAX_SESSION_ID_LENGTH = 64;

    /** Of a phone number. */
    public static final int MIN_DIGITS = 7;

    /** Of a phone number. */
    public static final int MAX_DIGITS = 15;

    private static final Pattern READ_BACK_AS_IT_IS = Pattern.compile("[\\p{L}\\p{N}_.-]+");

    /**
     * @throws IllegalArgumentException when the number or the session ID is unusable; the message says what was expected
     *     and does not repeat the number
     */
    public Recipient {
        if (!isPhoneNumber(phoneNumber)) {
            throw new IllegalArgumentException(
                    "not a phone number: expected 7 to 15 digits with the country code, not starting with 0");
        }
        if (sessionId != null) {
            checkSessionId(sessionId);
        }
    }

    public Recipient withSessionId(String sessionId) {
        return new Recipient(phoneNumber, sessionId);
    }

    /** The recipient as a line of text, {@code phone} or {@code phone,sessionId}: the form in which lists are read. */
    public String toLine() {
        return sessionId == null ? phoneNumber : phoneNumber + "," + quoted(sessionId);
    }

    /** Masks the number: this is what reaches logs. */
    @Override
    public String toString() {
        return "Recipient[" + phoneNumber.substring(0, 2) + "…" + phoneNumber.substring(phoneNumber.length() - 2) + "]";
    }

    private static boolean isPhoneNumber(String text) {
        if (text.length() < MIN_DIGITS || text.length() > MAX_DIGITS || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String quoted(String cell) {
        return READ_BACK_AS_IT_IS.matcher(cell).matches() ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static void checkSessionId(String sessionId) {
        if (sessionId.isEmpty() || sessionId.length() > MAX_SESSION_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "session ID of " + sessionId.length() + " characters: expected 1 to " + MAX_SESSION_ID_LENGTH);
        }
        for (int i = 0; i < sessionId.length(); i++) {
            char c = sessionId.charAt(i);
            if (c == ',' || c == ':' || Character.isISOControl(c) || isLoneSurrogate(sessionId, i)) {
                throw new IllegalArgumentException("session ID holds " + Character.getName(c) + " at character "
                        + (i + 1) + ": expected no comma, colon, control character or half of a surrogate pair");
            }
        }
    }

    private static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
