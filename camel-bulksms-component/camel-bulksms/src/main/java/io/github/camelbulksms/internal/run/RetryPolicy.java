package io.github.camelbulksms.internal.run;

import java.time.Duration;

/**
 * When a request that was not accepted is sent again: exponential backoff with full jitter, but not before the provider asks
 * for it. Arithmetic only, nothing waits here.
 *
 * @param maxAttempts how often a request is sent at most, 1 to {@value #MAX_ATTEMPTS}
 * @param backoffDelay the most that is waited before the second attempt; doubled for each further one
 * @param maxBackoffDelay the most that is waited at all, whatever the provider asks for
 */
public record RetryPolicy(int maxAttempts, Duration backoffDelay, Duration maxBackoffDelay) {

    public static final int MAX_ATTEMPTS = 100;

    /** One attempt only. */
    public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    public RetryPolicy {
        if (maxAttempts < 1 || maxAttempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("maxAttempts is " + maxAttempts + ": expected 1 to " + MAX_ATTEMPTS);
        }
        if (backoffDelay.isNegative() || maxBackoffDelay.compareTo(backoffDelay) < 0) {
            throw new IllegalArgumentException("backoffDelay is " + backoffDelay + " and maxBackoffDelay "
                    + maxBackoffDelay + ": expected 0 or more, and the latter not less");
        }
    }

    /**
     * How long to wait before an attempt.
     *
     * @param attempt counts from 1; the second is the first that waits
     * @param retryAfter what the provider asks for, or null
     * @param random 0 to 1
     */
    Duration delayBefore(int attempt, Duration retryAfter, double random) {
        double max = Math.min(maxBackoffDelay.toNanos(), backoffDelay.toNanos() * Math.pow(2, attempt - 2.0));
        Duration wait = Duration.ofNanos((long) (max * random));
        if (retryAfter == null || retryAfter.compareTo(wait) <= 0) {
            return wait;
        }
        return retryAfter.compareTo(maxBackoffDelay) < 0 ? retryAfter : maxBackoffDelay;
    }
}
