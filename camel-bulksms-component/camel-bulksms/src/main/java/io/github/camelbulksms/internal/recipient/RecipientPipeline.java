package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.SessionIdMode;
import java.io.IOException;

/**
 * How the recipients of a run are prepared for sending.
 *
 * @param duplicates what happens to repeated numbers
 * @param sessionIds what recipients without a session ID get
 */
public record RecipientPipeline(DuplicateRecipient duplicates, SessionIdMode sessionIds) {

    /** Opens a list with a set of seen recipients of its own. */
    public RecipientSource open(RecipientInput list, String campaign, String run) throws IOException {
        return open(list, campaign, run, RecipientSet.of(duplicates));
    }

    /**
     * Opens a list; what comes out of it has its session ID, and no recipient comes twice.
     *
     * @param seen enters all recipients that come out, and holds back those that are there already
     * @throws IOException when it cannot be opened
     */
    public RecipientSource open(RecipientInput list, String campaign, String run, RecipientSet seen)
            throws IOException {
        RecipientSource source = list.open();
        return new DistinctSource(
                switch (sessionIds) {
                    case generate -> new IdentifiedSource(source, () -> new SessionIds(campaign, run));
                    case given -> source;
                },
                seen);
    }
}
