package io.github.camelbulksms.internal.journal;

import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.UncheckedIOException;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** The recipients of earlier attempts who were accepted, are unknown, or were suppressed. Thread-safe. */
public final class PriorOutcomes {

    private final DuplicateRecipient duplicates;
    /** Guarded by this; null as long as there are none, as in most of very many runs. */
    private RecipientSet unknown;
    /** Guarded by this; null as long as there are none. */
    private RecipientSet suppressed;
    /** Guarded by this; null as long as there are none. */
    private RecipientSet accepted;
    /** Guarded by this: whether all others may have got the message, too. */
    private boolean othersAreHeld;
    /** Guarded by this; null when there are none. */
    private LongPredicate erased;

    public PriorOutcomes(DuplicateRecipient duplicates) {
        this.duplicates = duplicates;
    }

    /** Accepted, unknown, suppressed (also because they were erased), or null for a recipient who may be sent to. */
    public synchronized Outcome of(ValidEntry recipient) {
        if (isErased(recipient.phoneNumber())) {
            return Outcome.SUPPRESSED;
        }
        if (contains(accepted, recipient)) {
            return Outcome.ACCEPTED;
        }
        if (contains(suppressed, recipient)) {
            return Outcome.SUPPRESSED;
        }
        return othersAreHeld || contains(unknown, recipient) ? Outcome.UNKNOWN : null;
    }

    /**
     * Adds their numbers to those of others.
     *
     * @param numbers of {@link DuplicateRecipient#skip}
     * @throws IllegalStateException when these are known by number and session ID together
     */
    public synchronized void addNumbersTo(RecipientSet numbers) {
        if (duplicates != DuplicateRecipient.skip) {
            throw new IllegalStateException(
                    "excludeRuns names a run with duplicateRecipient=send, whose numbers are not kept in memory:"
                            + " expected a dataSource");
        }
        addAll(accepted, numbers);
        addAll(unknown, numbers);
    }

    public Outcome of(Recipient recipient) {
        return of(new ValidEntry(0, recipient));
    }

    /** From now on all recipients not accepted count as unknown. */
    public synchronized void holdOthers() {
        othersAreHeld = true;
    }

    /** Whether all recipients not accepted count as unknown. */
    public synchronized boolean areOthersHeld() {
        return othersAreHeld;
    }

    /** Whether no recipients are held, and none were erased. */
    public synchronized boolean isEmpty() {
        return !othersAreHeld && size() == 0 && erased == null;
    }

    /** Whether a recipient was erased: nothing more is known of them, and they are not sent to. */
    public synchronized boolean isErased(long phoneNumber) {
        return erased != null && erased.test(phoneNumber);
    }

    /**
     * @param numbers those that were erased, or null when there are none
     */
    public synchronized void setErased(LongPredicate numbers) {
        erased = numbers;
    }

    /** Whether a recipient got a message, or may have got one; also where recipients are held or were erased. */
    public synchronized boolean mayHaveReachedAny() {
        return othersAreHeld || erased != null || size(accepted) + size(unknown) > 0;
    }

    /** How many are held. */
    public synchronized long size() {
        return size(accepted) + size(unknown) + size(suppressed);
    }

    /**
     * @param outcome accepted, suppressed and unknown recipients are remembered, others may be sent to
     */
    public synchronized void enter(RecipientBatch recipients, Outcome outcome) {
        RecipientSet remembering = remembering(outcome);
        if (remembering != null) {
            remembering.addAll(recipients);
        }
    }

    /** Those of an outcome, or null for an outcome that leaves a recipient to be sent to. */
    private RecipientSet remembering(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> accepted = orNew(accepted);
            case UNKNOWN -> unknown = orNew(unknown);
            case SUPPRESSED -> suppressed = orNew(suppressed);
            case INVALID, DUPLICATE, POSTPONED, REFUSED, UNSENT -> null;
        };
    }

    /**
     * Enters all recipients who were read. Keeps the set that it is given: ten million numbers need not be held twice. Recipients
     * who are not named count as accepted if there are exactly as many as were accepted; else as unknown.
     */
    public synchronized void enter(RunJournal.Reading reading) {
        RecipientSet notNamed = reading.recipients();
        try (Stream<RecipientOutcome> named = reading.named().get()) {
            named.filter(one -> one.recipient() != null).forEach(one -> {
                ValidEntry recipient = new ValidEntry(one.position(), one.recipient());
                notNamed.remove(recipient);
                RecipientSet remembering = remembering(one.outcome());
                if (remembering != null) {
                    remembering.add(recipient);
                }
            });
        } catch (UncheckedIOException e) {
            // it is not known any more which of them were accepted
            remembering(Outcome.UNKNOWN).addAll(notNamed);
            return;
        }
        if (notNamed.size() != reading.accepted()) {
            remembering(Outcome.UNKNOWN).addAll(notNamed);
        } else if (size(accepted) == 0) {
            accepted = notNamed;
        } else {
            accepted.addAll(notNamed);
        }
    }

    private RecipientSet orNew(RecipientSet set) {
        return set == null ? RecipientSet.of(duplicates) : set;
    }

    private static boolean contains(RecipientSet set, ValidEntry recipient) {
        return set != null && set.contains(recipient);
    }

    private static long size(RecipientSet set) {
        return set == null ? 0 : set.size();
    }

    private static void addAll(RecipientSet set, RecipientSet numbers) {
        if (set != null) {
            numbers.addAll(set);
        }
    }
}
