package io.github.camelbulksms.internal.journal;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.UnknownOutcome;
import java.io.IOException;

/** Replaces recipients that have an outcome from an earlier attempt of the run by that outcome. */
public final class PriorOutcomesSource implements RecipientSource {

    private final RecipientSource source;
    private final PriorOutcomes prior;
    private final UnknownOutcome unknownOutcome;

    /** The source itself where there are none. */
    public static RecipientSource of(RecipientSource source, PriorOutcomes prior, UnknownOutcome unknownOutcome) {
        return prior.isEmpty() ? source : new PriorOutcomesSource(source, prior, unknownOutcome);
    }

    private PriorOutcomesSource(RecipientSource source, PriorOutcomes prior, UnknownOutcome unknownOutcome) {
        this.source = source;
        this.prior = prior;
        this.unknownOutcome = unknownOutcome;
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        if (entry instanceof ValidEntry valid) {
            Outcome outcome = prior.of(valid);
            if (outcome != null && (outcome != Outcome.UNKNOWN || unknownOutcome == UnknownOutcome.hold)) {
                return new Entry.PriorOutcome(valid.position(), valid.recipient(), outcome);
            }
        }
        return entry;
    }

    @Override
    public ListForm form() {
        return source.form();
    }

    @Override
    public String reasonToStop() {
        return source.reasonToStop();
    }

    @Override
    public long outsidePlan() {
        return source.outsidePlan();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
