package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRateLimiterTest {

    /** As of System.nanoTime, any number, also a negative one. */
    private long nanos = -5;

    private final LocalRateLimiter limiter = new LocalRateLimiter(3, () -> nanos);

    @Test
    void placesFollowEachOtherAndNeverFasterThanTheLimit() {
        assertThat(limiter.reserve()).isZero();
        // a third of a second, rounded up
        assertThat(limiter.reserve()).isEqualTo(Duration.ofNanos(333_333_334));
        nanos += 100_000_000;
        assertThat(limiter.reserve()).isEqualTo(Duration.ofNanos(2 * 333_333_334L - 100_000_000));
    }

    @Test
    void whatWasNotUsedIsNotMadeUpFor() {
        limiter.reserve();
        nanos += Duration.ofHours(1).toNanos();
        assertThat(limiter.reserve()).isZero();
        assertThat(limiter.reserve()).isEqualTo(Duration.ofNanos(333_333_334));
    }

    @Test
    void theFirstPlaceIsFreeAtOnceWhateverTheClockSays() {
        nanos = Long.MIN_VALUE;
        assertThat(limiter.reserve()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoRateIsRefused(double requestsPerSecond) {
        assertThatThrownBy(() -> new LocalRateLimiter(requestsPerSecond, () -> 0))
                .hasMessage("requestsPerSecond is " + requestsPerSecond + ": expected a number above 0");
    }
}
