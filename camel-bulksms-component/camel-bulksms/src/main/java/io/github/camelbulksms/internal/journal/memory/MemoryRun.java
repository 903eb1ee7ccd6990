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

    private final PriorOutcomes settled;
    private final AtomicLong recipientsOfAll;
    private volatile String fingerprint;
    private volatile boolean finished;
    private volatile boolean inPossession;

    /**
     * @param recipientsOfAll counts the recipients that all runs remember
     */
    public MemoryRun(DuplicateRecipient duplicates, AtomicLong recipientsOfAll) {
        this.recipientsOfAll = recipientsOfAll;
        settled = new PriorOutcomes(duplicates);
    }

    /** Whether nobody had the run. */
    boolean take(String fingerprint) {
        if (inPossession) {
            return false;
        }
        inPossession = true;
        this.fingerprint = fingerprint;
        return true;
    }

    boolean isInPossession() {
        return inPossession;
    }

    String fingerprint() {
        return fingerprint;
    }

    @Override
    public PriorOutcomes settled() {
        return settled;
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
        // as long as the run is in possession nobody asks for it
    }

    @Override
    public void close(RunStatus status, Reading reading) {
        long before = settled.size();
        settled.enter(reading);
        recipientsOfAll.addAndGet(settled.size() - before);
        finished = status == RunStatus.FINISHED;
        inPossession = false;
    }
}
