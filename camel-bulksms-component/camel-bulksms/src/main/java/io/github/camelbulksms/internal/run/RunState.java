package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.AttemptResult.Consequence;
import io.github.camelbulksms.internal.recipient.ListRefusal;
import io.github.camelbulksms.model.Counts;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a run: its outcomes, and why it stops. Not thread-safe: guarded by the run's lock ({@link RunWorkers}).
 */
final class RunState {

    private static final Logger LOG = LoggerFactory.getLogger(RunState.class);
    private static final int MAX_FAILURES_IN_A_ROW = 3;

    private final OutcomeRecorder outcomes;
    private StopReason stopReason;
    private int failuresInARow;

    RunState(OutcomeRecorder outcomes) {
        this.outcomes = outcomes;
    }

    OutcomeRecorder outcomes() {
        return outcomes;
    }

    Counts counts() {
        return outcomes.counts();
    }

    boolean isStopped() {
        return stopReason != null;
    }

    /** Why nothing more is sent, or null. */
    StopReason stopReason() {
        return stopReason;
    }

    /** Why the run fails, for operators; null when it does not. */
    String whatWentWrong() {
        return stopReason == null ? outcomes.firstProblem() : stopReason.text();
    }

    /** Asks for the run to stop; the first reason stays. */
    void stop(StopReason reason) {
        if (stopReason == null) {
            stopReason = reason;
        }
    }

    /** The reason of unsent recipients. */
    String unsentReason() {
        return "not sent: the run stopped, " + stopReason.text();
    }

    /** The recipients cannot be read on. */
    void readingFailed(Throwable e) {
        stop(new StopReason(
                e instanceof ListRefusal ? FailureCode.LIST_REFUSED : FailureCode.READING_FAILED,
                "reading the recipients failed"));
        outcomes.readingFailed(e);
    }

    /** An exception was thrown where none is expected. */
    void failed(String what, Throwable e) {
        stop(new StopReason(FailureCode.INTERNAL_ERROR, what + " failed: " + AttemptResult.describe(e)));
        try {
            LOG.error("{} failed, the run stops", what, e);
        } catch (Throwable notLogged) {
            // the reason is in the result
        }
    }

    void record(Batch batch, BatchOutcome outcome) {
        AttemptResult result = outcome.result();
        outcomes.record(batch, outcome);
        if (outcome.failure() != null) {
            failed("request " + batch.number(), outcome.failure());
        }
        if (result.consequence() == Consequence.END_THE_RUN) {
            stop(new StopReason(result.failureCode(), result.stopReason()));
        }
        if (result instanceof AttemptResult.NobodyLeft) {
            // says nothing of the provider
            return;
        }
        boolean succeeded = result.outcome() == Outcome.ACCEPTED || result instanceof AttemptResult.DryRun;
        failuresInARow = succeeded ? 0 : failuresInARow + 1;
        if (failuresInARow == MAX_FAILURES_IN_A_ROW) {
            stop(new StopReason(
                    result.failureCode(),
                    MAX_FAILURES_IN_A_ROW + " requests in a row failed, the last one: " + result.reason()));
        }
    }

    /** Records a batch whose worker failed with an exception, unless the batch was recorded before. */
    void abandon(Batch batch, Throwable e) {
        failed("sending", e);
        switch (batch.phase()) {
            case NOT_ACCEPTED -> outcomes.unsent(batch, unsentReason());
            case MAY_BE_OUT -> outcomes.record(batch, BatchOutcome.of(AttemptResult.unknown(e)));
            case RECORDED -> {
                // nothing is left to record
            }
        }
    }
}
