package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.model.Recipient;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A report settles an unknown recipient only where it can be about no other. */
class ReportMatchTest {

    private static final Recipient UNKNOWN = new Recipient("381601234561", "given");
    private static final Recipient ANOTHER = new Recipient("381601234562", "given");

    private final JournalDatabase database = inMemory();

    private static JournalDatabase inMemory() {
        return new JournalDatabase(H2Databases.inMemory(), TableNames.DEFAULT);
    }

    @Test
    void oneOnARequestWhoseReplyCameLaterIsAboutThatRequest() throws Exception {
        attempt("monday", "UNKNOWN", null, UNKNOWN);
        report("R1", "given");
        assertThat(match(List.of(UNKNOWN))).containsExactly(UNKNOWN);

        attempt("tuesday", "ACCEPTED", "R1", ANOTHER);
        assertThat(match(List.of(UNKNOWN))).isEmpty();
        report("R2", "given");
        assertThat(match(List.of(UNKNOWN))).containsExactly(UNKNOWN);
    }

    @Test
    void oneWithASessionIdOfTwoIsAboutNeitherWhetherTheyAreInOneRunOrInTwo() throws Exception {
        attempt("monday", "UNKNOWN", null, UNKNOWN);
        report("R1", "given");
        assertThat(match(List.of(UNKNOWN, UNKNOWN))).containsExactly(UNKNOWN);
        assertThat(match(List.of(UNKNOWN, ANOTHER))).isEmpty();

        attempt("tuesday", "UNKNOWN", null, ANOTHER);
        assertThat(match(List.of(UNKNOWN))).isEmpty();
    }

    @Test
    void whoHasNoSessionIdIsFoundByNone() throws Exception {
        Recipient plain = new Recipient("381601234563", null);
        attempt("monday", "UNKNOWN", null, UNKNOWN, plain);
        report("R1", "given");

        assertThat(match(List.of(plain, UNKNOWN))).containsExactly(UNKNOWN);
        assertThat(match(List.of(plain))).isEmpty();
        assertThat(match(List.of())).isEmpty();
    }

    @Test
    void oneThatNamesNoRequestIsAboutThemLikeOneOnARequestThatIsNotKnown() throws Exception {
        attempt("monday", "UNKNOWN", null, UNKNOWN);
        byte[] raw = "{\"session_id\":\"given\",\"status\":{\"code\":200}}".getBytes(StandardCharsets.US_ASCII);
        new JdbcReportLog(database, KeptReports.STATUS).claim(ReportReader.read(raw), raw);

        assertThat(match(List.of(UNKNOWN))).containsExactly(UNKNOWN);
    }

    private Collection<Recipient> match(List<Recipient> recipients) throws SQLException {
        return database.once(session ->
                new ReportMatch(session).match("sale", "monday", recipients).keySet());
    }

    private void attempt(String run, String state, String referenceId, Recipient... recipients) throws SQLException {
        OwnedRun owned = new RunTable(database, Duration.ofMinutes(1))
                .take(new RunKey("sale", run, 0))
                .orElseThrow();
        byte[] encoded = new RecipientCodec(owned.key()).encode(RecipientBatch.of(List.of(recipients)));
        database.once(session -> session.update(
                "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients, recipient_count,"
                        + " reference_id, begun_at) VALUES (?, 1, 1, ?, ?, ?, ?, 1)",
                owned.id(),
                state,
                encoded,
                recipients.length,
                referenceId));
    }

    private void report(String referenceId, String sessionId) throws Exception {
        byte[] raw = ("{\"reference_id\":\"" + referenceId + "\",\"session_id\":\"" + sessionId
                        + "\",\"status\":{\"code\":200,\"updated_on\":\"2026-10-21T14:05:36Z\"}}")
                .getBytes(StandardCharsets.US_ASCII);
        new JdbcReportLog(database, KeptReports.STATUS).claim(ReportReader.read(raw), raw);
    }
}
