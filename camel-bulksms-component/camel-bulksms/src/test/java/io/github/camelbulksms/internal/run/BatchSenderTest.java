package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.compliance.QuietHours;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.RequestForm;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.spi.RateLimiter;
import io.github.camelbulksms.spi.SuppressionList;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One batch, step by step, with everything around it scripted. */
class BatchSenderTest {

    private static final AttemptResult BUSY = new AttemptResult.NotAccepted("-40007", "busy", null);
    private static final AttemptResult ACCEPTED = new AttemptResult.Accepted("R");
    private static final StopReason OPERATOR = new StopReason(FailureCode.RUN_STOPPED, "an operator stopped it");
    private static final RetryPolicy FOUR_TIMES = new RetryPolicy(4, Duration.ZERO, Duration.ZERO);
    /** In Belgrade it is ten in the morning, and after that midnight. */
    private static final Instant DAY = Instant.parse("2026-11-26T09:00:00Z");

    private static final Instant NIGHT = Instant.parse("2026-11-26T23:00:00Z");

    private final List<String> steps = new ArrayList<>();
    private final Deque<Object> replies = new ArrayDeque<>();
    private final SendMetrics metrics = new SendMetrics();
    private final RequestPermits permits = new RequestPermits(1);
    private final RunProgress watch =
            new RunProgress(new RunKey("sale", "monday", 0), Instant.EPOCH, entries -> Double.NaN);
    private final Batch batch = new Batch();

    private RateLimiter rateLimiter = RateLimiter.NONE;
    private Compliance compliance = Compliance.NONE;
    private StopReason stopped;
    private StopCheck stop = () -> stopped;
    private Throwable onBegin;
    private Throwable onFinish;

    BatchSenderTest() {
        batch.reset(1);
        for (long i = 1; i <= 3; i++) {
            batch.add(new ValidEntry(i, new Recipient(Long.toString(381_601_234_560L + i), null)));
        }
    }

    @Test
    void itIsBegunPostedAndFinishedAndNothingIsLeftOfItAfterwards() {
        replies.add(ACCEPTED);

        assertThat(send()).isEqualTo(new BatchOutcome(ACCEPTED, 1, null));
        assertThat(steps).containsExactly("begin 3", "post in flight=1 phase=MAY_BE_OUT", "finish 1 ACCEPTED");
        assertThat(batch.phase()).isEqualTo(Batch.Phase.MAY_BE_OUT);
        assertThat(metrics.requests()).isEqualTo(1);
        assertThat(metrics.accepted()).isEqualTo(3);
        assertNothingIsHeld();
    }

    @Test
    void itIsSentAgainAsLongAsItWasCertainlyNotAccepted() {
        replies.addAll(List.of(BUSY, BUSY, ACCEPTED));

        assertThat(send()).isEqualTo(new BatchOutcome(ACCEPTED, 3, null));
        assertThat(metrics.retries()).containsExactlyEntriesOf(Map.of("-40007", 2L));
        assertThat(watch.lastError()).isEqualTo("busy");
        assertNothingIsHeld();
    }

    @Test
    void afterTheLastAttemptItIsUnsentAndNotInFlight() {
        replies.addAll(List.of(BUSY, BUSY, BUSY, BUSY, ACCEPTED));

        assertThat(send()).isEqualTo(new BatchOutcome(BUSY, 4, null));
        assertThat(batch.phase()).isEqualTo(Batch.Phase.NOT_ACCEPTED);
        assertThat(replies).containsExactly(ACCEPTED);
    }

    @Test
    void whatMayHaveArrivedIsNotSentAgain() {
        replies.addAll(List.of(new AttemptResult.Unknown("cut"), ACCEPTED));

        assertThat(send().result()).isEqualTo(new AttemptResult.Unknown("cut"));
        assertThat(metrics.unknown()).isEqualTo(3);
        assertThat(replies).containsExactly(ACCEPTED);
    }

