package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumbers;
import java.io.IOException;

/** Gives every recipient without a session ID one. */
final class IdentifiedSource implements RecipientSource {

    private final RecipientSource source;
    private final SessionIds sessionIds;
    private final byte[] bytes = new byte[PhoneNumbers.MAX_DIGITS + 1 + SessionIds.LENGTH];
    private final ValidEntry identified = new ValidEntry();

    IdentifiedSource(RecipientSource source, SessionIds sessionIds) {
        this.source = source;
        this.sessionIds = sessionIds;
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        return entry instanceof ValidEntry valid && !valid.hasSessionId() ? identify(valid) : entry;
    }

    private ValidEntry identify(ValidEntry entry) {
        int digits = entry.digitsEnd() - entry.start();
        System.arraycopy(entry.bytes(), entry.start(), bytes, 0, digits);
        sessionIds.write(bytes, 0, digits, bytes, digits + 1);
        identified.set(entry.position(), entry.phoneNumber(), bytes, 0, digits, digits + 1 + SessionIds.LENGTH);
        identified.sessionIdIsGenerated();
        return identified;
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
