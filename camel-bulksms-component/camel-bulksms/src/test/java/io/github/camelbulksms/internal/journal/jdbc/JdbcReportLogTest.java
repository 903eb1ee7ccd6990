package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.report.ReportLog.Claim;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.Recipient;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each report is stored once, whoever brings it, and whatever is stored beside it. */
class JdbcReportLogTest {

    private static final String STORES =
            "INSERT INTO bulksms_report (reference, session, status_code, updated_micros, unmatched, raw, received_at,"
                    + " processed) VALUES";
    private static final byte[] RAW = "the body".getBytes(StandardCharsets.US_ASCII);
    private static final Recipient ANA = new Recipient("381601234561", "ana");
    private static final Recipient PLAIN = new Recipient("381601234562", null);

    private final ProbedDatabase probed = new ProbedDatabase(H2Databases.inMemory());
    private final JournalDatabase database = new JournalDatabase(probed.dataSource(), TableNames.DEFAULT);

    @Test
    void aReportThatAnotherProcessHasProcessedIsKnownAsSuchEachTimeItComes() throws Exception {
        log(KeptReports.STATUS).claim(report("R1", "ana"), RAW);
        log(KeptReports.STATUS).processed(report("R1", "ana"));

        JdbcReportLog later = log(KeptReports.STATUS);
        assertThat(later.claim(report("R1", "ana"), RAW)).isEqualTo(Claim.PROCESSED);
        assertThat(later.claim(report("R1", "ana"), RAW)).isEqualTo(Claim.PROCESSED);
    }

    @Test
    void theBodyIsKeptOnlyWhereThatIsWished() throws Exception {
        log(KeptReports.STATUS).claim(report("R1", "ana"), RAW);
        assertThat(bodies()).isZero();

        log(KeptReports.RAW).claim(report("R2", "ana"), RAW);
        assertThat(bodies()).isEqualTo(1);
    }

    @Test
    void aReportThatAnotherProcessStoresAtTheSameMomentIsSeenThere() throws Exception {
        JdbcReportLog another = log(KeptReports.STATUS);
        AtomicBoolean stored = new AtomicBoolean();
        probed.probe((what, real) -> {
            if (what.startsWith(STORES) && stored.compareAndSet(false, true)) {
                another.claim(report("R1", "ana"), RAW);
                another.processed(report("R1", "ana"));
            }
            return real.call();
        });

        assertThat(log(KeptReports.STATUS).claim(report("R1", "ana"), RAW)).isEqualTo(Claim.PROCESSED);
        assertThat(count("1 = 1")).isEqualTo(1);
    }

    @Test
    void aDatabaseThatSaysForEverThatAReportIsThereAndDoesNotShowItIsNotAskedForEver() {
        AtomicInteger asked = new AtomicInteger();
        probed.probe((what, real) -> {
            if (what.startsWith(STORES)) {
                if (asked.incrementAndGet() > 100) {
                    throw new AssertionError("asked a hundred times");
                }
                throw new SQLException("there", "23505", 23505);
            }
            return real.call();
        });

        assertThatThrownBy(() -> log(KeptReports.STATUS).claim(report("R1", "ana"), RAW))
                .isInstanceOf(JournalException.class)
                .hasMessage("the journal cannot store it: there");
        assertThat(asked).hasValue(10);
    }

    @Test
    void whatIsWrittenTogetherWithOneThatIsThereAlreadyIsStoredToo() throws Exception {
        log(KeptReports.STATUS).claim(report("R1", "ana"), RAW);
        writeTogether(report("R1", "ana"), report("R2", "ben"));
        assertThat(count("1 = 1")).isEqualTo(2);
    }

    @Test
    void whatIsTheSameReportInTwoFormsOfItsDateIsStoredOnceWithThoseBesideIt() throws Exception {
        writeTogether(report("R1", "ana"), report("R2", "ben"), report("R1", "ana"));

        assertThat(count("1 = 1")).isEqualTo(2);
    }

