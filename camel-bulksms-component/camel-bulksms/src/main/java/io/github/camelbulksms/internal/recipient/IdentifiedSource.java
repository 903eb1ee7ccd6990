package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import java.util.function.Supplier;

/** Gives every recipient without a session ID one. */
final class IdentifiedSource extends RecipientFilter {

    private final Supplier<SessionIds> ofRun;
    private SessionIds sessionIds;
    private final byte[] bytes = new byte[PhoneNumberReader.MAX_DIGITS + 1 + SessionIds.LENGTH];
    private final ValidEntry identified = new ValidEntry();

    /**
     * @param ofRun makes the session IDs of the run, when there is a recipient without one
     */
    IdentifiedSource(RecipientSource source, Supplier<SessionIds> ofRun) {
        super(source);
        this.ofRun = ofRun;
    }

    @Override
    protected Entry ofValid(ValidEntry entry) {
        if (entry.hasSessionId()) {
            return entry;
        }
        if (sessionIds == null) {
            sessionIds = ofRun.get();
        }
        int digits = entry.digitsEnd() - entry.start();
        System.arraycopy(entry.bytes(), entry.start(), bytes, 0, digits);
        sessionIds.write(entry.phoneNumber(), bytes, digits + 1);
        identified.set(entry.position(), entry.phoneNumber(), bytes, 0, digits, digits + 1 + SessionIds.LENGTH);
        identified.markSessionIdGenerated();
        return identified;
    }
}
