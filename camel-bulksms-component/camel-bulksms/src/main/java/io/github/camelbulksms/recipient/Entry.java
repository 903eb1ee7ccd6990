package io.github.camelbulksms.recipient;

/** One item of a list of recipients, as it was read. */
public sealed interface Entry {

    /** Where it stands: the line of a text or file, or the element of a collection, counted from 1. */
    long position();

    /** A usable recipient. */
    record Valid(long position, Recipient recipient) implements Entry {}

    /**
     * An item without a usable number or session ID.
     *
     * @param text the item as it came
     * @param reason what is wrong with it, and what was expected
     */
    record Invalid(long position, String text, String reason) implements Entry {

        @Override
        public String toString() {
            return "Invalid[position=" + position + ", reason=" + reason + "]";
        }
    }

    /** Reads {@code phone} or {@code phone,sessionId}; white space around either is ignored. */
    static Entry ofLine(long position, String line) {
        int comma = line.indexOf(',');
        String phoneNumber = (comma < 0 ? line : line.substring(0, comma)).strip();
        String sessionId = comma < 0 ? "" : line.substring(comma + 1).strip();
        try {
            return new Valid(position, new Recipient(phoneNumber, sessionId.isEmpty() ? null : sessionId));
        } catch (IllegalArgumentException e) {
            return new Invalid(position, line, e.getMessage());
        }
    }
}
