package io.github.camelbulksms.internal.journal;

import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;

/** Records nothing of its run, but knows which recipients other runs have reached. */
public record DryRunJournal(Journal journal) implements Journal {

    @Override
    public RunJournal open(RunKey key, String fingerprint, String source, DuplicateRecipient duplicates) {
        return RunJournal.ofNothing(duplicates);
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public RecipientSet accepted(RunKey key, ExcludedRuns runs) throws JournalException {
        return journal.accepted(key, runs);
    }
}
