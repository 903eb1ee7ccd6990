package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.spi.RateLimiter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the journal is told at the end of a run, and what operators see of it. */
class RunEndTest {

    private static final AttemptResult ACCEPTED = new AttemptResult.Accepted("R");
    private static final AttemptResult BUSY = new AttemptResult.NotAccepted("-40007", "busy", null);
    private static final AttemptResult UNKNOWN = new AttemptResult.Unknown("cut");
    private static final AttemptResult REFUSED = new AttemptResult.Refused(-20002, "not enabled");

    private final Deque<AttemptResult> replies = new ArrayDeque<>();
    private final SendMetrics metrics = new SendMetrics();
    private final EndingJournal journal = new EndingJournal();
    private UnknownOutcome unknownOutcome = UnknownOutcome.hold;
    private boolean wasFinished;

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(UnknownOutcome.hold, List.of(ACCEPTED, ACCEPTED), RunStatus.FINISHED, null),
                Arguments.of(
                        UnknownOutcome.hold,
                        List.of(ACCEPTED, BUSY),
                        RunStatus.OPEN,
                        "request 2 of 1 recipients: busy"),
                Arguments.of(
                        UnknownOutcome.hold,
                        List.of(ACCEPTED, UNKNOWN),
                        RunStatus.FINISHED,
                        "request 2 of 1 recipients: cut"),
                Arguments.of(
                        UnknownOutcome.resend,
                        List.of(ACCEPTED, UNKNOWN),
                        RunStatus.OPEN,
                        "request 2 of 1 recipients: cut"),
                Arguments.of(
                        UnknownOutcome.hold,
                        List.of(ACCEPTED, REFUSED),
                        RunStatus.OPEN,
                        "the provider refused the request: not enabled"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aRunIsFinishedWhenNobodyIsLeftToSendTo(
            UnknownOutcome unknown, List<AttemptResult> all, RunStatus status, String error) {
        unknownOutcome = unknown;
        replies.addAll(all);

        BulkSmsResult result = send("381601234561", "rubbish", "381601234562", "381601234561");

        assertThat(journal.status).isEqualTo(status);
        assertThat(journal.read).isEqualTo(4);
        assertThat(journal.error).isEqualTo(error);
        assertThat(journal.reading.accepted()).isEqualTo(result.accepted());
        assertThat(journal.named)
                .extracting(RecipientOutcome::outcome)
                .contains(Outcome.INVALID)
                .hasSize(all.contains(BUSY) || all.contains(UNKNOWN) || all.contains(REFUSED) ? 2 : 1);
        assertThat(metrics.endedRuns()).singleElement().satisfies(run -> {
            assertThat(run.phase()).isEqualTo(error == null ? RunPhase.FINISHED : RunPhase.FAILED);
            assertThat(run.lastError()).isEqualTo(error);
            assertThat(run.counts()).isEqualTo(result.counts());
            assertThat(run.entriesRead()).isEqualTo(4);
        });
        assertThat(metrics.batches()).isEqualTo(2);
        result.close();
    }

    @Test
    void whatWasFinishedBeforeStaysSo() {
        wasFinished = true;
        replies.add(BUSY);

        // the journal knows no recipient: all of them are new to the finished run
        BulkSmsResult result = send("381601234561");

        assertThat(result.code()).isEqualTo(FailureCode.RUN_FINISHED);
        assertThat(result.requests()).isZero();
        assertThat(journal.status).isEqualTo(RunStatus.FINISHED);
        assertThat(replies).containsExactly(BUSY);
        result.close();
    }

    @Test
    void aRunThatAnOperatorStopsIsSeenAsStoppedAndStaysOpen() {
        journal.stopped = true;
        replies.add(ACCEPTED);

        BulkSmsResult result = send("381601234561", "381601234562");

        assertThat(result.code()).isEqualTo(FailureCode.RUN_STOPPED);
        assertThat(result.unsent()).isEqualTo(2);
        assertThat(journal.status).isEqualTo(RunStatus.OPEN);
        assertThat(metrics.endedRuns()).extracting(RunProgress::phase).containsExactly(RunPhase.STOPPED);
        result.close();
    }

    @Test
    void aJournalThatIsNotGivenBackIsSaidInTheResult() {
        journal.closingFails = true;
        replies.add(ACCEPTED);

        BulkSmsResult result = send("381601234561");

        assertThat(result.code()).isEqualTo(FailureCode.INTERNAL_ERROR);
        assertThat(result.stopped())
                .isEqualTo("closing the run's journal failed: java.lang.IllegalStateException: the pool is gone");
        assertThat(result.accepted()).isEqualTo(1);
        result.close();
    }

    private BulkSmsResult send(String... lines) {
        Journal opening = (key, fingerprint, source, duplicates) -> journal;
        RecipientInput list = RecipientInput.of(
                        List.of(lines), ListOptions.of(new PhoneNumberReader(NumberCheck.shape, null, null)))
                .orElseThrow();
        return new RunExecution(
                        new SendRequest(new Run("sale", "r"), 0, new BulkMessage("Hello", null, null, null), list),
                        new RunSettings(
                                1,
                                1,
                                new RecipientPipeline(DuplicateRecipient.skip, SessionIdMode.generate),
                                RunLimits.NONE,
                                RetryPolicy.NEVER,
                                unknownOutcome),
                        new SendContext(
                                body -> replies.remove(),
                                RateLimiter.NONE,
                                new RequestPermits(1),
                                opening,
                                metrics,
                                Compliance.NONE),
                        StopCheck.NEVER,
                        (run, counts) -> {})
                .start(Runnable::run)
                .join();
    }

    /** Keeps what it is told at the end. */
    private final class EndingJournal implements RunJournal {

        private RunStatus status;
        private Reading reading;
        private List<RecipientOutcome> named;
        private long read;
        private String error;
        private boolean stopped;
        private boolean closingFails;

        @Override
        public PriorOutcomes priorOutcomes() {
            return new PriorOutcomes(DuplicateRecipient.skip);
        }

        @Override
        public boolean wasFinished() {
            return wasFinished;
        }

        @Override
        public long begin(RecipientBatch recipients) {
            return 1;
        }

        @Override
        public void finish(long attempt, AttemptResult outcome) {
            // the status tells
        }

        @Override
        public boolean isStopped() {
            return stopped;
        }

        @Override
        public void recordReadCount(long recipients) {
            read = recipients;
        }

        @Override
        public void recordError(String reason) {
            error = reason;
        }

        @Override
        public void close(RunStatus how, Reading what) {
            assertThat(status).as("it is closed once").isNull();
            if (closingFails) {
                throw new IllegalStateException("the pool is gone");
            }
            status = how;
            reading = what;
            try (Stream<RecipientOutcome> all = what.named().get()) {
                named = all.toList();
            }
        }
    }
}
