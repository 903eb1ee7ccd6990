package io.github.camelbulksms.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * How counts grew, in as many steps as a plot can show: when they are used up, two make one. It takes the same memory for a
 * minute as for a year. Not thread-safe.
 */
final class Progress {

    static final int STEPS = 240;

    private static final long FIRST_STEP_MILLIS = 250;

    private final Instant start;
    private final long[] accepted = new long[STEPS];
    private final long[] delivered = new long[STEPS];
    private final long[] failed = new long[STEPS];
    private long stepMillis = FIRST_STEP_MILLIS;
    private int used;

    Progress(Instant start) {
        this.start = start;
    }

    void accept(Instant at, int messages) {
        accepted[step(at)] += messages;
    }

    void move(Instant at, MessageState before, MessageState after) {
        int step = step(at);
        add(before, step, -1);
        add(after, step, 1);
    }

    /** What was added in each step, up to the last one in which anything was. */
    Object describe() {
        return Json.object(
                "start",
                start.toString(),
                "step_millis",
                stepMillis,
                "accepted",
                Arrays.copyOf(accepted, used),
                "delivered",
                Arrays.copyOf(delivered, used),
                "failed",
                Arrays.copyOf(failed, used));
    }

    private void add(MessageState state, int step, int change) {
        switch (state) {
            case PENDING -> {}
            case DELIVERED -> delivered[step] += change;
            case FAILED -> failed[step] += change;
        }
    }

    private int step(Instant at) {
        // a clock may be set back
        long millis = Math.max(0, Duration.between(start, at).toMillis());
        while (millis / stepMillis >= STEPS) {
            stepMillis *= 2;
            used = (used + 1) / 2;
            for (long[] counts : new long[][] {accepted, delivered, failed}) {
                halve(counts);
            }
        }
        int step = (int) (millis / stepMillis);
        used = Math.max(used, step + 1);
        return step;
    }

    private static void halve(long[] counts) {
        for (int i = 0; i < STEPS / 2; i++) {
            counts[i] = counts[2 * i] + counts[2 * i + 1];
        }
        Arrays.fill(counts, STEPS / 2, STEPS, 0);
    }
}
