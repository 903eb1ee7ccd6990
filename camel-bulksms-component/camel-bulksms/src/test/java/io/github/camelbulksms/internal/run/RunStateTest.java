package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a run stops, and what becomes of a batch whose worker failed. */
class RunStateTest {

    private static final AttemptResult BUSY = new AttemptResult.NotAccepted("-40007", "busy", null);
    private static final AttemptResult ACCEPTED = new AttemptResult.Accepted("R");

    private final RunState state = new RunState(new OutcomeRecorder(new Run("sale", "monday"), null));
    private long batches;

    @Test
    void threeFailedRequestsInARowEndIt() {
        record(BUSY, BUSY, ACCEPTED, BUSY, BUSY, new AttemptResult.NobodyLeft());
        assertThat(state.isStopped()).isFalse();
        assertThat(state.whatWentWrong()).isEqualTo("request 1 of 1 recipients: busy");

        record(BUSY);
        assertThat(state.stopReason())
                .isEqualTo(new StopReason(BUSY.failureCode(), "3 requests in a row failed, the last one: busy"));
        assertThat(state.whatWentWrong()).isEqualTo(state.stopReason().text());
        assertThat(state.unsentReason())
                .isEqualTo("not sent: the run stopped, 3 requests in a row failed, the last one: busy");
    }

    @Test
    void aDryRunDoesNotFail() {
        AttemptResult dryRun = new AttemptResult.DryRun();
        record(dryRun, dryRun, dryRun, dryRun);

        assertThat(state.isStopped()).isFalse();
    }

    @Test
    void aRefusalEndsItAtOnceAndTheFirstReasonStays() {
        record(new AttemptResult.Refused(-20002, "not enabled"));
        StopReason first = state.stopReason();
        assertThat(first.code()).isEqualTo(FailureCode.REFUSED);
        assertThat(first.text()).contains("not enabled");

        state.stop(StopReason.ROUTE_IS_STOPPING);
        state.readingFailed(new IOException("disk gone"));
        assertThat(state.stopReason()).isEqualTo(first);
    }

    @Test
    void aListThatCannotBeReadStopsIt() {
        state.readingFailed(new IOException("disk gone"));

        assertThat(state.stopReason())
                .isEqualTo(new StopReason(FailureCode.READING_FAILED, "reading the recipients failed"));
        assertThat(state.outcomes().firstProblem()).isEqualTo("the remaining entries were not read: disk gone");
    }

    @Test
    void anExceptionBesideAKnownResultStopsItToo() {
        Batch batch = batch();
        state.record(batch, BatchOutcome.of(ACCEPTED, new IllegalStateException("meter")));

        assertThat(state.counts().accepted()).isEqualTo(1);
        assertThat(state.stopReason())
                .isEqualTo(new StopReason(
                        FailureCode.INTERNAL_ERROR, "request 1 failed: java.lang.IllegalStateException: meter"));
    }

    @ParameterizedTest
    @EnumSource(Batch.Phase.class)
    void whatIsKnownOfABatchWhenItsWorkerFailsDecidesItsOutcome(Batch.Phase phase) {
        Batch batch = batch();
        switch (phase) {
            case NOT_ACCEPTED -> assertThat(batch.phase()).isEqualTo(phase);
            case MAY_BE_OUT -> batch.markMayBeOut();
            case RECORDED -> state.record(batch, BatchOutcome.of(ACCEPTED));
        }

        state.abandon(batch, new StackOverflowError("deep"));

        assertThat(state.stopReason().text()).isEqualTo("sending failed: java.lang.StackOverflowError: deep");
        assertThat(state.counts().unsent()).isEqualTo(phase == Batch.Phase.NOT_ACCEPTED ? 1 : 0);
        assertThat(state.counts().unknown()).isEqualTo(phase == Batch.Phase.MAY_BE_OUT ? 1 : 0);
        assertThat(state.counts().accepted()).isEqualTo(phase == Batch.Phase.RECORDED ? 1 : 0);
        assertThat(state.counts().read()).isEqualTo(1);
    }

    private void record(AttemptResult... results) {
        for (AttemptResult result : results) {
            state.record(batch(), BatchOutcome.of(result));
        }
    }

    private Batch batch() {
        Batch batch = new Batch();
        batch.reset(++batches);
        batch.add(new ValidEntry(batches, new Recipient(Long.toString(381_601_000_000L + batches), null)));
        return batch;
    }
}
