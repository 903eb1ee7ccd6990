package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(-1), Duration.ofSeconds(1)))
                .hasMessageContaining("backoffDelay is PT-1S");
        assertThatThrownBy(() -> new RetryPolicy(101, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("maxAttempts is 101: expected 1 to 100");
        assertThat(new RetryPolicy(100, Duration.ZERO, Duration.ZERO).maxAttempts())
                .isEqualTo(100);
    }
}
