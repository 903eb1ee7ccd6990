package io.github.camelbulksms.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * How often and when a delivery report is tried.
 *
 * @param waits before the second attempt, the third, and so on; there is one attempt more than there are waits
 * @param timeout how long an attempt waits for an answer
 */
public record ReportSchedule(List<Duration> waits, Duration timeout) {

    /** That of the provider: 4 attempts, after 5, 10 and 15 s, and 5 s for an answer (provider documentation). */
    public static final ReportSchedule PROVIDER = new ReportSchedule(
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15)), Duration.ofSeconds(5));

    public ReportSchedule {
        waits = List.copyOf(waits);
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout of reports is " + timeout + ": expected more than 0");
        }
    }

    /**
     * The same in another time.
     *
     * @param factor more than 0; 0.01 makes 50 ms of 5 s
     */
    public ReportSchedule scaled(double factor) {
        return new ReportSchedule(
                waits.stream().map(wait -> scaled(wait, factor)).toList(), scaled(timeout, factor));
    }

    private static Duration scaled(Duration duration, double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("the scale of reports is " + factor + ": expected more than 0");
        }
        return Duration.ofNanos(Math.max(1, Math.round(duration.toNanos() * factor)));
    }
}
