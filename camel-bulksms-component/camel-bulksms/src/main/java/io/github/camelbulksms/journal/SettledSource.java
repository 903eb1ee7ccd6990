package io.github.camelbulksms.journal;

import io.github.camelbulksms.recipient.Entry;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.RecipientSource;
import io.github.camelbulksms.recipient.UnknownOutcome;
import io.github.camelbulksms.recipient.ValidEntry;
import java.io.IOException;

/** Finds those whom earlier attempts of the run have settled. */
public final class SettledSource implements RecipientSource {

    private final RecipientSource source;
    private final Settled settled;
    private final UnknownOutcome unknownOutcome;

    /** The source itself where nobody was settled. */
    public static RecipientSource of(RecipientSource source, Settled settled, UnknownOutcome unknownOutcome) {
        return settled.isEmpty() ? source : new SettledSource(source, settled, unknownOutcome);
    }

    private SettledSource(RecipientSource source, Settled settled, UnknownOutcome unknownOutcome) {
        this.source = source;
        this.settled = settled;
        this.unknownOutcome = unknownOutcome;
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        if (entry instanceof ValidEntry valid) {
            Outcome outcome = settled.of(valid);
            if (outcome == Outcome.ACCEPTED || outcome == Outcome.UNKNOWN && unknownOutcome == UnknownOutcome.hold) {
                return new Entry.Settled(valid.position(), valid.recipient(), outcome);
            }
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
