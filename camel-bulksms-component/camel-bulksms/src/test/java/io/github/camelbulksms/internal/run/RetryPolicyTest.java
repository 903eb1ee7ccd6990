package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private final RetryPolicy retry = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({
        // attempt, asked for by the provider (s), random, waits (ms)
        "2, , 1.0, 1000",
        "3, , 1.0, 2000",
        "8, , 1.0, 60000",
        "100, , 1.0, 60000",
        "3, , 0.5, 1000",
        "3, , 0.0, 0",
        "2, 7, 0.5, 7000",
        "2, 0, 0.5, 500",
        "2, 3600, 0.5, 60000"
    })
    void theWaitGrowsIsDrawnAtRandomAndNotShorterThanTheProviderAsks(
            int attempt, Long retryAfter, double random, long millis) {
        Duration asked = retryAfter == null ? null : Duration.ofSeconds(retryAfter);

        assertThat(retry.delayBefore(attempt, asked, random)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void unusableFiguresAreRefused() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("maxAttempts is 0");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("backoffDelay is PT2S");
        assertThatThrownBy(() -> new LocalRateLimiter(0, System::nanoTime))
                .hasMessageContaining("requestsPerSecond is 0");
        assertThatThrownBy(() -> new LocalRateLimiter(Double.NaN, System::nanoTime))
                .hasMessageContaining("NaN");
    }

    @Test
    void theRateIsSteadyFromTheFirstSecondAndSavesNothingUp() {
        long[] now = {-5};
        LocalRateLimiter rate = new LocalRateLimiter(2.5, () -> now[0]);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waits.add(rate.reserve().toMillis());
        }
        assertThat(waits).containsExactly(0L, 400L, 800L, 1200L);

        now[0] += Duration.ofSeconds(100).toNanos();
        assertThat(rate.reserve()).isZero();
        assertThat(rate.reserve().toMillis()).isEqualTo(400);
    }
}
