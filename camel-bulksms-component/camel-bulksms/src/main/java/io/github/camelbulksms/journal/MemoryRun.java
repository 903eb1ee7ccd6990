package io.github.camelbulksms.journal;

import io.github.camelbulksms.provider.Attempt;
import io.github.camelbulksms.recipient.DuplicateRecipient;
import io.github.camelbulksms.recipient.Recipients;
import java.util.concurrent.atomic.AtomicLong;

/** A run in memory: with the process ends both what was begun and what would need to know of it. */
final class MemoryRun implements RunJournal {

    private final Settled settled;
    private final AtomicLong recipientsOfAll;
    private volatile String fingerprint;
    private volatile boolean finished;
    private volatile boolean inPossession;

    /**
     * @param recipientsOfAll counts the recipients that all runs remember
     */
    MemoryRun(DuplicateRecipient duplicates, AtomicLong recipientsOfAll) {
        this.recipientsOfAll = recipientsOfAll;
        settled = new Settled(duplicates);
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
    public Settled settled() {
        return settled;
    }

    @Override
    public boolean wasFinished() {
        return finished;
    }

    @Override
    public long begin(Recipients recipients) {
        return 0;
    }

    @Override
    public void finish(long attempt, Attempt outcome) {
        // as long as the run is in possession nobody asks for it
    }

    @Override
    public void close(Left left, Reading reading) {
        long before = settled.size();
        settled.enter(reading);
        recipientsOfAll.addAndGet(settled.size() - before);
        finished = left == Left.FINISHED;
        inPossession = false;
    }
}