    private void writeTogether(DeliveryReport... reports) throws Exception {
        List<ReportWrite> writes = Stream.of(reports)
                .map(report -> ReportWrite.ofNew(report, null))
                .sorted()
                .toList();
        database.once(session -> {
            session.transaction(() -> new ReportRows(session).write(writes));
            return null;
        });
    }

    @Test
    void ofReportsOnlyThoseOnNoKnownRequestMaySettleSomebodyUnknown() throws Exception {
        accepted("R1", ANA);
        log(KeptReports.STATUS).claim(report("R1", "ana"), RAW);
        assertThat(count("unmatched IS NOT NULL")).isZero();

        log(KeptReports.STATUS).claim(report("R2", "ana"), RAW);
        log(KeptReports.STATUS).claim(report(null, "ana"), RAW);
        assertThat(count("unmatched IS NOT NULL")).isEqualTo(2);
    }

    /** Which PostgreSQL takes in no text. */
    @ParameterizedTest
    @ValueSource(strings = {"\0R", "R\0"})
    void noRequestIsLookedForByAnIdThatHoldsANul(String referenceId) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        probed.probe((what, real) -> {
            if (what.startsWith("SELECT DISTINCT reference_id")) {
                looks.incrementAndGet();
            }
            return real.call();
        });

        assertThat(log(KeptReports.STATUS).claim(report(referenceId, "ana"), RAW))
                .isEqualTo(Claim.CLAIMED);
        assertThat(looks).hasValue(0);
    }

    @Test
    void aReportWithoutASessionIdIsAboutNobodyAlsoOfARequestWhoseRecipientHasNone() throws Exception {
        accepted("R1", PLAIN);
        log(KeptReports.STATUS).claim(report("R1", null), RAW);

        assertThat(new CampaignStore(database).totals("sale", "monday").delivered())
                .isZero();
        assertThat(new CampaignStore(database).totals("sale", "monday").pending())
                .isEqualTo(1);
    }

    /** For those who ask in SQL. */
    @Test
    void whoHasASessionIdOfTheListIsNamedAsFailedWhereTheRequestIsKnown() throws Exception {
        accepted("R1", ANA);
        log(KeptReports.STATUS).claim(failed("R2", "ana"), RAW);
        assertThat(failures()).as("whose that is would have to be searched").isEmpty();

        log(KeptReports.STATUS).claim(failed("R1", "ana"), RAW);
        assertThat(failures()).containsExactly(Long.parseLong(ANA.phoneNumber()));
    }

    private List<Long> failures() throws SQLException {
        return database.once(session -> session.list(
                row -> row.getLong(1), "SELECT phone_number FROM bulksms_outcome WHERE outcome = 'FAILED'"));
    }

    private static DeliveryReport failed(String referenceId, String sessionId) {
        return report(referenceId, sessionId, 507);
    }

    private void accepted(String referenceId, Recipient recipient) throws Exception {
        OwnedRun run = new RunTable(database, Duration.ofHours(1))
                .take(new RunKey("sale", "monday", 0))
                .orElseThrow();
        AttemptEnds ends = new AttemptEnds(database, run);
        long attempt = new AttemptBegins(database, run, ends)
                .begin(RecipientBatch.of(List.of(recipient)))
                .orElseThrow();
        ends.note(attempt, new AttemptResult.Accepted(referenceId));
    }

    private JdbcReportLog log(KeptReports kept) {
        return new JdbcReportLog(database, kept);
    }

    private static DeliveryReport report(String referenceId, String sessionId) {
        return report(referenceId, sessionId, 200);
    }

    private static DeliveryReport report(String referenceId, String sessionId, int code) {
        return new DeliveryReport(referenceId, sessionId, code, "", "2026-10-21T14:05:36Z", null, List.of(), Map.of());
    }

    private long bodies() throws SQLException {
        return count("raw IS NOT NULL");
    }

    private long count(String condition) throws SQLException {
        return database.once(session ->
                        session.first(row -> row.getLong(1), "SELECT COUNT(*) FROM bulksms_report WHERE " + condition))
                .orElseThrow();
    }
}
