package io.github.camelbulksms.internal.journal;

import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import java.io.Closeable;
import java.util.Optional;

/** Records the outcome of each attempt, so that no recipient is sent to twice by accident. Thread-safe. */
public interface Journal extends Closeable {

    /** Remembers nothing. */
    Journal NONE = new Journal() {
        @Override
        public RunJournal open(RunKey key, String fingerprint, String source, DuplicateRecipient duplicates) {
            return RunJournal.ofNothing(duplicates);
        }

        @Override
        public boolean mayBlock() {
            return false;
        }
    };

    /** Whether opening a run may take long: for input and output, or for a lease of another process to run out. */
    default boolean mayBlock() {
        return true;
    }

    /**
     * Takes a run: until it is closed no other process begins anything of it.
     *
     * @param fingerprint of the text; may differ from the run's own only while nothing of it is accepted or unknown
     * @param source tells what the run is made of from a later source of the same name, or null; may differ from the run's own
     *     only while recipients are left to send to
     * @param duplicates what makes two recipients the same
     * @throws JournalException when another has the run, the text or what makes two recipients the same has changed, the run
     *     was finished from another source, or the
     *     journal cannot be read
     */
    RunJournal open(RunKey key, String fingerprint, String source, DuplicateRecipient duplicates)
            throws JournalException;

    /**
     * Opens a run whose source is unknown.
     *
     * @see #open(RunKey, String, String, DuplicateRecipient)
     */
    default RunJournal open(RunKey key, String fingerprint, DuplicateRecipient duplicates) throws JournalException {
        return open(key, fingerprint, null, duplicates);
    }

    /**
     * Takes the plan of a run's parts: until it is closed no other process plans any, nor sends the run as a whole.
     * A journal that remembers no plans gives an empty one each time.
     *
     * @param key of the whole run
     * @param fingerprint of the text; may differ from the plan's own only while it holds no part
     * @param source as of a run; may differ from the plan's own only while the plan is not complete
     * @throws JournalException when another has the plan, the text has changed, the plan was completed from another source, or the
     *     journal cannot be read
     */
    default PartStore plan(RunKey key, String fingerprint, String source) throws JournalException {
        return PartStore.NONE;
    }

    /**
     * The numbers that are accepted or unknown in other runs of the campaign.
     *
     * @param key of the run that excludes them
     * @throws JournalException when there is no such run, one of them is being sent, or the journal cannot be read
     */
    default RecipientSet accepted(RunKey key, ExcludedRuns runs) throws JournalException {
        return RecipientSet.of(DuplicateRecipient.skip);
    }

    /** The owner of the run, while a thread of this process waits to open it. */
    default Optional<String> awaitedOwner(RunKey key) {
        return Optional.empty();
    }

    @Override
    default void close() {
        // most hold nothing open
    }
}
