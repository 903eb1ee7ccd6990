package io.github.camelbulksms.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.provider.Attempt;
import io.github.camelbulksms.recipient.DuplicateRecipient;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {

    private static final Recipient SOMEBODY = new Recipient("381601234567", null);

    private Instant now = Instant.EPOCH;
    private final MemoryJournal journal = new MemoryJournal(() -> now);

    @Test
    void whatWasAcceptedOrIsUnknownIsRememberedForTheRun() throws Exception {
        RunJournal run = open("r");
        run.finish(run.begin(List.of(SOMEBODY)), List.of(SOMEBODY), new Attempt.Unknown("cut"));
        assertThat(run.settled().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
        run.close(RunJournal.Left.OPEN);

        run = open("r");
        assertThat(run.settled().of(SOMEBODY)).isEqualTo(Outcome.UNKNOWN);
        run.finish(0, List.of(SOMEBODY), new Attempt.Accepted(null));
        assertThat(run.settled().of(SOMEBODY)).isEqualTo(Outcome.ACCEPTED);
        assertThat(open("other").settled().of(SOMEBODY)).isNull();
    }

    @Test
    void whatWasNotAcceptedMayBeSentAgain() throws Exception {
        RunJournal run = open("r");
        run.finish(0, List.of(SOMEBODY), new Attempt.NotAccepted("busy", null));
        run.finish(0, List.of(SOMEBODY), new Attempt.Refused(-1, "no"));
        assertThat(run.settled().of(SOMEBODY)).isNull();
    }

    @Test
    void aRunIsInOnePossessionAtATime() throws Exception {
        RunJournal run = open("r");
        assertThatThrownBy(() -> open("r")).isInstanceOf(JournalException.class).hasMessageContaining("sent already");
        run.close(RunJournal.Left.OPEN);
        open("r");
    }

    @Test
    void theTextMayChangeOnlyWhileNobodyMayHaveGotIt() throws Exception {
        RunJournal run = open("r");
        run.close(RunJournal.Left.OPEN);
        run = journal.open(key("r"), "another text", DuplicateRecipient.skip);
        run.finish(0, List.of(SOMEBODY), new Attempt.Unknown("cut"));
        run.close(RunJournal.Left.OPEN);

        assertThatThrownBy(() -> open("r"))
                .isInstanceOf(TextChangedException.class)
                .hasMessageContaining("run=r");
        journal.open(key("r"), "another text", DuplicateRecipient.skip);
    }

    @Test
    void whatWasUsedLongestAgoIsForgottenFirstAndWhatIsBeingSentIsNot() throws Exception {
        RunJournal busy = open("busy");
        for (int i = 0; i < MemoryJournal.MOST_RUNS + 10; i++) {
            open("r" + i).close(RunJournal.Left.OPEN);
        }
        assertThat(journal.size()).isLessThanOrEqualTo(MemoryJournal.MOST_RUNS + 1);
        assertThatThrownBy(() -> open("busy")).hasMessageContaining("sent already");
        busy.close(RunJournal.Left.OPEN);

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
