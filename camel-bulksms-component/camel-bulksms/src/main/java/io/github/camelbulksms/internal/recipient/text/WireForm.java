package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.NumberLook;

/** The provider's own form of recipients, {@code phone:sessionId,phone:sessionId,phone}. */
final class WireForm {

    /** How many items are looked at before a text is judged to have another form. */
    private static final int MAX_ITEMS_AHEAD = 64;

    /** What Google Contacts writes between the numbers of a cell. */
    private static final String BETWEEN_NUMBERS = ":::";

    private WireForm() {}

    /** Whether a text starts with several such items on a line, of which one has a session ID. */
    static boolean starts(String text) {
        int start = skipBlankLines(text);
        boolean hasSessionId = false;
        for (int item = 1; item <= MAX_ITEMS_AHEAD; item++) {
            int end = endOfItem(text, start);
            boolean endsLine = end == text.length() || text.charAt(end) != ',';
            String trimmed = Blanks.strip(text.substring(start, end));
            if (trimmed.isEmpty() && endsLine) {
                return hasSessionId && item > 2;
            }
            if (!isItem(trimmed) || item == 1 && (endsLine || !isOfPhoneNumber(trimmed))) {
                // what began so and stops being so is an error at that item
                return hasSessionId;
            }
            hasSessionId |= trimmed.indexOf(':') >= 0;
            if (endsLine || hasSessionId && item > 1) {
                return hasSessionId;
            }
            start = end + 1;
        }
        return false;
    }

    /** Whether a text is such items and nothing else, all on one line, two at least: with or without session IDs. */
    static boolean isOneLineOfItems(String text) {
        String line = Blanks.strip(text);
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0 || line.indexOf(',') < 0) {
            return false;
        }
        for (String item : line.split(",", -1)) {
            String trimmed = Blanks.strip(item);
            if (!isItem(trimmed) || !isOfPhoneNumber(trimmed)) {
                return false;
            }
        }
        return true;
    }

    /** Whether an item is {@code phone} or {@code phone:sessionId}, whatever the number is worth. */
    static boolean isItem(String item) {
        return !item.endsWith(":")
                && !item.contains(BETWEEN_NUMBERS)
                && NumberLook.of(number(item)) != NumberLook.OTHER;
    }

    private static boolean isOfPhoneNumber(String item) {
        return NumberLook.of(number(item)) == NumberLook.PHONE_NUMBER;
    }

    private static String number(String item) {
        int colon = item.indexOf(':');
        return colon < 0 ? item : item.substring(0, colon);
    }

    private static int skipBlankLines(String text) {
        int start = 0;
        while (start < text.length() && Blanks.isBlank(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private static int endOfItem(String text, int start) {
        int end = start;
        while (end < text.length() && ",\n\r".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
