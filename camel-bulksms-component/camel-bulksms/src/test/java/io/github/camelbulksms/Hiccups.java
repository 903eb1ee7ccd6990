package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how late this machine wakes up a thread that is due. A test that checks a time limit allows for that delay, so that it fails
 * because of the component and not because the machine is busy.
 */
final class Hiccups implements AutoCloseable {

    private static final long TICK_NANOS = 5_000_000;

    /** Several threads in a row wake each other up until a caller goes on, and each may wait for a processor. */
    private static final int THREADS_IN_A_CHAIN = 5;

    private final Thread ticker = new Thread(this::tick, "hiccups");

    /** Written by the ticker alone. */
    private volatile long lateNanos;

    private volatile boolean closed;

    Hiccups() {
        ticker.setDaemon(true);
        ticker.start();
    }

    private void tick() {
        while (!closed) {
            long due = System.nanoTime() + TICK_NANOS;
            LockSupport.parkNanos(TICK_NANOS);
            lateNanos += Math.max(0, System.nanoTime() - due);
        }
    }

    /** Starts a measurement. */
    Watch start() {
        return new Watch(System.nanoTime(), lateNanos);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** A measurement. */
    final class Watch {

        private final long start;
        private final long lateBefore;

        private Watch(long start, long lateBefore) {
            this.start = start;
            this.lateBefore = lateBefore;
        }

        /** Asserts that no more time has passed than the limit, without the delays of the machine. */
        void assertWithin(Duration limit, String what) {
            long elapsed = System.nanoTime() - start;
            long late = lateNanos - lateBefore;
            assertThat(Duration.ofNanos(Math.max(0, elapsed - THREADS_IN_A_CHAIN * late)))
                    .as("%s: %d ms, of which the machine was late %d ms", what, elapsed / 1_000_000, late / 1_000_000)
                    .isLessThanOrEqualTo(limit);
        }
    }
}
