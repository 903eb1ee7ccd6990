package io.github.camelbulksms.internal.run;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the requests in flight of all runs together. Thread-safe. */
public final class RequestPermits {

    private final Semaphore permits;

    /**
     * @param maxConcurrentRequests 1 or more
     */
    public RequestPermits(int maxConcurrentRequests) {
        if (maxConcurrentRequests < 1) {
            throw new IllegalArgumentException(
                    "maxConcurrentRequests is " + maxConcurrentRequests + ": expected 1 or more");
        }
        permits = new Semaphore(maxConcurrentRequests);
    }

    /** Waits for a permit; false when the run is asked to stop before there is one. */
    boolean acquire(StopCheck stop) {
        if (permits.tryAcquire()) {
            return true;
        }
        try {
            while (!stop.isStopped()) {
                if (permits.tryAcquire(StopCheck.POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    void release() {
        permits.release();
    }
}
