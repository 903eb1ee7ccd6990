package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everybody counts once, by the last that is known of them. */
class CampaignStoreTest {

    private static final Recipient ANA = new Recipient("381601234561", "ana");
    private static final Recipient BEN = new Recipient("381601234562", "ben");
    private static final AttemptResult ACCEPTED = new AttemptResult.Accepted("R1");
    private static final AttemptResult UNKNOWN = new AttemptResult.Unknown("cut");

    private final ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor();
    private final ProbedDatabase probed = new ProbedDatabase(H2Databases.inMemory());
    private final JournalDatabase database = new JournalDatabase(probed.dataSource(), TableNames.DEFAULT);
    private final JdbcJournal journal = new JdbcJournal(database, Duration.ofHours(1), leases);
    private final CampaignStore store = new CampaignStore(database);

    @AfterEach
    void stop() {
        journal.close();
        leases.shutdownNow();
    }

    @Test
    void whoWasUnknownAndIsAcceptedByALaterRequestIsAccepted() throws Exception {
        RunJournal run = open();
        send(run, UNKNOWN, ANA, BEN);
        send(run, ACCEPTED, ANA);
        close(run);

        assertThat(List.of(totals().accepted(), totals().unknown())).containsExactly(1L, 1L);
        assertThat(store.unknown("sale", "monday")).containsExactly(BEN);
    }

    @Test
    void whoWasPostponedIsSoNoMoreWhenTheRunIsSentAgain() throws Exception {
        RunJournal run = open();
        run.leaveOut(RecipientBatch.of(List.of(ANA)), Outcome.POSTPONED, "quiet hours");
        assertThat(totals().notAccepted()).isEqualTo(Map.of("postponed", 1L));
        close(run);

        send(open(), ACCEPTED, ANA);
        assertThat(totals().notAccepted()).isEmpty();
        assertThat(totals().accepted()).isEqualTo(1);
    }

    @Test
    void whoIsInTheListTwiceIsAcceptedOnceAndADuplicateOnce() throws Exception {
        RunJournal run = open();
        send(run, ACCEPTED, ANA);
        close(run, RecipientOutcome.of(Outcome.DUPLICATE, 2, ANA, "repeated"));

        assertThat(totals().accepted()).isEqualTo(1);
        assertThat(totals().notAccepted()).isEqualTo(Map.of("duplicate", 1L));
    }

    @Test
    void whoIsSettledAtTheSameMomentAsAnotherIsSettledToo() throws Exception {
        RunJournal run = open();
        send(run, UNKNOWN, ANA, BEN);
        close(run);
        AtomicBoolean settled = new AtomicBoolean();
        probed.probe((what, real) -> {
            if (what.contains("settled by hand") && settled.compareAndSet(false, true)) {
                store.settleAsAccepted("sale", "monday", List.of(BEN));
            }
            return real.call();
        });

        assertThat(store.settleAsAccepted("sale", "monday", List.of(ANA))).isTrue();
        assertThat(store.unknown("sale", "monday")).isEmpty();
        assertThat(totals().accepted()).isEqualTo(2);
    }

    @Test
    void aPlaceThatIsTakenForEverIsNotAskedForForEver() throws Exception {
        close(open());
        AtomicInteger asked = new AtomicInteger();
        probed.probe((what, real) -> {
            if (what.contains("settled by hand")) {
                if (asked.incrementAndGet() > 100) {
                    throw new AssertionError("asked a hundred times");
                }
                throw new SQLException("taken", "23505", 23505);
            }
            return real.call();
        });

        assertThatThrownBy(() -> store.noteAccepted("sale", "monday", List.of(ANA)))
                .isInstanceOf(SQLException.class)
                .hasMessage("taken");
        assertThat(asked).hasValue(10);
    }

    @Test
    void ofARunThatIsNotThereNobodyIsSettled() throws Exception {
        assertThat(store.noteAccepted("sale", "monday", List.of(ANA))).isFalse();
        close(open());
        assertThat(store.noteAccepted("sale", "monday", List.of(ANA))).isTrue();
    }

    private RunJournal open() throws Exception {
        return journal.open(new RunKey("sale", "monday", 0), "text", DuplicateRecipient.skip);
    }

    private static void send(RunJournal run, AttemptResult result, Recipient... recipients) throws Exception {
        run.finish(run.begin(RecipientBatch.of(List.of(recipients))), result);
    }

    private static void close(RunJournal run, RecipientOutcome... named) {
        run.close(
                RunStatus.OPEN,
                new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, () -> Stream.of(named)));
    }

    private CampaignTotals totals() throws SQLException {
        return store.totals("sale", "monday");
    }
}
