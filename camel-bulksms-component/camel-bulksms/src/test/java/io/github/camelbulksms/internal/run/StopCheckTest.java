package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.model.FailureCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopCheckTest {

    private static final StopReason OPERATOR = new StopReason(FailureCode.RUN_STOPPED, "an operator stopped it");

    @Test
    void aWaitEndsWithTheStopOrWithItsTime() {
        AtomicInteger asked = new AtomicInteger();
        StopCheck soon = () -> asked.incrementAndGet() < 3 ? null : OPERATOR;

        assertThat(soon.stopsWithin(Duration.ofHours(1))).isTrue();
        assertThat(asked).hasValue(3);
        assertThat(StopCheck.NEVER.stopsWithin(Duration.ZERO)).isFalse();
        long begun = System.nanoTime();
        assertThat(StopCheck.NEVER.stopsWithin(Duration.ofMillis(2))).isFalse();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(2_000_000);
    }

    @Test
    void anInterruptEndsAWaitAndIsKept() {
        Thread.currentThread().interrupt();

        assertThat(StopCheck.NEVER.stopsWithin(Duration.ofHours(1))).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theFirstOfTwoSignalsHasTheReason() {
        StopCheck operator = () -> OPERATOR;
        StopCheck route = () -> StopReason.ROUTE_IS_STOPPING;

        assertThat(operator.or(route).reason()).isEqualTo(OPERATOR);
        assertThat(StopCheck.NEVER.or(route).reason()).isEqualTo(StopReason.ROUTE_IS_STOPPING);
        assertThat(StopCheck.NEVER.or(StopCheck.NEVER).isStopped()).isFalse();
        assertThat(operator.isStopped()).isTrue();
    }

    @Test
    void asManyPermitsAreHandedOutAsThereAre() {
        RequestPermits permits = new RequestPermits(1);
        assertThat(permits.acquire(() -> OPERATOR))
                .as("one that is free is taken at once")
                .isTrue();
        AtomicInteger asked = new AtomicInteger();
        StopCheck frees = () -> {
            if (asked.incrementAndGet() == 2) {
                permits.release();
            }
            return null;
        };
        assertThat(permits.acquire(frees)).isTrue();
        assertThat(permits.acquire(() -> OPERATOR)).isFalse();
        AtomicInteger looks = new AtomicInteger();
        assertThat(permits.acquire(() -> looks.incrementAndGet() == 2 ? OPERATOR : null))
                .as("none came free while it waited")
                .isFalse();

        Thread.currentThread().interrupt();
        assertThat(permits.acquire(StopCheck.NEVER)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> new RequestPermits(0)).hasMessage("maxConcurrentRequests is 0: expected 1 or more");
    }
}
