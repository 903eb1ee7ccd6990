package io.github.camelbulksms.recipient;

import java.io.IOException;

/** Gives every recipient without a session ID one. */
final class IdentifiedSource implements RecipientSource {

    private final RecipientSource source;
    private final SessionIds sessionIds;

    IdentifiedSource(RecipientSource source, SessionIds sessionIds) {
        this.source = source;
        this.sessionIds = sessionIds;
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        if (entry instanceof Entry.Valid valid && valid.recipient().sessionId() == null) {
            Recipient recipient = valid.recipient();
            return new Entry.Valid(valid.position(), recipient.withSessionId(sessionIds.of(recipient.phoneNumber())));
        }
        return entry;
    }

    @Override
    public String header() {
        return source.header();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
