package io.github.camelbulksms.sandbox;

import java.util.concurrent.atomic.AtomicLong;

/** How many messages are in which state, those that are no longer kept included. Thread-safe. */
final class Tally {

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    void accept(int messages) {
        accepted.addAndGet(messages);
    }

    void move(MessageState before, MessageState after) {
        add(before, -1);
        add(after, 1);
    }

    void reset() {
        accepted.set(0);
        delivered.set(0);
        failed.set(0);
    }

    long accepted() {
        return accepted.get();
    }

    long delivered() {
        return delivered.get();
    }

    long failed() {
        return failed.get();
    }

    private void add(MessageState state, int change) {
        switch (state) {
            case PENDING -> {}
            case DELIVERED -> delivered.addAndGet(change);
            case FAILED -> failed.addAndGet(change);
        }
    }
}
