package io.github.camelbulksms.internal.run;

import java.time.Duration;

/** Whether a run must stop, asked between batches and while something waits. Thread-safe. */
@FunctionalInterface
public interface StopCheck {

    /** How long a stop may go unnoticed while something waits. */
    Duration POLL_INTERVAL = Duration.ofMillis(100);

    /** Never. */
    StopCheck NEVER = () -> null;

    /** Why it must stop, or null. */
    StopReason reason();

    default boolean isStopped() {
        return reason() != null;
    }

    /** Stops when this does, or the other. */
    default StopCheck or(StopCheck other) {
        return () -> {
            StopReason reason = reason();
            return reason == null ? other.reason() : reason;
        };
    }

    /** Waits, and says whether it was asked to stop meanwhile; an interrupt counts as that, and stays set. */
    default boolean stopsWithin(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (!isStopped()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                Thread.sleep(Duration.ofNanos(Math.min(left, POLL_INTERVAL.toNanos()))
                        .plusNanos(999_999)
                        .toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return true;
    }
}
