package io.github.camelbulksms.internal.journal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.journal.ExcludedRuns;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryJournalTest {

    private static final Recipient SOMEBODY = new Recipient("381601234567", null);
    private static final Recipient SOMEBODY_ELSE = new Recipient("381601234999", "b");
    private static final RunJournal.Reading NOBODY =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    private Instant now = Instant.EPOCH;
    private final MemoryJournal journal = new MemoryJournal(() -> now);

    @Test
    void whatWasAcceptedOrIsUnknownIsRememberedForTheRun() throws Exception {
        open("r").close(RunStatus.OPEN, read(named(Outcome.UNKNOWN)));

        RunJournal run = open("r");
        assertThat(run.priorOutcomes().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
        assertThat(run.priorOutcomes().of(SOMEBODY_ELSE)).isEqualTo(Outcome.ACCEPTED);
        run.close(RunStatus.OPEN, read(List.of()));

        assertThat(open("r").priorOutcomes().of(SOMEBODY)).isEqualTo(Outcome.ACCEPTED);
        assertThat(open("other").priorOutcomes().of(SOMEBODY)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNSENT", "REFUSED"})
    void whatWasNotAcceptedMayBeSentAgain(Outcome outcome) throws Exception {
        open("r").close(RunStatus.OPEN, read(named(outcome)));

        PriorOutcomes settled = open("r").priorOutcomes();
        assertThat(settled.of(SOMEBODY)).isNull();
        assertThat(settled.of(SOMEBODY_ELSE)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whoIsUnknownStaysSoWhenSendingAgainWasNotAccepted() throws Exception {
        open("r").close(RunStatus.OPEN, read(named(Outcome.UNKNOWN)));
        open("r").close(RunStatus.OPEN, read(named(Outcome.UNSENT)));

        assertThat(open("r").priorOutcomes().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aReadingThatStopsEarlyForgetsNobodyOfTheOneBefore() throws Exception {
        open("r").close(RunStatus.OPEN, read(named(Outcome.UNSENT)));
        open("r").close(RunStatus.OPEN, NOBODY);

        assertThat(open("r").priorOutcomes().of(SOMEBODY_ELSE)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whereNotAllCanBeNamedEverybodyReadIsUnknown() throws Exception {
        RunJournal.Reading unnamed = new RunJournal.Reading(read(List.of()).recipients(), 2, () -> {
            throw new UncheckedIOException(new IOException("disk full"));
        });
        open("r").close(RunStatus.OPEN, unnamed);

        assertThat(open("r").priorOutcomes().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
    }

    private static List<RecipientOutcome> named(Outcome outcome) {
        return List.of(
                RecipientOutcome.invalid(1, "rubbish", "no number"),
                RecipientOutcome.of(outcome, 2, SOMEBODY, "because"));
    }

    /** Somebody and somebody else were read. */
    private static RunJournal.Reading read(List<RecipientOutcome> named) {
        RecipientSet recipients = RecipientSet.of(DuplicateRecipient.skip);
        recipients.addAll(RecipientBatch.of(List.of(SOMEBODY, SOMEBODY_ELSE)));
        return new RunJournal.Reading(
                recipients,
                2 - named.stream().filter(one -> one.recipient() != null).count(),
                named::stream);
    }

    @Test
    void whereMemoryDoesNotSufficeToRememberARunNobodyOfItIsSentToAgain() throws Exception {
        RunJournal.Reading unbearable = new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 2, () -> {
            throw new OutOfMemoryError("made by the test");
        });

        assertThatThrownBy(() -> open("r").close(RunStatus.OPEN, unbearable)).isInstanceOf(OutOfMemoryError.class);

        assertThat(open("r").priorOutcomes().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void norDoesAnotherRunLeaveOutItsRecipientsAsIfTheyWereKnown() {
        RunJournal.Reading unbearable = new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 2, () -> {
            throw new OutOfMemoryError("made by the test");
        });
        assertThatThrownBy(() -> open("r").close(RunStatus.OPEN, unbearable)).isInstanceOf(OutOfMemoryError.class);

        assertThatThrownBy(() -> journal.accepted(key("other"), ExcludedRuns.of("r")))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("campaign=sale run=r of excludeRuns ended when memory was short");
    }

    /** Evicted before, and opened once more, it would be sent again. */
    @Test
    void aRunIsInProgressUntilTheJournalHasItBack() {
        AtomicBoolean inProgress = new AtomicBoolean();
        MemoryRun run =
                new MemoryRun(DuplicateRecipient.skip, closed -> inProgress.set(closed.isInProgress()), () -> false);
        run.take("text", null);
        run.close(RunStatus.OPEN, NOBODY);

        assertThat(inProgress).isTrue();
    }

    @Test
    void aStoppedRunIsToldSoUntilItIsResumedAndNoOtherProcessHasOne() throws Exception {
        RunJournal run = open("r");
        assertThat(run.isStopped()).isFalse();
        journal.stop("sale", "r");
        assertThat(run.isStopped()).isTrue();
        assertThat(journal.isStopped("sale", "r")).isTrue();
        assertThat(journal.isStopped("sale", "other")).isFalse();
        journal.resume("sale", "r");
        assertThat(run.isStopped()).isFalse();

        assertThat(journal.runs()).isEmpty();
        assertThat(journal.mayBlock()).isFalse();
        assertThatThrownBy(() -> journal.free("sale", "r"))
                .hasMessageContaining("expected stopRun sale r, or a dataSource");
    }

    @Test
    void whoMayHaveTheMessageByAnotherRunIsExcludedOnceThatHasEnded() throws Exception {
        RunJournal run = open("r");
        RunKey other = new RunKey("sale", "other", 0);
        assertThatThrownBy(() -> journal.accepted(other, ExcludedRuns.of("r")))
                .hasFieldOrPropertyWithValue("code", FailureCode.RUN_BUSY);
        run.close(RunStatus.OPEN, read(named(Outcome.UNKNOWN)));

        for (String runs : List.of("r", "*")) {
            assertThat(journal.accepted(other, ExcludedRuns.of(runs)).size()).isEqualTo(2);
        }
        assertThat(journal.accepted(new RunKey("sale", "r", 0), ExcludedRuns.of("*"))
                        .size())
                .as("not itself")
                .isZero();
        assertThat(journal.accepted(new RunKey("another", "other", 0), ExcludedRuns.of("*"))
                        .size())
                .as("another campaign")
                .isZero();
        assertThatThrownBy(() -> journal.accepted(other, ExcludedRuns.of("mondy")))
                .hasFieldOrPropertyWithValue("code", FailureCode.LIST_REFUSED);
    }

    @Test
    void aRunIsInOnePossessionAtATime() throws Exception {
        RunJournal run = open("r");
        assertThatThrownBy(() -> open("r"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is being sent by another exchange");
        run.close(RunStatus.OPEN, NOBODY);
        open("r");
    }

    @Test
    void theTextMayChangeOnlyWhileNobodyMayHaveGotIt() throws Exception {
        RunJournal run = open("r");
        run.close(RunStatus.OPEN, NOBODY);
        run = journal.open(key("r"), "another text", DuplicateRecipient.skip);
        run.close(RunStatus.OPEN, read(named(Outcome.UNKNOWN)));

        assertThatThrownBy(() -> open("r"))
                .hasFieldOrPropertyWithValue("code", FailureCode.TEXT_CHANGED)
                .hasMessageContaining("run=r");
        journal.open(key("r"), "another text", DuplicateRecipient.skip);
    }

    @Test
    void whatWasUsedLongestAgoIsForgottenFirstAndWhatIsBeingSentIsNot() throws Exception {
        MemoryJournal small = new MemoryJournal(() -> now, 10 * MemoryJournal.RECIPIENTS_OF_EMPTY_RUN);
        RunJournal busy = open(small, "busy");
        open(small, "first").close(RunStatus.OPEN, read(List.of()));
        open(small, "second").close(RunStatus.OPEN, read(List.of()));
        for (int i = 0; i < 8; i++) {
            open(small, "r" + i).close(RunStatus.OPEN, NOBODY);
        }

        assertThat(small.size()).isLessThan(12);
        assertThatThrownBy(() -> open(small, "busy")).hasFieldOrPropertyWithValue("code", FailureCode.RUN_BUSY);
        assertThat(open(small, "second").priorOutcomes().isEmpty()).isFalse();
        assertThat(open(small, "first").priorOutcomes().isEmpty()).isTrue();
        busy.close(RunStatus.OPEN, NOBODY);
    }

    @Test
    void aRunIsForgottenAfterADay() throws Exception {
        open("old").close(RunStatus.OPEN, read(List.of()));
        now = now.plus(Duration.ofDays(2));
        open("new");

        assertThat(journal.size()).isEqualTo(1);
    }

    @Test
    void asManyRunsAreRememberedAsThereIsRoomForTheirRecipients() throws Exception {
        for (int i = 0; i < 12_000; i++) {
            open("line " + i).close(RunStatus.FINISHED, read(List.of()));
        }

        for (int i = 0; i < 12_000; i++) {
            RunJournal again = open("line " + i);
            assertThat(again.wasFinished()).isTrue();
            again.close(RunStatus.FINISHED, NOBODY);
        }
    }

    @Test
    void aRunTakesTheRoomOfTheRecipientsThatItEndedWith() throws Exception {
        MemoryJournal small = new MemoryJournal(() -> now, 1000);
        sendTo(small, "a", 900);
        assertThat(small.size()).isEqualTo(1);
        sendTo(small, "b", 900);

        assertThat(small.size()).as("the one used longest ago is forgotten").isEqualTo(1);
        assertThat(open(small, "b").wasFinished()).isTrue();
    }

    private static void sendTo(MemoryJournal journal, String run, int recipients) throws JournalException {
        RecipientSet reached = RecipientSet.of(DuplicateRecipient.skip);
        for (long i = 0; i < recipients; i++) {
            reached.add(new ValidEntry(i, new Recipient(Long.toString(381_601_000_000L + i), null)));
        }
        open(journal, run).close(RunStatus.FINISHED, new RunJournal.Reading(reached, recipients, Stream::empty));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"a, a, true", "-, -, true", "a, b, false", "a, -, false", "-, b, false"})
    void aFinishedRunIsEnteredAgainByItsOwnSourceOnly(String before, String again, boolean enters) throws Exception {
        journal.open(key("r"), "text", before, DuplicateRecipient.skip).close(RunStatus.FINISHED, read(List.of()));

        if (enters) {
            assertThat(journal.open(key("r"), "text", again, DuplicateRecipient.skip)
                            .wasFinished())
                    .isTrue();
        } else {
            assertThatThrownBy(() -> journal.open(key("r"), "text", again, DuplicateRecipient.skip))
                    .hasFieldOrPropertyWithValue("code", FailureCode.RUN_FINISHED)
                    .hasMessageContaining("run=r was finished from another source")
                    .hasMessageContaining("sends to all recipients");
        }
    }

    @Test
    void aRunThatIsNotFinishedGoesOnWithAMendedSource() throws Exception {
        journal.open(key("r"), "text", "before", DuplicateRecipient.skip).close(RunStatus.OPEN, read(List.of()));

        journal.open(key("r"), "text", "mended", DuplicateRecipient.skip).close(RunStatus.FINISHED, read(List.of()));
        assertThat(journal.open(key("r"), "text", "mended", DuplicateRecipient.skip)
                        .wasFinished())
                .isTrue();
    }

    private static RunJournal open(MemoryJournal journal, String run) throws JournalException {
        return journal.open(key(run), "text", DuplicateRecipient.skip);
    }

    @Test
    void whatMakesTwoRecipientsTheSameMayChangeOnlyWhileNobodyMayHaveGotItAndHoldsNoRun() throws Exception {
        open("r").close(RunStatus.OPEN, NOBODY);
        RunJournal run = journal.open(key("r"), "text", DuplicateRecipient.send);
        run.close(RunStatus.OPEN, NOBODY);
        open("r").close(RunStatus.OPEN, read(named(Outcome.UNKNOWN)));

        assertThatThrownBy(() -> journal.open(key("r"), "text", DuplicateRecipient.send))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("was begun with duplicateRecipient=skip, and is continued with send");
        assertThat(open("r").priorOutcomes().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void recipientsWhomNobodyNamesAreUnknownUnlessAsManyWereAccepted() throws Exception {
        RunJournal.Reading one = new RunJournal.Reading(read(List.of()).recipients(), 1, Stream::empty);
        open("r").close(RunStatus.OPEN, one);

        assertThat(open("r").priorOutcomes().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aRunWhoseOutcomesCannotBeRememberedIsGivenBack() throws Exception {
        RunJournal.Reading broken = new RunJournal.Reading(read(List.of()).recipients(), 2, () -> {
            throw new OutOfMemoryError("injected");
        });
        RunJournal run = open("r");
        assertThatThrownBy(() -> run.close(RunStatus.OPEN, broken)).isInstanceOf(OutOfMemoryError.class);

        open("r");
    }

    private RunJournal open(String run) throws JournalException {
        return open(journal, run);
    }

    private static RunKey key(String run) {
        return new RunKey("sale", run, 0);
    }
}
