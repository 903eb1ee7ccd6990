package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.Segments;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.model.InvalidRecipient;
import java.io.IOException;

/**
 * What a run must not exceed.
 *
 * @param invalidRecipient whether an invalid recipient stops the run
 * @param maxRecipients how many recipients a list may hold, 1 or more
 * @param maxSegments how many segments a text may have, 1 or more
 */
public record RunLimits(InvalidRecipient invalidRecipient, long maxRecipients, int maxSegments) {

    /** No limit but those of the machine. */
    public static final RunLimits NONE = new RunLimits(InvalidRecipient.skip, Long.MAX_VALUE, Integer.MAX_VALUE);

    public RunLimits {
        if (maxRecipients < 1) {
            throw new IllegalArgumentException("maxRecipients is " + maxRecipients + ": expected 1 or more");
        }
        if (maxSegments < 1) {
            throw new IllegalArgumentException("maxSegments is " + maxSegments + ": expected 1 or more");
        }
    }

    /**
     * @throws IllegalArgumentException when the text is too long
     */
    public void check(BulkMessage message) {
        if (maxSegments == Integer.MAX_VALUE) {
            return;
        }
        Segments segments = Segments.of(message.template());
        if (segments.count() > maxSegments) {
            throw new IllegalArgumentException("template has " + segments.count() + " segments ("
                    + segments.alphabet() + ", " + message.template().length() + " characters): expected at most "
                    + maxSegments + " (maxSegments)");
        }
    }

    /** Whether a list is read to its end before anything is sent; what cannot be read twice is not. */
    boolean readsBeforehand(RecipientInput list) {
        return list.canBeReadAgain() && (invalidRecipient == InvalidRecipient.fail || maxRecipients != Long.MAX_VALUE);
    }

    /** Why nothing of a list may be sent, or null. */
    public String reasonToRefuse(RecipientInput list) throws IOException {
        if (!readsBeforehand(list)) {
            return null;
        }
        try (RecipientSource source = list.open()) {
            long read = 0;
            for (Entry entry = source.next(); entry != null; entry = source.next()) {
                String reason = reasonToStopAt(entry, ++read);
                if (reason != null) {
                    return reason;
                }
            }
            return null;
        }
    }

    /**
     * Why a run must stop when it comes to an entry, or null.
     *
     * @param read how many entries were read, this one included
     */
    public String reasonToStopAt(Entry entry, long read) {
        if (read > maxRecipients) {
            return "there are more than " + maxRecipients + " recipients (maxRecipients)";
        }
        if (invalidRecipient == InvalidRecipient.fail && entry instanceof Entry.Invalid invalid) {
            return "the recipient at " + invalid.position() + " is invalid (invalidRecipient=fail): "
                    + invalid.reason();
        }
        return null;
    }
}
