package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Recipient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is settled as not accepted is sent to again, and nobody else. */
class SettlementTest {

    private static final Recipient ANA = new Recipient("381601234561", "ana");
    private static final Recipient BEN = new Recipient("381601234562", "ben");
    private static final Recipient CAT = new Recipient("381601234563", "cat");
    private static final RunKey KEY = new RunKey("sale", "monday", 0);

    private final ProbedDatabase probed = new ProbedDatabase(H2Databases.inMemory());
    private final JournalDatabase database = new JournalDatabase(probed.dataSource(), TableNames.DEFAULT);
    private final RunTable runs = new RunTable(database, Duration.ofHours(1));

    @Test
    void whoeverElseWasInTheirRequestStaysUnknown() throws Exception {
        send(KEY, RunStatus.OPEN, ANA, BEN);

        settle(ANA);
        assertThat(unknown()).containsExactly(BEN);
        assertThat(states()).containsExactly("UNKNOWN 1");
    }

    @Test
    void aRequestOfWhichNobodyIsLeftWasNotAcceptedAndNamesNobody() throws Exception {
        send(KEY, RunStatus.OPEN, ANA, BEN);

        settle(ANA, BEN);
        assertThat(unknown()).isEmpty();
        assertThat(states()).containsExactly("NOT_ACCEPTED 0");
        assertThat(database.<Boolean>once(
                        session -> session.exists("SELECT 1 FROM bulksms_attempt WHERE recipients IS NOT NULL")))
                .isFalse();
    }

    @Test
    void theyAreSettledInWhicheverPartOfTheRunTheyAre() throws Exception {
        send(KEY, RunStatus.FINISHED, ANA);
        send(new RunKey("sale", "monday", 3), RunStatus.FINISHED, BEN);

        settle(BEN);
        assertThat(unknown()).containsExactly(ANA);
        assertThat(take(KEY).finished()).as("nobody of it is left").isTrue();
        assertThat(take(new RunKey("sale", "monday", 3)).finished()).isFalse();
    }

    @Test
    void aRunOfWhichNobodyIsSettledIsGivenBackAsItWas() throws Exception {
        send(KEY, RunStatus.FINISHED, ANA);

        settle(CAT);
        assertThat(unknown()).containsExactly(ANA);
        assertThat(take(KEY).finished()).isTrue();
    }

    @Test
    void aRunThatIsOpenIsNotFinishedByItAndOneThatIsBeingSentIsRefused() throws Exception {
        send(KEY, RunStatus.OPEN, ANA);
        settle(CAT);
        assertThat(take(KEY).finished()).isFalse();

        assertThatThrownBy(() -> settle(ANA)).hasFieldOrPropertyWithValue("code", FailureCode.RUN_BUSY);
        assertThat(unknown()).containsExactly(ANA);
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void aRunIsGivenBackAsItWasAlsoWhenItFails(RunStatus status) throws Exception {
        send(KEY, status, ANA);
        probed.probe((what, real) -> {
            if (what.startsWith("UPDATE bulksms_attempt SET recipients = ?")) {
                throw new SQLException("the connection was cut");
            }
            return real.call();
        });

        assertThatThrownBy(() -> settle(ANA)).hasMessage("the connection was cut");
        assertThat(unknown()).containsExactly(ANA);
        assertThat(take(KEY).finished()).isEqualTo(status == RunStatus.FINISHED);
    }

    private void settle(Recipient... recipients) throws Exception {
        new Settlement(database).asNotAccepted("sale", "monday", Set.of(recipients));
    }

    /** In one request, of which nothing was heard. */
    private void send(RunKey key, RunStatus status, Recipient... recipients) throws Exception {
        OwnedRun run = take(key);
        AttemptEnds ends = new AttemptEnds(database, run);
        long attempt = new AttemptBegins(database, run, ends)
                .begin(RecipientBatch.of(List.of(recipients)))
                .orElseThrow();
        ends.note(attempt, new AttemptResult.Unknown("cut"));
        runs.giveBack(run, status);
    }

    private OwnedRun take(RunKey key) throws SQLException {
        return runs.take(key).orElseThrow();
    }

    private List<Recipient> unknown() throws SQLException {
        return new CampaignStore(database).unknown("sale", "monday");
    }

    private List<String> states() throws SQLException {
        return database.once(session -> session.list(
                row -> row.getString(1) + " " + row.getInt(2), "SELECT state, recipient_count FROM bulksms_attempt"));
    }
}
