package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.compliance.BillTally;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.Segments;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomeRecorderTest {

    private static final AttemptResult BUSY = new AttemptResult.NotAccepted("-40007", "busy", null);
    private static final Instant MORNING = Instant.parse("2026-11-27T06:00:00Z");

    private final OutcomeRecorder recorder = new OutcomeRecorder(new Run("sale", "monday"), null);

    @Test
    void everyEntryAndEveryBatchIsCountedOnce() {
        recorder.valid(entry(1));
        recorder.invalid(new Entry.Invalid(2, "rubbish", "no number"));
        recorder.duplicate(new Entry.Duplicate(3));
        recorder.prior(new Entry.PriorOutcome(4, recipient(4), Outcome.ACCEPTED));
        recorder.prior(new Entry.PriorOutcome(5, recipient(5), Outcome.UNKNOWN));
        recorder.record(
                batch(1, 10, 11), outcome(new AttemptResult.Accepted("R1")).after(outcome(BUSY)));
        recorder.record(batch(2, 12), outcome(new AttemptResult.Refused(-20002, "no")));
        recorder.unsent(batch(3, 13, 14, 15), "the run stopped");

        assertThat(recorder.counts())
                .hasToString("read=11 accepted=3 invalid=1 duplicates=1 suppressed=0 postponed=0 refused=1 unsent=4"
                        + " unknown=1 requests=3 (of the accepted 1 by an earlier attempt)");
        assertThat(recorder.counts().batches()).isEqualTo(2);
    }

    @Test
    void whoIsSuppressedSinceAnEarlierAttemptWasNotAcceptedByIt() {
        recorder.prior(new Entry.PriorOutcome(1, recipient(1), Outcome.ACCEPTED));
        recorder.prior(new Entry.PriorOutcome(2, recipient(2), Outcome.SUPPRESSED));

        assertThat(recorder.counts().acceptedBefore()).isEqualTo(1);
        assertThat(recorder.counts().suppressed()).isEqualTo(1);
    }

    @Test
    void theyAreAnsweredInTheOrderOfTheListWithTheirReasons() {
        recorder.record(batch(1, 3, 4), outcome(new AttemptResult.Accepted("R1")));
        recorder.record(batch(2, 5), outcome(BUSY));
        recorder.invalid(new Entry.Invalid(1, "rubbish", "no number"));
        recorder.duplicate(new Entry.Duplicate(2));
        recorder.prior(new Entry.PriorOutcome(6, recipient(6), Outcome.UNKNOWN));
        recorder.unsent(entry(7), "the run stopped");

        List<RecipientOutcome> answer = sealed().recipients();
        assertThat(answer)
                .extracting(RecipientOutcome::position, RecipientOutcome::outcome, RecipientOutcome::reason)
                .containsExactly(
                        tuple(1, Outcome.INVALID, "no number"),
                        tuple(2, Outcome.DUPLICATE, null),
                        tuple(3, Outcome.ACCEPTED, null),
                        tuple(4, Outcome.ACCEPTED, null),
                        tuple(5, Outcome.UNSENT, "busy"),
                        tuple(6, Outcome.UNKNOWN, "unknown since an earlier attempt of this run"),
                        tuple(7, Outcome.UNSENT, "the run stopped"));
        assertThat(answer.get(2).recipient()).isEqualTo(recipient(3));
    }

    @Test
    void whoCannotBeNamedIsCountedAllTheSameAndThatIsSaid() {
        ValidEntry nobody = new ValidEntry();
        recorder.unsent(nobody, "the run stopped");

        BulkSmsResult result = sealed();
        assertThat(result.counts().unsent()).isEqualTo(1);
        assertThat(result.problems()).anySatisfy(problem -> assertThat(problem)
                .startsWith("not all recipients can be named, spooling them failed: "));
    }

    @Test
    void theAnswerOfAListThatIsTooLongIsLeftOut() {
        for (int i = 1; i <= BulkSmsResult.MAX_RECIPIENTS; i++) {
            recorder.duplicate(new Entry.Duplicate(i));
        }
        Segments segments = Segments.of("Hello");
        assertThat(recorder.result(segments, 0, null).recipients()).hasSize(BulkSmsResult.MAX_RECIPIENTS);

        recorder.duplicate(new Entry.Duplicate(BulkSmsResult.MAX_RECIPIENTS + 1));
        assertThat(recorder.result(segments, 0, null).recipients()).isNull();
    }

    @Test
    void thoseWhoWereLeftOutHaveTheirOwnOutcomeAndTheEarliestMomentCounts() {
        for (Instant moment : new Instant[] {MORNING, MORNING.minusSeconds(60), MORNING.plusSeconds(60), null}) {
            Batch batch = batch(1, 1, 2, 3);
            BitSet second = new BitSet();
            second.set(1);
            batch.leaveOut(second, Outcome.POSTPONED, index -> "night");
            batch.noteResumeAt(moment);
            recorder.record(batch, outcome(new AttemptResult.Accepted(null)));
            assertThat(batch.leftOut()).isEmpty();
            assertThat(batch.phase()).isEqualTo(Batch.Phase.RECORDED);
        }
        Batch notSent = batch(5, 1, 2);
        BitSet first = new BitSet();
        first.set(0);
        notSent.leaveOut(first, Outcome.SUPPRESSED, index -> "no messages");
        recorder.unsent(notSent, "stopped");

        BulkSmsResult result = sealed();
        assertThat(result.counts().postponed()).isEqualTo(4);
        assertThat(result.counts().suppressed()).isEqualTo(1);
        assertThat(result.counts().accepted()).isEqualTo(8);
        assertThat(result.counts().unsent()).isEqualTo(1);
        assertThat(result.resumeAt()).isEqualTo(MORNING.minusSeconds(60));
        assertThat(result.problems())
                .containsExactly("4 are postponed: the same run, sent again, sends to them, the first of them from "
                        + MORNING.minusSeconds(60) + " on");
        try (var postponed = result.recipients(Outcome.POSTPONED)) {
            assertThat(postponed.map(one -> one.position() + " " + one.reason()))
                    .hasSize(4)
                    .containsOnly("2 night");
        }
    }

    @Test
    void whereNobodyKnowsWhenNoMomentIsNamed() {
        Batch batch = batch(1, 1);
        BitSet first = new BitSet();
        first.set(0);
        batch.leaveOut(first, Outcome.POSTPONED, index -> "no zone");
        recorder.record(batch, outcome(new AttemptResult.NobodyLeft()));

        BulkSmsResult result = sealed();
        assertThat(result.problems()).containsExactly("1 are postponed: the same run, sent again, sends to them");
        assertThat(result.code()).isEqualTo(FailureCode.POSTPONED);
    }

    @Test
    void aDryRunCountsWhatItWouldCostAndNamesNobody() {
        OutcomeRecorder dry = new OutcomeRecorder(new Run("sale", "monday"), new BillTally());
        dry.invalid(new Entry.Invalid(1, "rubbish", "no number"));
        Batch batch = batch(1, 2, 3);
        dry.record(batch, outcome(new AttemptResult.DryRun()));
        dry.seal(ListForm.LINES);

        BulkSmsResult result = dry.result(Segments.of("Hello"), 0, null);
        assertThat(batch.phase()).isEqualTo(Batch.Phase.RECORDED);
        assertThat(result.counts().unsent()).isEqualTo(2);
        assertThat(result.dryRun()).isTrue();
        assertThat(result.code()).isNull();
        assertThat(result.problems()).isEmpty();
        assertThat(result.bill().invalidByReason()).containsEntry("no number", 1L);
        assertThat(result.bill().lines()).singleElement().satisfies(line -> assertThat(line.recipients())
                .isEqualTo(2));
        assertThat(result.recipients())
                .extracting(RecipientOutcome::reason)
                .containsExactly("no number", "not sent: dry run", "not sent: dry run");
        try (var unsent = result.recipients(Outcome.UNSENT)) {
            assertThat(unsent).isEmpty();
        }
    }

    @Test
    void problemsSayWhichRequestAndTheFirstTenAreKept() {
        assertThat(recorder.firstProblem()).isNull();
        recorder.record(batch(1, 1), outcome(new AttemptResult.Accepted("R")));
        recorder.record(batch(2, 2, 3), outcome(BUSY));
        assertThat(recorder.firstProblem()).isEqualTo("request 2 of 2 recipients: busy");
        for (int i = 0; i < 2 * BulkSmsResult.MAX_PROBLEMS; i++) {
            recorder.readingFailed(new IOException("disk gone"));
        }

        assertThat(sealed().problems())
                .hasSize(BulkSmsResult.MAX_PROBLEMS)
                .endsWith("the remaining entries were not read: disk gone");
    }

    @Test
    void unknownRecipientsOfAnEarlierAttemptAreAProblem() {
        recorder.prior(new Entry.PriorOutcome(1, recipient(1), Outcome.UNKNOWN));

        assertThat(sealed().problems())
                .containsExactly("1 of the unknown may have got the message from an earlier attempt of the run, and are"
                        + " not sent to again: unknownOutcome=resend would");
    }

    @Test
    void theProvidersIdsAreKeptUpToABound() {
        recorder.record(batch(1, 1), outcome(new AttemptResult.Accepted(null)));
        IntStream.rangeClosed(1, BulkSmsResult.MAX_REFERENCE_IDS + 1)
                .forEach(i -> recorder.record(batch(i, i), outcome(new AttemptResult.Accepted("R" + i))));

        assertThat(sealed().referenceIds())
                .hasSize(BulkSmsResult.MAX_REFERENCE_IDS)
                .startsWith("R1")
                .endsWith("R" + BulkSmsResult.MAX_REFERENCE_IDS);
    }

    static Stream<Arguments> codes() {
        AttemptResult unknown = new AttemptResult.Unknown("cut");
        AttemptResult refused = new AttemptResult.Refused(-1, "no");
        return Stream.of(
                Arguments.of(new AttemptResult.Accepted("R"), new AttemptResult.Accepted("R"), null),
                Arguments.of(new AttemptResult.Accepted("R"), unknown, FailureCode.UNKNOWN),
                Arguments.of(refused, unknown, FailureCode.UNKNOWN),
                Arguments.of(refused, BUSY, FailureCode.REFUSED),
                Arguments.of(BUSY, new AttemptResult.Accepted("R"), FailureCode.UNSENT));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void whatAReaderMustKnowFirstNamesTheFailure(AttemptResult one, AttemptResult another, FailureCode expected) {
        recorder.record(batch(1, 1), outcome(one));
        recorder.record(batch(2, 2), outcome(another));

        assertThat(sealed().code()).isEqualTo(expected);
    }

    @Test
    void whyARunStoppedComesBeforeAllOthersAndAListOfNobodyIsToldFromABadList() {
        StopReason refused = new StopReason(FailureCode.LIST_REFUSED, "too many are invalid");
        recorder.invalid(new Entry.Invalid(1, "rubbish", "no number"));
        assertThat(recorder.result(Segments.of("Hello"), 0, refused).code()).isEqualTo(FailureCode.NOBODY_VALID);
        assertThat(recorder.result(Segments.of("Hello"), 0, StopReason.ROUTE_IS_STOPPING)
                        .code())
                .isEqualTo(FailureCode.ROUTE_STOPPING);

        recorder.record(batch(1, 2), outcome(new AttemptResult.Unknown("cut")));
        BulkSmsResult result = recorder.result(Segments.of("Hello"), 7, refused);
        assertThat(result.code()).isEqualTo(FailureCode.LIST_REFUSED);
        assertThat(result.stopped()).isEqualTo("too many are invalid");
        assertThat(result.outsidePlan()).isEqualTo(7);
        assertThat(new OutcomeRecorder(new Run("sale", "empty"), null)
                        .result(Segments.of("Hello"), 0, refused)
                        .code())
                .isEqualTo(FailureCode.LIST_REFUSED);
    }

    private BulkSmsResult sealed() {
        recorder.seal(ListForm.LINES);
        return recorder.result(Segments.of("Hello"), 0, null);
    }

    private static Tuple tuple(long position, Outcome outcome, String reason) {
        return Tuple.tuple(position, outcome, reason);
    }

    private static BatchOutcome outcome(AttemptResult result) {
        return BatchOutcome.of(result);
    }

    private static Batch batch(long number, int... positions) {
        Batch batch = new Batch();
        batch.reset(number);
        for (int position : positions) {
            batch.add(entry(position));
        }
        return batch;
    }

    private static ValidEntry entry(int position) {
        return new ValidEntry(position, recipient(position));
    }

    private static Recipient recipient(int position) {
        return new Recipient(Long.toString(381_601_000_000L + position), null);
    }
}
