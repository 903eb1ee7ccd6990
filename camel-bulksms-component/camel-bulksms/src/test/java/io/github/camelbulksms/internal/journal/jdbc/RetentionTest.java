package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.model.Recipient;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is old is erased, and never what may yet be sent: whoever is forgotten of such a run gets the message again, or not at all. */
class RetentionTest {

    private static final Recipient ANA = new Recipient("381601234561", "ana");
    private static final Recipient PLAIN = new Recipient("381601234562", null);
    private static final RunKey KEY = new RunKey("sale", "monday", 0);
    private static final AttemptResult ACCEPTED = new AttemptResult.Accepted("R1");
    private static final AttemptResult UNKNOWN = new AttemptResult.Unknown("cut");

    private final ProbedDatabase probed = new ProbedDatabase(H2Databases.inMemory());
    private final JournalDatabase database = new JournalDatabase(probed.dataSource(), TableNames.DEFAULT);
    private final RunTable runs = new RunTable(database, Duration.ofHours(1));
    private final Retention retention = new Retention(database, Duration.ofDays(1));

    @Test
    void aRunThatIsOpenedWhenItIsAboutToBeErasedIsKept() throws Exception {
        send(KEY, ACCEPTED, ANA);
        endLongAgo();
        AtomicBoolean opened = new AtomicBoolean();
        probed.probe((what, real) -> {
            if (what.endsWith("FOR UPDATE") && opened.compareAndSet(false, true)) {
                runs.take(KEY);
            }
            return real.call();
        });

        assertThat(retention.erase()).isZero();
        assertThat(opened).isTrue();
        assertThat(count("bulksms_attempt")).isEqualTo(1);
        assertThat(runs.erasedAt(KEY)).isEmpty();
    }

    @Test
    void ofARunThatHadOnlyPartsTheNameIsKeptAndRefused() throws Exception {
        send(new RunKey("sale", "monday", 3), ACCEPTED, ANA);
        endLongAgo();

        assertThat(retention.erase()).isEqualTo(1);
        assertThat(count("bulksms_attempt")).isZero();
        assertThat(runs.take(new RunKey("sale", "monday", 4))).isEmpty();
        assertThat(runs.erasedAt(new RunKey("sale", "monday", 4))).isPresent();
    }

    @Test
    void aPlanWithAPartThatWasNeverSentIsKept() throws Exception {
        OwnedRun plan = runs.take(KEY).orElseThrow();
        update("INSERT INTO bulksms_part (run_id, part, content) VALUES (?, 1, X'00')", plan.id());
        runs.giveBack(plan, RunStatus.FINISHED);
        endLongAgo();

        assertThat(retention.erase()).isZero();
        assertThat(count("bulksms_part")).isEqualTo(1);
        send(new RunKey("sale", "monday", 1), ACCEPTED, ANA);
        endLongAgo();
        assertThat(retention.erase()).as("when it was sent").isEqualTo(1);
    }

    @Test
    void whatAnotherProcessIsErasingIsLeftToItAsLongAsItIsHeardOf() throws Exception {
        send(KEY, ACCEPTED, ANA);
        endLongAgo();
        update("UPDATE bulksms_schema SET retention_until = {now} + 60000");
        assertThat(retention.erase()).isZero();
        assertThat(count("bulksms_attempt")).isEqualTo(1);

        update("UPDATE bulksms_schema SET retention_until = {now} - 1");
        assertThat(retention.erase()).isEqualTo(1);
    }

    /** An older run that is not erased keeps reports of which it is not known whose they are. */
    @Test
    void whatWasReportedOfSomebodyUnknownGoesWithTheirRun() throws Exception {
        send(new RunKey("older", "1", 0), ACCEPTED, PLAIN);
        update("UPDATE bulksms_run SET begun_at = 1");
        send(KEY, UNKNOWN, ANA, PLAIN);
        report("lost", "ana");
        report("of another", "another");
        endLongAgo();
        update("UPDATE bulksms_run SET finished = FALSE WHERE campaign = 'older'");

        assertThat(retention.erase()).isEqualTo(1);
        assertThat(database.<List<String>>once(session -> session.list(
                        row -> new ReportId(row.getBytes(1)).text(), "SELECT session FROM bulksms_report")))
                .containsExactly("another");
        assertThat(count("bulksms_attempt")).as("of the older run").isEqualTo(1);
    }

    @Test
    void aRequestOfNobodyThatIsRememberedGoesToo() throws Exception {
        send(KEY, new AttemptResult.Refused(-10001, "no"), ANA);
        endLongAgo();

        assertThat(retention.erase()).isEqualTo(1);
        assertThat(count("bulksms_attempt")).isZero();
    }

    private void send(RunKey key, AttemptResult result, Recipient... recipients) throws Exception {
        OwnedRun run = runs.take(key).orElseThrow();
        AttemptEnds ends = new AttemptEnds(database, run);
        long attempt = new AttemptBegins(database, run, ends)
                .begin(RecipientBatch.of(List.of(recipients)))
                .orElseThrow();
        ends.note(attempt, result);
        runs.giveBack(run, RunStatus.FINISHED);
    }

    private void endLongAgo() throws SQLException {
        update("UPDATE bulksms_run SET ended_at = 2");
    }

    private void report(String referenceId, String sessionId) throws Exception {
        byte[] raw = ("{\"reference_id\":\"" + referenceId + "\",\"session_id\":\"" + sessionId
                        + "\",\"status\":{\"code\":200,\"updated_on\":\"2026-10-21T14:05:36Z\"}}")
                .getBytes(StandardCharsets.US_ASCII);
        new JdbcReportLog(database, KeptReports.STATUS).claim(ReportReader.read(raw), raw);
    }

    private void update(String sql, Object... values) throws SQLException {
        database.once(session -> session.update(sql, values));
    }

    private long count(String table) throws SQLException {
        return database.once(session -> session.first(row -> row.getLong(1), "SELECT COUNT(*) FROM " + table))
                .orElseThrow();
    }
}