    @Test
    void anErrorOfTheTransportIsUnknownWithItsCauseAndFinished() {
        Error error = new StackOverflowError("deep");
        replies.addAll(List.of(error, ACCEPTED));

        BatchOutcome outcome = send();
        assertThat(outcome.result().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(outcome.failure()).isSameAs(error);
        assertThat(outcome.requests()).isEqualTo(1);
        assertThat(steps).endsWith("finish 1 UNKNOWN");
        assertNothingIsHeld();
    }

    @Test
    void aReplyThatIsNullIsUnknown() {
        BatchOutcome outcome = send();

        assertThat(outcome.result().reason()).contains("the result of the request is null");
        assertThat(outcome.failure()).isInstanceOf(NullPointerException.class);
    }

    @Test
    void whatTheJournalDoesNotTakeIsNotPosted() {
        onBegin = JournalException.unavailable("written", new IOException("gone"));

        BatchOutcome outcome = send();
        assertThat(outcome.result().failureCode()).isEqualTo(FailureCode.JOURNAL_UNAVAILABLE);
        assertThat(outcome.result().outcome()).isEqualTo(Outcome.UNSENT);
        assertThat(outcome.requests()).isZero();
        assertThat(steps).containsExactly("begin 3");
        assertThat(batch.phase()).isEqualTo(Batch.Phase.NOT_ACCEPTED);
        assertNothingIsHeld();
    }

    @Test
    void anErrorOfTheJournalIsOurs() {
        onBegin = new IllegalStateException("bug");

        assertThat(send().result().failureCode()).isEqualTo(FailureCode.INTERNAL_ERROR);
    }

    @Test
    void aFinishThatFailsStopsTheRunAndChangesNoResultAndTheFirstFailureCounts() {
        onFinish = new IllegalStateException("finish");
        replies.add(ACCEPTED);
        BatchOutcome accepted = send();
        assertThat(accepted.result()).isEqualTo(ACCEPTED);
        assertThat(accepted.failure()).isSameAs(onFinish);

        IllegalStateException transport = new IllegalStateException("transport");
        replies.add(transport);
        assertThat(send().failure()).isSameAs(transport);
    }

    @Test
    void aListenerThatThrowsStopsTheRunAndIsToldTheTime() {
        IllegalStateException meter = new IllegalStateException("meter");
        List<Duration> latencies = new ArrayList<>();
        metrics.addListener((attempt, recipients, latency) -> {
            latencies.add(latency);
            throw meter;
        });
        replies.add(BUSY);
        assertThat(send()).isEqualTo(new BatchOutcome(BUSY, 1, meter));

        onFinish = new IllegalStateException("finish");
        replies.add(ACCEPTED);
        assertThat(send().failure()).isSameAs(onFinish);
        assertThat(latencies).hasSize(2).allSatisfy(latency -> assertThat(latency)
                .isBetween(Duration.ZERO, Duration.ofMinutes(1)));
    }

    @Test
    void aStopWhileItWaitsForItsTurnPostsNothing() {
        rateLimiter = () -> {
            stopped = OPERATOR;
            return Duration.ofHours(1);
        };

        assertThat(send().result())
                .isEqualTo(new AttemptResult.Stopped(FailureCode.RUN_STOPPED, OPERATOR.text(), null));
        assertThat(steps).isEmpty();
        assertNothingIsHeld();
    }

    @Test
    void aStopWhileItWaitsForAPermitPostsNothingAndReleasesNone() {
        assertThat(permits.acquire(StopCheck.NEVER)).isTrue();
        stop = () -> {
            steps.add(watch.activities().get(0).getClass().getSimpleName());
            return steps.size() > 1 ? OPERATOR : null;
        };
        rateLimiter = () -> Duration.ofNanos(1);

        assertThat(send().result()).isInstanceOf(AttemptResult.Stopped.class);
        assertThat(steps).startsWith("WaitsForRateLimit").endsWith("WaitsForPermit");
        assertThat(permits.acquire(() -> OPERATOR)).as("the permit of another").isFalse();
        permits.release();
        assertNothingIsHeld();
    }

    @Test
    void aStopInABackoffSaysWhyItWasToBeSentAgain() {
        replies.add(BUSY);
        metrics.onRetry(label -> stopped = OPERATOR);

        BatchOutcome outcome = send();
        assertThat(outcome.result())
                .isEqualTo(new AttemptResult.Stopped(FailureCode.RUN_STOPPED, OPERATOR.text(), "busy"));
        assertThat(outcome.requests()).isEqualTo(1);
        assertNothingIsHeld();
    }

    @Test
    void aStopEndsALongBackoffAtOnce() {
        Duration hour = Duration.ofHours(1);
        replies.addAll(List.of(new AttemptResult.NotAccepted("-40007", "busy", hour), ACCEPTED));
        metrics.onRetry(label -> stopped = OPERATOR);

        assertThat(send(new RetryPolicy(2, hour, hour)).result())
                .isEqualTo(new AttemptResult.Stopped(FailureCode.RUN_STOPPED, OPERATOR.text(), "busy"));
        assertThat(replies).containsExactly(ACCEPTED);
    }

    @Test
    void whatItDoesIsSeenMeanwhile() {
        replies.addAll(List.of(BUSY, ACCEPTED));
        metrics.onRetry(label -> steps.add(activity()));
        metrics.addListener((attempt, recipients, latency) -> steps.add(activity()));

        send();
        assertThat(steps)
                .containsSubsequence("begin 3", "InFlight", "BacksOff", "begin 3", "InFlight")
                .hasSize(9);
    }

    private String activity() {
        return watch.activities().get(0).getClass().getSimpleName();
    }

    @Test
    void anInterruptInABackoffIsTheRoutesEnd() {
        Duration hour = Duration.ofHours(1);
        replies.add(new AttemptResult.NotAccepted("-40007", "busy", hour));
        metrics.onRetry(label -> Thread.currentThread().interrupt());
        RetryPolicy patient = new RetryPolicy(2, hour, hour);

        assertThat(send(patient).result())
                .isEqualTo(new AttemptResult.Stopped(FailureCode.ROUTE_STOPPING, "the route is stopping", "busy"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anErrorInABackoffLeavesItUnsentWithTheRequestsBeforeIt() {
        replies.add(BUSY);
        IllegalStateException error = new IllegalStateException("listener");
        metrics.onRetry(label -> {
            throw error;
        });

        BatchOutcome outcome = send();
        assertThat(outcome.result().outcome()).isEqualTo(Outcome.UNSENT);
        assertThat(outcome.requests()).isEqualTo(1);
        assertThat(outcome.failure()).isSameAs(error);
        assertNothingIsHeld();
    }

    @Test
    void anErrorOfTheRateLimiterLeavesItUnsent() {
        rateLimiter = () -> {
            throw new IOException("the limiter's database is gone");
        };

        BatchOutcome outcome = send();
        assertThat(outcome.result().reason()).isEqualTo("not sent: the limiter's database is gone");
        assertThat(steps).isEmpty();
        assertNothingIsHeld();
    }

    @Test
    void whoWantsNoMessagesIsNotedBeforeTheOthersAreBegun() {
        compliance = suppressing(1);
        replies.add(ACCEPTED);

        assertThat(send().result()).isEqualTo(ACCEPTED);
        assertThat(steps).startsWith("leaveOut SUPPRESSED [381601234562]", "begin 2");
        assertThat(batch.leftOut()).singleElement().satisfies(one -> {
            assertThat(one.position()).isEqualTo(2);
            assertThat(one.reason()).isEqualTo("suppressed: wants no messages");
        });
    }

    @Test
    void whereAllWantNoMessagesNothingIsBegun() {
        compliance = suppressing(0, 1, 2);

        assertThat(send()).isEqualTo(new BatchOutcome(new AttemptResult.NobodyLeft(), 0, null));
        assertThat(steps).containsExactly("leaveOut SUPPRESSED [381601234561, 381601234562, 381601234563]");
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"throws", "null", "too many"})
    void whereTheListCannotBeAskedNothingIsBegun(String answer) {
        SuppressionList list = (campaign, numbers) -> switch (answer) {
            case "throws" -> throw new IOException("no connection");
            case "null" -> null;
            default -> BitSet.valueOf(new long[] {8});
        };
        compliance = new Compliance(list, QuietHours.NONE, () -> DAY);

        assertThat(send().result().reason()).startsWith("not sent: the suppression list cannot be asked: ");
        assertThat(steps).isEmpty();
    }

    @Test
    void inQuietHoursNobodyWaitsForATurn() {
        compliance = quiet(NIGHT);
        rateLimiter = () -> {
            throw new IOException("was asked");
        };

        assertThat(send()).isEqualTo(new BatchOutcome(new AttemptResult.NobodyLeft(), 0, null));
        assertThat(steps).containsExactly("leaveOut POSTPONED [381601234561, 381601234562, 381601234563]");
        assertThat(batch.resumeAt()).isEqualTo(Instant.parse("2026-11-27T08:00:00Z"));
    }

    @Test
    void inQuietHoursThatBeginWhileItWaitsForItsTurnNothingIsBegun() {
        compliance = quiet(DAY, NIGHT);

        assertThat(send().result()).isEqualTo(new AttemptResult.NobodyLeft());
        assertThat(steps).hasSize(1).first().asString().startsWith("leaveOut POSTPONED");
        assertNothingIsHeld();
    }

    @Test
    void inQuietHoursThatBeginWhileTheJournalIsWrittenNothingIsPosted() {
        compliance = quiet(DAY, DAY, NIGHT);

        // without a second attempt: it is the first that goes on with those who are left
        assertThat(send(RetryPolicy.NEVER).result()).isEqualTo(new AttemptResult.NobodyLeft());
        assertThat(steps)
                .containsExactly(
                        "begin 3", "finish 1 UNSENT", "leaveOut POSTPONED [381601234561, 381601234562, 381601234563]");
        assertNothingIsHeld();
    }

    @Test
    void aBeginThatCannotBeWithdrawnAtNightStopsTheRun() {
        compliance = quiet(DAY, DAY, NIGHT);
        onFinish = new IllegalStateException("finish");

        BatchOutcome outcome = send();
        assertThat(outcome.failure()).isSameAs(onFinish);
        assertThat(outcome.result().outcome()).isEqualTo(Outcome.UNSENT);
        assertThat(steps).containsExactly("begin 3", "finish 1 UNSENT");
    }

    @Test
    void aClockThatFailsBehindTheBeginLeavesItUnsent() {
        compliance = quiet(DAY, DAY);

        BatchOutcome outcome = send();
        assertThat(outcome.result().outcome()).isEqualTo(Outcome.UNSENT);
        assertThat(outcome.result().reason()).contains("no more moments");
        assertThat(steps).containsExactly("begin 3", "finish 1 UNSENT");
    }

    private void assertNothingIsHeld() {
        assertThat(watch.activities()).isEmpty();
        assertThat(metrics.inFlight()).isZero();
        assertThat(metrics.waiting()).isZero();
        assertThat(metrics.backingOff()).isZero();
        assertThat(permits.acquire(StopCheck.NEVER)).as("the permit is back").isTrue();
        assertThat(permits.acquire(() -> OPERATOR)).as("and there is one").isFalse();
        permits.release();
    }

    private Compliance suppressing(int... indexes) {
        return new Compliance(
                (campaign, numbers) -> {
                    BitSet suppressed = new BitSet();
                    for (int index : indexes) {
                        suppressed.set(index);
                    }
                    return suppressed;
                },
                QuietHours.NONE,
                () -> DAY);
    }

    /** The moments at which the clock is asked, one after the other. */
    private static Compliance quiet(Instant... moments) {
        Deque<Instant> left = new ArrayDeque<>(List.of(moments));
        return new Compliance(SuppressionList.NONE, QuietHours.of("21:00-09:00", "Europe/Belgrade"), () -> {
            if (left.isEmpty()) {
                throw new IllegalStateException("no more moments");
            }
            return left.size() == 1 && left.peek() == NIGHT ? NIGHT : left.poll();
        });
    }

    private BatchOutcome send() {
        return send(FOUR_TIMES);
    }

    private BatchOutcome send(RetryPolicy retry) {
        RunJournal journal = new ScriptedJournal();
        SendContext context = new SendContext(body -> reply(), rateLimiter, permits, Journal.NONE, metrics, compliance);
        return new BatchSender(
                        context,
                        stop,
                        journal,
                        new Screening(compliance, journal, "sale"),
                        retry,
                        new RequestForm(new BulkMessage("Hello", null, null, null)),
                        watch)
                .send(batch);
    }

    private AttemptResult reply() {
        steps.add("post in flight=" + metrics.inFlight() + " phase=" + batch.phase());
        Object reply = replies.poll();
        if (reply instanceof Error error) {
            throw error;
        }
        if (reply instanceof RuntimeException exception) {
            throw exception;
        }
        return (AttemptResult) reply;
    }

    private final class ScriptedJournal implements RunJournal {

        private long begun;

        @Override
        public PriorOutcomes priorOutcomes() {
            return new PriorOutcomes(DuplicateRecipient.skip);
        }

        @Override
        public boolean wasFinished() {
            return false;
        }

        @Override
        public long begin(RecipientBatch recipients) throws JournalException {
            steps.add("begin " + recipients.size());
            if (onBegin instanceof JournalException e) {
                throw e;
            }
            if (onBegin instanceof RuntimeException e) {
                throw e;
            }
            return ++begun;
        }

        @Override
        public void finish(long attempt, AttemptResult outcome) {
            steps.add("finish " + attempt + " " + outcome.outcome());
            if (onFinish instanceof RuntimeException e) {
                throw e;
            }
        }

        @Override
        public void leaveOut(RecipientBatch recipients, Outcome outcome, String reason) {
            steps.add("leaveOut " + outcome + " " + Arrays.toString(recipients.phoneNumbers()));
        }

        @Override
        public void close(RunStatus status, Reading reading) {
            throw new AssertionError("a batch ends no run");
        }
    }
}
