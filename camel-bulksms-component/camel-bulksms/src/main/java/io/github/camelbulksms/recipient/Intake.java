package io.github.camelbulksms.recipient;

import java.io.IOException;

/**
 * How the recipients of a run are made ready to send.
 *
 * @param duplicates what happens to numbers that come again
 * @param sessionIds what those without a session ID get
 */
public record Intake(DuplicateRecipient duplicates, SessionIdMode sessionIds) {

    /**
     * Opens a list; what comes out of it has its session ID, and nobody comes twice.
     *
     * @throws IOException when it cannot be opened
     */
    public RecipientSource open(RecipientList list, String campaign, String run) throws IOException {
        RecipientSource source = list.open();
        if (sessionIds == SessionIdMode.generate) {
            source = new IdentifiedSource(source, new SessionIds(campaign, run));
        }
        return new DistinctSource(source, duplicates);
    }
}
