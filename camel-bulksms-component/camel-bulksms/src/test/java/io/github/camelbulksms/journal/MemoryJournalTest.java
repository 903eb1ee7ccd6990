package io.github.camelbulksms.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.recipient.DuplicateRecipient;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.Recipient;
import io.github.camelbulksms.recipient.RecipientOutcome;
import io.github.camelbulksms.recipient.RecipientSet;
import io.github.camelbulksms.recipient.Recipients;
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
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), Stream::empty);

    private Instant now = Instant.EPOCH;
    private final MemoryJournal journal = new MemoryJournal(() -> now);

    @Test
    void whatWasAcceptedOrIsUnknownIsRememberedForTheRun() throws Exception {
        open("r").close(RunJournal.Left.OPEN, read(named(Outcome.UNKNOWN)));

        RunJournal run = open("r");
        assertThat(run.settled().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
        assertThat(run.settled().of(SOMEBODY_ELSE)).isEqualTo(Outcome.ACCEPTED);
        run.close(RunJournal.Left.OPEN, read(List.of()));

        assertThat(open("r").settled().of(SOMEBODY)).isEqualTo(Outcome.ACCEPTED);
        assertThat(open("other").settled().of(SOMEBODY)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNSENT", "REFUSED"})
    void whatWasNotAcceptedMayBeSentAgain(Outcome outcome) throws Exception {
        open("r").close(RunJournal.Left.OPEN, read(named(outcome)));

        Settled settled = open("r").settled();
        assertThat(settled.of(SOMEBODY)).isNull();
        assertThat(settled.of(SOMEBODY_ELSE)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whoIsUnknownStaysSoWhenSendingAgainWasNotAccepted() throws Exception {
        open("r").close(RunJournal.Left.OPEN, read(named(Outcome.UNKNOWN)));
        open("r").close(RunJournal.Left.OPEN, read(named(Outcome.UNSENT)));

        assertThat(open("r").settled().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aReadingThatStopsEarlyForgetsNobodyOfTheOneBefore() throws Exception {
        open("r").close(RunJournal.Left.OPEN, read(named(Outcome.UNSENT)));
        open("r").close(RunJournal.Left.OPEN, NOBODY);

        assertThat(open("r").settled().of(SOMEBODY_ELSE)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whereNotAllCanBeNamedEverybodyReadIsUnknown() throws Exception {
        RunJournal.Reading unnamed = new RunJournal.Reading(read(List.of()).recipients(), () -> {
            throw new UncheckedIOException(new IOException("disk full"));
        });
        open("r").close(RunJournal.Left.OPEN, unnamed);

        assertThat(open("r").settled().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
    }

    private static List<RecipientOutcome> named(Outcome outcome) {
        return List.of(
                new RecipientOutcome(Outcome.INVALID, 1, "rubbish", "no number"),
                new RecipientOutcome(outcome, 2, SOMEBODY.toLine(), "because"));
    }

    /** Somebody and somebody else were read. */
    private static RunJournal.Reading read(List<RecipientOutcome> named) {
        RecipientSet recipients = RecipientSet.of(DuplicateRecipient.skip);
        recipients.addAll(Recipients.of(List.of(SOMEBODY, SOMEBODY_ELSE)));
        return new RunJournal.Reading(recipients, named::stream);
    }

    @Test
    void aRunIsInOnePossessionAtATime() throws Exception {
        RunJournal run = open("r");
        assertThatThrownBy(() -> open("r")).isInstanceOf(JournalException.class).hasMessageContaining("sent already");
        run.close(RunJournal.Left.OPEN, NOBODY);
        open("r");
    }

    @Test
    void theTextMayChangeOnlyWhileNobodyMayHaveGotIt() throws Exception {
        RunJournal run = open("r");
        run.close(RunJournal.Left.OPEN, NOBODY);
        run = journal.open(key("r"), "another text", DuplicateRecipient.skip);
        run.close(RunJournal.Left.OPEN, read(named(Outcome.UNKNOWN)));

        assertThatThrownBy(() -> open("r"))
                .isInstanceOf(TextChangedException.class)
                .hasMessageContaining("run=r");
        journal.open(key("r"), "another text", DuplicateRecipient.skip);
    }

    @Test
    void whatWasUsedLongestAgoIsForgottenFirstAndWhatIsBeingSentIsNot() throws Exception {
        RunJournal busy = open("busy");
        for (int i = 0; i < MemoryJournal.MOST_RUNS + 10; i++) {
            open("r" + i).close(RunJournal.Left.OPEN, NOBODY);
        }
        assertThat(journal.size()).isLessThanOrEqualTo(MemoryJournal.MOST_RUNS + 1);
        assertThatThrownBy(() -> open("busy")).hasMessageContaining("sent already");
        busy.close(RunJournal.Left.OPEN, NOBODY);

        now = now.plus(Duration.ofDays(2));
        open("new");
        assertThat(journal.size()).isEqualTo(1);
    }

    private RunJournal open(String run) throws JournalException {
        return journal.open(key(run), "text", DuplicateRecipient.skip);
    }

    private static RunKey key(String run) {
        return new RunKey("sale", run, 0);
    }
}
