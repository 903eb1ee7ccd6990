package io.github.camelbulksms.internal.journal;

import io.github.camelbulksms.internal.journal.memory.MemoryRun;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The journal of a run that belongs to this process. Thread-safe. */
public interface RunJournal {

    /**
     * What became of all recipients who were read.
     *
     * @param recipients those with a usable number, including those whose outcome is from an earlier attempt
     * @param accepted how many of them were accepted, by this attempt or an earlier one
     * @param named all who were not accepted. Throws an {@link UncheckedIOException} when they cannot be named
     */
    record Reading(RecipientSet recipients, long accepted, Supplier<Stream<RecipientOutcome>> named) {}

    /** A journal that forgets at once. */
    static RunJournal ofNothing(DuplicateRecipient duplicates) {
        return new MemoryRun(duplicates, closed -> {}, () -> false);
    }

    /** The outcomes of earlier attempts. */
    PriorOutcomes priorOutcomes();

    /** Whether the run had no recipients left to send to when it was opened. */
    boolean wasFinished();

    /**
     * Notes that an attempt begins; when it returns this will be known even if nothing else is heard of the attempt.
     *
     * @return names the attempt
     * @throws JournalException when it cannot be noted, or the run belongs to another by now: nothing may be sent then
     */
    long begin(RecipientBatch recipients) throws JournalException;

    /** Notes how an attempt ended. Does not throw: what cannot be noted stays begun, which is unknown. */
    void finish(long attempt, AttemptResult outcome);

    /**
     * Records that recipients are left out of their batch. Need not survive a crash: without the record they are judged anew.
     *
     * @param outcome suppressed or postponed
     * @param reason for people
     * @throws JournalException when it cannot be noted, or the run belongs to another by now: nothing may be sent then
     */
    default void leaveOut(RecipientBatch recipients, Outcome outcome, String reason) throws JournalException {}

    /** Notes how many recipients the run had when it was last read to where it stopped. */
    default void recordReadCount(long recipients) {}

    /** Whether an operator has asked for the run, or its campaign, to stop. Does not block. */
    default boolean isStopped() {
        return false;
    }

    /** Notes why the run failed, for operators; null when it did not. */
    default void recordError(String reason) {}

    /** Gives the run back. */
    void close(RunStatus status, Reading reading);
}
