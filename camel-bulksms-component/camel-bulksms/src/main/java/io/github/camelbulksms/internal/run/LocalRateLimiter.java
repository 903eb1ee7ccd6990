package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.spi.RateLimiter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Requests at even intervals, from the first second on; what was not used is not saved up. Thread-safe. */
public final class LocalRateLimiter implements RateLimiter {

    private final long interval;
    private final LongSupplier nanoTime;
    /** Guarded by this. */
    private boolean started;
    /** The time of the next free place, as {@link #nanoTime} counts. Guarded by this. */
    private long next;

    /**
     * @param requestsPerSecond more than 0; may be a fraction
     * @param nanoTime as {@link System#nanoTime}, in nanoseconds
     */
    public LocalRateLimiter(double requestsPerSecond, LongSupplier nanoTime) {
        if (!(requestsPerSecond > 0) || Double.isInfinite(requestsPerSecond)) {
            throw new IllegalArgumentException(
                    "requestsPerSecond is " + requestsPerSecond + ": expected a number above 0");
        }
        interval = (long) Math.ceil(Duration.ofSeconds(1).toNanos() / requestsPerSecond);
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized Duration reserve() {
        long now = nanoTime.getAsLong();
        if (!started || next - now < 0) {
            next = now;
            started = true;
        }
        long wait = next - now;
        next += interval;
        return Duration.ofNanos(wait);
    }
}
