package io.github.camelbulksms.internal.journal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.JournalException;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.model.TextChangedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void aRunIsInOnePossessionAtATime() throws Exception {
        RunJournal run = open("r");
        assertThatThrownBy(() -> open("r")).isInstanceOf(JournalException.class).hasMessageContaining("sent already");
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
                .isInstanceOf(TextChangedException.class)
                .hasMessageContaining("run=r");
        journal.open(key("r"), "another text", DuplicateRecipient.skip);
    }

    @Test
    void whatWasUsedLongestAgoIsForgottenFirstAndWhatIsBeingSentIsNot() throws Exception {
        RunJournal busy = open("busy");
        for (int i = 0; i < MemoryJournal.MAX_RUNS + 10; i++) {
            open("r" + i).close(RunStatus.OPEN, NOBODY);
        }
        assertThat(journal.size()).isLessThanOrEqualTo(MemoryJournal.MAX_RUNS + 1);
        assertThatThrownBy(() -> open("busy")).hasMessageContaining("sent already");
        busy.close(RunStatus.OPEN, NOBODY);

        now = now.plus(Duration.ofDays(2));
        open("new");
        assertThat(journal.size()).isEqualTo(1);
    }

    @Test
    void whatMakesTwoRecipientsTheSameMayChangeOnlyWhileNobodyMayHaveGotItAndHoldsNoRun() throws Exception {
        open("r").close(RunStatus.OPEN, NOBODY);
        RunJournal run = journal.open(key("r"), "text", DuplicateRecipient.send);
        run.close(RunStatus.OPEN, NOBODY);
        open("r").close(RunStatus.OPEN, read(named(Outcome.UNKNOWN)));

        assertThatThrownBy(() -> journal.open(key("r"), "text", DuplicateRecipient.send))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("was begun with duplicateRecipient=skip, and comes again with send");
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
        return journal.open(key(run), "text", DuplicateRecipient.skip);
    }

    private static RunKey key(String run) {
        return new RunKey("sale", run, 0);
    }
}
