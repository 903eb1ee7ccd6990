package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;

/** Gives every recipient without a session ID one. */
final class IdentifiedSource extends RecipientFilter {

    private final SessionIds sessionIds;
    private final byte[] bytes = new byte[PhoneNumberReader.MAX_DIGITS + 1 + SessionIds.LENGTH];
    private final ValidEntry identified = new ValidEntry();

    IdentifiedSource(RecipientSource source, SessionIds sessionIds) {
        super(source);
        this.sessionIds = sessionIds;
    }

    @Override
    protected Entry ofValid(ValidEntry entry) {
        if (entry.hasSessionId()) {
            return entry;
        }
        int digits = entry.digitsEnd() - entry.start();
        System.arraycopy(entry.bytes(), entry.start(), bytes, 0, digits);
        sessionIds.write(entry.phoneNumber(), bytes, digits + 1);
        identified.set(entry.position(), entry.phoneNumber(), bytes, 0, digits, digits + 1 + SessionIds.LENGTH);
        identified.sessionIdIsGenerated();
        return identified;
    }
}
