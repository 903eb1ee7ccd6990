package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.LogCapture;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.provider.AttemptResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryLogTest {

    private static final AttemptResult LIMITED = new AttemptResult.NotAccepted("-40007", "slower", null);
    private static final AttemptResult UNREACHED = new AttemptResult.NotSent("refused");

    private final RunKey key = new RunKey("sale", "retried", 0);
    private final AtomicLong nanos = new AtomicLong();
    private final RetryLog retries =
            new RetryLog(key, new RunProgress(key, Instant.EPOCH, entries -> Double.NaN), nanos::get);

    @Test
    void theFirstIsSaidAtOnceAndThenCountsByCodeOnceAMinute() {
        try (LogCapture log = new LogCapture(Map.of())) {
            retries.look();
            assertThat(log.all()).doesNotContain("run=retried");
            retries.notAccepted(LIMITED, Duration.ofSeconds(40));
            assertThat(log.all())
                    .contains("run=retried: a request was not accepted, it is sent again in 40000 ms: slower");
            retries.notAccepted(LIMITED, Duration.ofSeconds(40));
            retries.notAccepted(LIMITED, Duration.ofSeconds(40));
            retries.notAccepted(UNREACHED, Duration.ofSeconds(40));
            nanos.addAndGet(Duration.ofSeconds(59).toNanos());
            retries.look();
            assertThat(log.all()).doesNotContain("in the last minute");
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            retries.look();
            assertThat(log.all()).contains("by code: {-40007=2, not_sent=1}; so far read=0");

            retries.notAccepted(LIMITED, Duration.ofSeconds(40));
            nanos.addAndGet(Duration.ofSeconds(59).toNanos());
            retries.look();
            assertThat(log.all()).doesNotContain("by code: {-40007=1}");
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            retries.look();
            assertThat(log.all()).contains("by code: {-40007=1}; so far read=0");
        }
    }
}
