package io.github.camelbulksms;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives up requests whose time is out. All have the same time, so one look is scheduled for all of them, when that of the oldest is
 * out: a timer for each would wake a thread for each, and cost as much as the request. Thread-safe.
 */
final class RequestDeadlines {

    /** A hundred years: {@link System#nanoTime} and this do not overflow together. */
    private static final Duration LONGEST = Duration.ofDays(365 * 100);

    private final RequestsInFlight requests;
    private final Duration requestTimeout;
    private final long timeoutNanos;
    private final ScheduledExecutorService executor;
    /** True only while a look is queued or under way. */
    private final AtomicBoolean isLookScheduled = new AtomicBoolean();

    /**
     * @param requests all that are in flight
     * @param requestTimeout how long each may take
     * @param executor looks at them
     */
    RequestDeadlines(RequestsInFlight requests, Duration requestTimeout, ScheduledExecutorService executor) {
        this.requests = requests;
        this.requestTimeout = requestTimeout;
        timeoutNanos = requestTimeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : requestTimeout.toNanos();
        this.executor = executor;
    }

    /** When the time of a request is out that begins now, by {@link System#nanoTime()}. */
    long deadlineFromNow() {
        return System.nanoTime() + timeoutNanos;
    }

    /** To be called when a request is among those in flight. */
    void watch() {
        if (isLookScheduled.compareAndSet(false, true)) {
            schedule(timeoutNanos);
        }
    }

    private void schedule(long delayNanos) {
        try {
            executor.schedule(this::look, delayNanos, TimeUnit.NANOSECONDS);
        } catch (Throwable e) {
            // the next request schedules one
            isLookScheduled.set(false);
            throw e;
        }
    }

    private void look() {
        try {
            requests.giveUpOverdue("not done within requestTimeout, " + requestTimeout.toMillis() + " ms");
        } finally {
            scheduleNext();
        }
    }

    private void scheduleNext() {
        OptionalLong next = nanosToFirstDeadline();
        if (next.isEmpty()) {
            isLookScheduled.set(false);
            // those that came between were not scheduled for
            next = nanosToFirstDeadline();
            if (next.isEmpty() || !isLookScheduled.compareAndSet(false, true)) {
                return;
            }
        }
        schedule(next.getAsLong());
    }

    private OptionalLong nanosToFirstDeadline() {
        try {
            return requests.nanosToFirstDeadline();
        } catch (Throwable e) {
            // memory is out: the next request schedules a look
            isLookScheduled.set(false);
            throw e;
        }
    }
}
