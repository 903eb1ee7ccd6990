package io.github.camelbulksms.internal.journal.memory;

import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.DuplicateRecipient;
import java.util.concurrent.atomic.AtomicLong;

/** A run in memory: with the process ends both what was begun and what would need to know of it. */
public final class MemoryRun implements RunJournal {

    private final DuplicateRecipient duplicates;
    private final PriorOutcomes priorOutcomes;
    private final AtomicLong recipientsOfAll;
    private volatile String fingerprint;
    private volatile boolean finished;
    private volatile boolean inProgress;

    /**
     * @param recipientsOfAll counts the recipients that all runs remember
     */
    public MemoryRun(DuplicateRecipient duplicates, AtomicLong recipientsOfAll) {
        this.recipientsOfAll = recipientsOfAll;
        this.duplicates = duplicates;
        priorOutcomes = new PriorOutcomes(duplicates);
    }

    /** Whether it was not in progress. Guarded by the journal's lock. */
    boolean take(String fingerprint) {
        if (inProgress) {
            return false;
        }
        inProgress = true;
        this.fingerprint = fingerprint;
        return true;
    }

    boolean isInProgress() {
        return inProgress;
    }

    DuplicateRecipient duplicates() {
        return duplicates;
    }

    String fingerprint() {
        return fingerprint;
    }

    @Override
    public PriorOutcomes priorOutcomes() {
        return priorOutcomes;
    }

    @Override
    public boolean wasFinished() {
        return finished;
    }

    @Override
    public long begin(RecipientBatch recipients) {
        return 0;
    }

    @Override
    public void finish(long attempt, AttemptResult outcome) {
        // as long as the run is in progress nobody asks for it
    }

    @Override
    public void close(RunStatus status, Reading reading) {
        try {
            long before = priorOutcomes.size();
            priorOutcomes.enter(reading);
            recipientsOfAll.addAndGet(priorOutcomes.size() - before);
            finished = status == RunStatus.FINISHED;
        } finally {
            inProgress = false;
        }
    }
}
