package io.github.camelbulksms.sandbox;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads do. */
final class Waiting {

    private static final long STEP_MILLIS = 5;

    private Waiting() {}

    /**
     * Looks until a condition holds.
     *
     * @param otherwise says what is wrong when it does not in time
     */
    static void until(BooleanSupplier condition, Duration timeout, Supplier<Difference> otherwise) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                otherwise.get().fail();
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                otherwise.get().fail();
            }
        }
    }
}
