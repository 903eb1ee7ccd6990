package io.github.camelbulksms.internal.recipient.text;

/** Characters that are there and not seen. */
final class Blanks {

    /** Ends a text in old systems. */
    private static final char SUBSTITUTE = '\u001A';

    private Blanks() {}

    static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.getType(c) == Character.SPACE_SEPARATOR
                || Character.getType(c) == Character.FORMAT
                || c == SUBSTITUTE;
    }

    static boolean isBlank(String text) {
        return text.chars().allMatch(c -> isBlank((char) c));
    }

    /** The text without blanks at its ends. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
