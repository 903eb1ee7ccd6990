package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.model.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;

/**
 * A run of this process as an operator sees it. Thread-safe: any thread may read. Counts and entries read are written under the
 * run's lock ({@link RunWorkers}), activities and the last error by any worker, the phase and the end by the thread that opens or
 * closes the run.
 */
public final class RunProgress {

    private final RunKey key;
    private final Instant since;
    private final SendRate rate;
    private final Map<Object, Activity> activities = new ConcurrentHashMap<>();
    private final LongToDoubleFunction fractionRead;
    private volatile RunPhase phase = RunPhase.OPENING;
    private volatile Counts counts = Counts.NONE;
    private volatile long entriesRead;
    private volatile String lastError;
    private volatile Instant ended;

    /**
     * @param fractionRead how much of the list was read, from the number of entries read; NaN where that is not known
     */
    RunProgress(RunKey key, Instant since, LongToDoubleFunction fractionRead) {
        this(key, since, fractionRead, System::nanoTime);
    }

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    RunProgress(RunKey key, Instant since, LongToDoubleFunction fractionRead, LongSupplier nanoTime) {
        this.key = key;
        this.since = since;
        this.fractionRead = fractionRead;
        rate = new SendRate(nanoTime);
    }

    public RunKey key() {
        return key;
    }

    public Instant since() {
        return since;
    }

    public RunPhase phase() {
        return phase;
    }

    /** When it ended here, or null. */
    public Instant ended() {
        return ended;
    }

    /** The recipients whose outcome is known. */
    public Counts counts() {
        return counts;
    }

    /** How many entries of the list were read, those in flight included. */
    public long entriesRead() {
        return entriesRead;
    }

    /** Why a request, or the run, failed last; or null. */
    public String lastError() {
        return lastError;
    }

    /** Recipients a second over the last minute. */
    public OptionalDouble perSecond() {
        return phase == RunPhase.SENDING ? rate.perSecond() : OptionalDouble.empty();
    }

    /** The remaining time at the current rate; empty where the length of the list is not known. */
    public Optional<Duration> timeToGo() {
        OptionalDouble perSecond = perSecond();
        double fraction = fractionRead.applyAsDouble(entriesRead);
        if (perSecond.isEmpty() || perSecond.getAsDouble() <= 0 || !(fraction > 0)) {
            return Optional.empty();
        }
        double left = entriesRead / fraction - counts.read();
        return Optional.of(Duration.ofMillis((long) (1000 * Math.max(0, left) / perSecond.getAsDouble())));
    }

    /** What is being done about its batches. */
    public List<Activity> activities() {
        return List.copyOf(activities.values());
    }

    /** When the oldest request in flight was begun. */
    public Optional<Instant> oldestRequest() {
        return activities.values().stream()
                .filter(Activity.InFlight.class::isInstance)
                .map(Activity::since)
                .min(Comparator.naturalOrder());
    }

    void markOpened() {
        phase = RunPhase.SENDING;
    }

    void setActivity(Object batch, Activity activity) {
        activities.put(batch, activity);
    }

    void clearActivity(Object batch) {
        activities.remove(batch);
    }

    void setLastError(String reason) {
        lastError = reason;
    }

    void setEntriesRead(long entries) {
        entriesRead = entries;
    }

    /** To be called under the run's lock ({@link RunWorkers}): it reads the counts, then replaces them. */
    void setCounts(Counts soFar) {
        long before = counts.read();
        counts = soFar;
        rate.add(soFar.read() - before);
    }

    /**
     * Notes the end of the run. To be called by the thread that closes it, after the last worker.
     *
     * @param error null when nothing went wrong
     */
    void markEnded(RunPhase how, Counts all, String error) {
        counts = all;
        lastError = error == null ? lastError : error;
        ended = Instant.now();
        activities.clear();
        phase = how;
    }
}
