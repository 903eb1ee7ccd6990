package io.github.camelbulksms.recipient;

import java.io.IOException;

/** Gives every recipient without a session ID one. */
final class IdentifiedSource implements RecipientSource {

    private final RecipientSource source;
    private final SessionIds sessionIds;
    private final byte[] sessionId = new byte[SessionIds.LENGTH];
    private final ValidEntry identified = new ValidEntry();

    IdentifiedSource(RecipientSource source, SessionIds sessionIds) {
        this.source = source;
        this.sessionIds = sessionIds;
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        if (entry instanceof ValidEntry valid && !valid.hasSessionId()) {
            sessionIds.write(valid.phoneNumber(), sessionId);
            identified.generated(valid.position(), valid.phoneNumber(), sessionId);
            return identified;
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
