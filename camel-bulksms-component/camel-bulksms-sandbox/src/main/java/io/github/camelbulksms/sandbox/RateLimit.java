package io.github.camelbulksms.sandbox;

import java.time.Duration;
import java.time.Instant;

/** A bucket of tokens that fills at a rate and holds what a second brings, at least one. Thread-safe. */
final class RateLimit {

    private final double perSecond;
    private final double most;
    private double tokens;
    private Instant last;

    /**
     * @param perSecond requests per second, more than 0; infinite for no limit
     */
    RateLimit(double perSecond) {
        this.perSecond = perSecond;
        most = Math.max(1, perSecond);
        tokens = most;
    }

    synchronized void take(Instant now) throws RefusedException {
        if (Double.isInfinite(perSecond)) {
            return;
        }
        if (last != null && now.isAfter(last)) {
            tokens = Math.min(most, tokens + Duration.between(last, now).toNanos() / 1e9 * perSecond);
        }
        last = now;
        if (tokens < 1) {
            throw new RefusedException(ProviderError.RATE_LIMIT);
        }
        tokens--;
    }
}
