package io.github.camelbulksms.internal.journal;

import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Whose messages were accepted, and whose may have been. Thread-safe. */
public final class PriorOutcomes {

    private final RecipientSet unknown;
    private RecipientSet accepted;

    public PriorOutcomes(DuplicateRecipient duplicates) {
        accepted = RecipientSet.of(duplicates);
        unknown = RecipientSet.of(duplicates);
    }

    /** Accepted, unknown, or null for somebody who may be sent to. */
    public synchronized Outcome of(ValidEntry recipient) {
        if (accepted.contains(recipient)) {
            return Outcome.ACCEPTED;
        }
        return unknown.contains(recipient) ? Outcome.UNKNOWN : null;
    }

    public Outcome of(Recipient recipient) {
        return of(new ValidEntry(0, recipient));
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** How many are held. */
    public synchronized long size() {
        return accepted.size() + unknown.size();
    }

    /**
     * @param outcome only accepted and unknown ones are remembered
     */
    public synchronized void enter(RecipientBatch recipients, Outcome outcome) {
        if (outcome == Outcome.ACCEPTED) {
            accepted.addAll(recipients);
        } else if (outcome == Outcome.UNKNOWN) {
            unknown.addAll(recipients);
        }
    }

    /** Enters everybody who was read; keeps the set that it is given, as ten million need not be held twice. */
    public synchronized void enter(RunJournal.Reading reading) {
        RecipientSet left = reading.recipients();
        try (Stream<RecipientOutcome> named = reading.named().get()) {
            named.filter(one -> one.recipient() != null).forEach(one -> {
                ValidEntry recipient = new ValidEntry(one.position(), one.recipient());
                left.remove(recipient);
                if (one.outcome() == Outcome.UNKNOWN) {
                    unknown.add(recipient);
                }
            });
        } catch (UncheckedIOException e) {
            // who of them was accepted cannot be told any more
            unknown.addAll(left);
            return;
        }
        if (accepted.size() == 0) {
            accepted = left;
        } else {
            accepted.addAll(left);
        }
    }
}
