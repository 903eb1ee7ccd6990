package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.FailureCode;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Cuts the source of a run into batches; entries that are not sent to are recorded instead. Not thread-safe: guarded by the run's
 * lock ({@link RunWorkers}).
 */
final class BatchReader implements Closeable {

    private static final String FINISHED = "the run is finished, and its list has changed: expected the same list";

    /** How much of a source that may have no end is read after a stop, so that its recipients are named. */
    private static final long MAX_READ_AFTER_STOP = 10_000;

    private static final int SKIPPED_BETWEEN_STOP_CHECKS = 1000;

    private final RecipientSource source;
    private final RunKey key;
    private final RunSettings settings;
    private final RunState state;
    private final StopCheck stop;
    private final Predicate<ValidEntry> isNewToFinishedRun;
    private final boolean readableAgain;
    private ValidEntry ahead;
    private long read;
    private long readAfterStop;
    private long batches;
    /** Entries since the last stop check that are not sent to. */
    private int skipped;

    /**
     * @param isNewToFinishedRun tells the recipients that the run, which is finished, does not know: its list has changed
     * @param input what the source reads
     */
    BatchReader(
            RunKey key,
            RecipientSource source,
            RunSettings settings,
            RunState state,
            StopCheck stop,
            Predicate<ValidEntry> isNewToFinishedRun,
            RecipientInput input) {
        this.key = key;
        this.source = source;
        this.settings = settings;
        this.state = state;
        this.stop = stop;
        this.isNewToFinishedRun = isNewToFinishedRun;
        readableAgain = input.canBeReadAgain();
    }

    /** Reads up to the first recipient; to be called once, before all else. */
    void start() throws IOException {
        ahead = next();
    }

    boolean hasNext() {
        return ahead != null;
    }

    /** How many entries were read. */
    long read() {
        return read;
    }

    /** The form in which the list came. */
    ListForm form() {
        return source.form();
    }

    /** How many of those read have a number that is possible, and in no range that is known to be given out. */
    long outsidePlan() {
        return source.outsidePlan();
    }

    /** Fills a batch with the next recipients; it stays empty when there are none, or the run has stopped. */
    void fill(Batch batch) {
        batch.reset(batches + 1);
        try {
            while (ahead != null && !state.isStopped() && batch.size() < settings.batchSize()) {
                batch.add(ahead);
                ahead = null;
                ahead = next();
            }
        } catch (Throwable e) {
            state.readingFailed(e);
        }
        if (state.isStopped()) {
            state.outcomes().unsent(batch, state.unsentReason());
            batch.reset(0);
        } else if (!batch.isEmpty()) {
            batches++;
        }
    }

    /** To be called after a stop. Reads to the end, or as far as is sensible, and records recipients as unsent. */
    void readRest() {
        String reason = state.unsentReason();
        try {
            while (ahead != null) {
                state.outcomes().unsent(ahead, reason);
                ahead = null;
                ahead = next();
            }
        } catch (Throwable e) {
            state.readingFailed(e);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private ValidEntry next() throws IOException {
        while (countAndCheckMayRead()) {
            Entry entry = source.next();
            if (read == 0 || !(entry instanceof ValidEntry)) {
                stopFor(source.reasonToStop());
            }
            if (entry == null) {
                return null;
            }
            read++;
            stopFor(settings.limits().reasonToStopAt(entry, read));
            if (entry instanceof ValidEntry valid) {
                if (isNewToFinishedRun.test(valid)) {
                    state.stop(new StopReason(FailureCode.RUN_FINISHED, FINISHED + JournalException.theRest(key)));
                }
                return valid;
            }
            entry.sortInto(state.outcomes());
            lookForStop();
        }
        state.outcomes()
                .addProblem(
                        () -> "reading stopped here; the remaining entries were not read (the source may be endless)");
        return null;
    }

    private void stopFor(String reason) {
        if (reason != null && !state.isStopped()) {
            state.stop(new StopReason(FailureCode.LIST_REFUSED, reason));
        }
    }

    /**
     * Whether another entry may be read; counts those that are read after a stop. A source that can be read only once may have no
     * end: after a stop some of it is read, and none when the route stops.
     */
    private boolean countAndCheckMayRead() {
        return !state.isStopped() || readableAgain || !isRouteStopping() && readAfterStop++ < MAX_READ_AFTER_STOP;
    }

    private void lookForStop() {
        if (++skipped == SKIPPED_BETWEEN_STOP_CHECKS) {
            skipped = 0;
            if (stop.isStopped()) {
                state.stop(stop.reason());
            }
        }
    }

    private boolean isRouteStopping() {
        return state.stopReason().code() == FailureCode.ROUTE_STOPPING;
    }
}
