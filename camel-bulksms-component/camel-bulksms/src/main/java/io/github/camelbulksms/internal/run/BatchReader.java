package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.provider.AttemptResult.Stopped;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Cuts the source of a run into batches; entries that are not sent to are recorded instead. Not thread-safe; guarded by the lock of
 * {@link RunWorkers}.
 */
final class BatchReader implements Closeable {

    private static final String FINISHED = "the run is finished, and its list has changed: expected the same list, or"
            + " another run in the header CamelBulkSmsRun, which sends to everybody";

    /** How much of a source that may have no end is read after a stop, so that its recipients are named. */
    private static final long MAX_REST = 10_000;

    private static final int LOOKS_FOR_STOP_EVERY = 1000;

    private final RecipientSource source;
    private final RunSettings settings;
    private final RunState state;
    private final StopSignal stop;
    private final Predicate<ValidEntry> isUninvited;
    private final boolean readableAgain;
    private ValidEntry ahead;
    private long read;
    private long rest;
    private long batches;

    /**
     * @param isUninvited tells who may not be sent to because the run is finished without them
     * @param input what the source reads
     */
    BatchReader(
            RecipientSource source,
            RunSettings settings,
            RunState state,
            StopSignal stop,
            Predicate<ValidEntry> isUninvited,
            RecipientInput input) {
        this.source = source;
        this.stop = stop;
        readableAgain = input.canBeReadAgain();
        this.settings = settings;
        this.state = state;
        this.isUninvited = isUninvited;
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

    /** Fills a batch with the next recipients; it stays empty when there are none, or the run has stopped. */
    void fill(Batch batch) {
        batch.begin(batches + 1);
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
            batch.begin(0);
        } else if (!batch.isEmpty()) {
            batches++;
        }
    }

    /** Reads to the end after a stop, or as far as is sensible, and records recipients as unsent. */
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
        while (mayReadOn()) {
            Entry entry = source.next();
            stopFor(source.reasonToStop());
            if (entry == null) {
                return null;
            }
            read++;
            stopFor(settings.limits().reasonToStopAt(entry, read));
            if (entry instanceof ValidEntry valid) {
                if (isUninvited.test(valid)) {
                    state.stop(FINISHED);
                }
                return valid;
            }
            entry.sortInto(state.outcomes());
            lookForStop();
        }
        state.outcomes().problem(() -> "what follows was not read: the list may have no end");
        return null;
    }

    private void stopFor(String reason) {
        if (reason != null && !state.isStopped()) {
            state.stop(reason);
        }
    }

    /** A source that can be read only once may have no end: after a stop some of it is read, and none when the route stops. */
    private boolean mayReadOn() {
        return !state.isStopped() || readableAgain || !isRouteStopping() && rest++ < MAX_REST;
    }

    private void lookForStop() {
        if (read % LOOKS_FOR_STOP_EVERY == 0 && stop.isStopped()) {
            state.stop(Stopped.ROUTE_IS_STOPPING);
        }
    }

    private boolean isRouteStopping() {
        return Stopped.ROUTE_IS_STOPPING.equals(state.stopReason());
    }
}
