package io.github.camelbulksms.internal.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** How many recipients a second were processed lately. Thread-safe. */
final class SendRate {

    private static final long WINDOW = Duration.ofSeconds(60).toNanos();
    private static final long STEP = Duration.ofSeconds(1).toNanos();

    private record Sample(long nanos, long done) {}

    private final LongSupplier nanoTime;
    /** Guarded by this; the oldest first. */
    private final Deque<Sample> samples = new ArrayDeque<>();
    /** Guarded by this. */
    private long done;

    SendRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        samples.add(new Sample(nanoTime.getAsLong(), 0));
    }

    synchronized void add(long recipients) {
        long now = nanoTime.getAsLong();
        done += recipients;
        if (now - samples.getLast().nanos() >= STEP) {
            samples.add(new Sample(now, done));
        }
        while (samples.size() > 2 && now - samples.getFirst().nanos() > WINDOW) {
            samples.removeFirst();
        }
    }

    /** Over the last minute, or since the beginning; empty while no recipient was processed. */
    synchronized OptionalDouble perSecond() {
        Sample first = samples.getFirst();
        long nanos = nanoTime.getAsLong() - first.nanos();
        return done == 0 || nanos <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((done - first.done()) * 1e9 / nanos);
    }
}
