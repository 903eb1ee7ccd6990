package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.provider.AttemptResult;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a run is held up: at the first attempt that was not accepted, then once a minute, also while all of its batches wait. One
 * for each run. Thread-safe.
 */
final class RetryLog {

    private static final Logger LOG = LoggerFactory.getLogger(RetryLog.class);
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final RunKey key;
    private final RunProgress watch;
    private final LongSupplier nanoTime;
    /** Guarded by this: attempts since the last line, by their label. */
    private final SortedMap<String, Long> byLabel = new TreeMap<>();
    /** Guarded by this. */
    private boolean hasSpoken;
    /** Guarded by this. */
    private long last;

    RetryLog(RunKey key, RunProgress watch, LongSupplier nanoTime) {
        this.key = key;
        this.watch = watch;
        this.nanoTime = nanoTime;
    }

    /** Hears of an attempt that was not accepted, and is made again. */
    synchronized void notAccepted(AttemptResult attempt, Duration wait) {
        byLabel.merge(attempt.label(), 1L, Long::sum);
        if (!hasSpoken) {
            hasSpoken = true;
            byLabel.clear();
            last = nanoTime.getAsLong();
            LOG.warn(
                    "{}: a request was not accepted, it is sent again in {} ms: {}",
                    key,
                    wait.toMillis(),
                    attempt.reason());
        }
    }

    /** Looks whether a minute has gone by. */
    synchronized void look() {
        if (hasSpoken && nanoTime.getAsLong() - last >= INTERVAL) {
            last = nanoTime.getAsLong();
            LOG.warn(
                    "{}: attempts that were not accepted in the last minute, by code: {}; so far {}",
                    key,
                    byLabel,
                    watch.counts());
            byLabel.clear();
        }
    }
}
