package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.Segments;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Counts;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.UnknownOutcome;
import java.io.IOException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a run: each step runs whatever the others throw, and an exception is part of the result. Called by the last worker. */
final class RunClosing {

    private static final Logger LOG = LoggerFactory.getLogger(RunClosing.class);

    private final OpenRun run;
    private final RunState state;

    RunClosing(OpenRun run) {
        this.run = run;
        state = run.state();
    }

    BulkSmsResult close() {
        runStep("sealing the outcomes", () -> state.outcomes().seal(run.reader().form()));
        runStep("closing the recipients", this::closeSource);
        runStep("closing the run's journal", this::closeJournal);
        try {
            return result();
        } catch (Throwable e) {
            // for want of memory, of which there may be enough now that all else is closed
            state.failed("making the result", e);
            return result();
        }
    }

    private BulkSmsResult result() {
        Segments segments = Segments.of(run.request().message().template());
        return state.outcomes().result(segments, run.reader().outsidePlan(), state.stopReason());
    }

    private void closeSource() {
        try {
            run.reader().close();
        } catch (IOException e) {
            // all was read that was wanted
            LOG.warn("{}: closing the recipients failed", run.request().key(), e);
        }
    }

    private void closeJournal() {
        RunJournal journal = run.journal();
        Counts counts = state.counts();
        boolean nobodyRemains = !state.isStopped() && !isAnyLeft(counts);
        if (nobodyRemains && journal.wasFinished() && counts.requests() == 0) {
            LOG.warn(
                    "{} was finished before: nothing was sent now, {} were accepted by earlier attempts",
                    run.request().key(),
                    counts.acceptedBefore());
        }
        boolean finished = journal.wasFinished() || nobodyRemains && counts.read() > 0;
        try {
            journal.recordReadCount(counts.read());
            journal.recordError(state.whatWentWrong());
        } finally {
            journal.close(
                    finished ? RunStatus.FINISHED : RunStatus.OPEN,
                    new RunJournal.Reading(run.recipientsRead(), counts.accepted(), state.outcomes()::named));
        }
    }

    /** Whether the run, entered again, would send to any recipient. */
    private boolean isAnyLeft(Counts counts) {
        return Arrays.stream(Outcome.values()).anyMatch(outcome -> mayBeSentTo(outcome) && counts.of(outcome) > 0);
    }

    private boolean mayBeSentTo(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED, INVALID, DUPLICATE, SUPPRESSED -> false;
            case POSTPONED, REFUSED, UNSENT -> true;
            case UNKNOWN -> run.settings().unknownOutcome() == UnknownOutcome.resend;
        };
    }

    private void runStep(String what, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            state.failed(what, e);
        }
    }
}
