package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SendRateTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SendRate rate = new SendRate(nanos::get);

    @Test
    void thereIsNoneBeforeSomebodyWasDoneWith() {
        second();
        assertThat(rate.perSecond()).isEmpty();
    }

    @Test
    void itIsThatOfTheLastMinute() {
        for (int i = 0; i < 100; i++) {
            second();
            rate.add(1000);
        }
        assertThat(rate.perSecond()).hasValue(1000);
        for (int i = 0; i < 100; i++) {
            second();
            rate.add(10);
        }
        assertThat(rate.perSecond()).hasValue(10);
    }

    @Test
    void halfOfTheMinuteCountsAsMuchAsTheOther() {
        for (int i = 0; i < 60; i++) {
            second();
            rate.add(i < 30 ? 1000 : 0);
        }
        assertThat(rate.perSecond()).hasValue(500);
        second();
        rate.add(0);
        // a second of the busy half has left
        assertThat(rate.perSecond()).hasValue(29_000 / 60.0);
    }

    @Test
    void itFallsWhileNothingIsDone() {
        second();
        rate.add(1000);
        for (int i = 0; i < 9; i++) {
            second();
        }
        assertThat(rate.perSecond()).hasValue(100);
    }

    private void second() {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }
}
