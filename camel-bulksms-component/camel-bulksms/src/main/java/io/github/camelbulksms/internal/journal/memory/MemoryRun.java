package io.github.camelbulksms.internal.journal.memory;

import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.DuplicateRecipient;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A run in memory. It keeps no record of requests that were begun: they end with the process, and so does the journal. */
public final class MemoryRun implements RunJournal {

    private final DuplicateRecipient duplicates;
    private final PriorOutcomes priorOutcomes;
    private final Consumer<MemoryRun> closed;
    private final BooleanSupplier stopped;
    /** Guarded by the journal: written by {@link #take} alone. */
    private String fingerprint;
    /** Guarded by the journal: written by {@link #take} alone. */
    private String source;
    /** Guarded by the journal. */
    private Instant used;
    /** Guarded by the journal; in recipients. */
    private long room;
    // volatile: written by the thread that closes the run, read by those that open it
    private volatile boolean finished;
    /** Written under the lock of the journal: a run that is evicted before it is released would be sent again. */
    private volatile boolean inProgress;

    /**
     * @param closed called when the run is released
     * @param stopped whether an operator wishes it to stop
     */
    public MemoryRun(DuplicateRecipient duplicates, Consumer<MemoryRun> closed, BooleanSupplier stopped) {
        this.duplicates = duplicates;
        this.closed = closed;
        this.stopped = stopped;
        priorOutcomes = new PriorOutcomes(duplicates);
    }

    /** To be called by the journal, and only while the run is not in progress. */
    void take(String fingerprint, String source) {
        inProgress = true;
        this.fingerprint = fingerprint;
        this.source = source;
    }

    /** To be called by the journal: another exchange may send it. */
    void release() {
        inProgress = false;
    }

    /**
     * To be called by the journal.
     *
     * @param now when it is used
     * @param room how many recipients it counts for
     */
    void use(Instant now, long room) {
        used = now;
        this.room = room;
    }

    /** When it was used last. */
    Instant used() {
        return used;
    }

    /** How many recipients it counts for. */
    long room() {
        return room;
    }

    boolean isInProgress() {
        return inProgress;
    }

    String fingerprint() {
        return fingerprint;
    }

    String source() {
        return source;
    }

    /** Whether nothing is lost when the run is forgotten for one with another notion of a duplicate. */
    boolean mayBeginAnew(DuplicateRecipient duplicates) {
        return this.duplicates != duplicates && !inProgress && priorOutcomes.isEmpty();
    }

    DuplicateRecipient duplicates() {
        return duplicates;
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
    public boolean isStopped() {
        return stopped.getAsBoolean();
    }

    @Override
    public long begin(RecipientBatch recipients) {
        return 0;
    }

    @Override
    public void finish(long attempt, AttemptResult outcome) {
        // prior outcomes are read only when the run is opened again
    }

    private void enter(Reading reading) {
        try {
            priorOutcomes.enter(reading);
        } catch (Throwable e) {
            // for want of memory it is not known any more who was accepted: they are sent to at most once
            priorOutcomes.holdOthers();
            throw e;
        }
    }

    @Override
    public void close(RunStatus status, Reading reading) {
        try {
            enter(reading);
            finished = status == RunStatus.FINISHED;
        } finally {
            // whatever is thrown above: a run that is not released could never be sent again
            closed.accept(this);
        }
    }
}
