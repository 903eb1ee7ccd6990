package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientJudge;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.Recipient;

/** One recipient as a line. */
public final class RecipientLine {

    private RecipientLine() {}

    /**
     * Reads {@code phone}, {@code phone,sessionId} or {@code phone:sessionId}.
     *
     * @throws IllegalArgumentException when the number or the session ID is unusable; the message does not repeat them
     */
    public static Recipient read(String line, PhoneNumberReader numbers) {
        Entry entry = new LineJudge(new RecipientJudge(numbers)).ofLine(1, line.strip());
        if (entry instanceof ValidEntry valid) {
            return valid.recipient();
        }
        throw new IllegalArgumentException(((Entry.Invalid) entry).reason());
    }
}
