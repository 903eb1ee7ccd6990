package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.Recipient;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is erased of a person wherever they stand, and what is still known afterwards. */
class PersonErasureTest {

    private static final String PERSON = "381601234567";
    private static final RunKey KEY = new RunKey("sale", "monday", 0);

    private final JournalDatabase database = inMemory();
    private OwnedRun run;

    private static JournalDatabase inMemory() {
        return new JournalDatabase(H2Databases.inMemory(), TableNames.DEFAULT);
    }

    @BeforeEach
    void takeRun() throws SQLException {
        run = new RunTable(database, Duration.ofMinutes(1)).take(KEY).orElseThrow();
    }

    @Test
    void whatWasReportedOfThemGoesAndWhatIsReportedLaterIsNotKept() throws Exception {
        Recipient person = new Recipient(PERSON, "given");
        Recipient other = new Recipient("381601234999", "of another");
        update(
                "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients, recipient_count,"
                        + " reference_id, begun_at) VALUES (?, 1, 1, 'ACCEPTED', ?, 2, 'R1', 1)",
                run.id(),
                new RecipientCodec(KEY).encode(RecipientBatch.of(List.of(person, other))));
        report("R1", "given", 200);
        report("R1", "of another", 200);

        assertThat(erase()).as("an attempt and a report").isEqualTo(2);
        assertThat(count("bulksms_report")).isEqualTo(1);
        assertThat(count("bulksms_erased"))
                .as("a digest of the number, and of the session ID")
                .isEqualTo(2);
        report("R1", "given", 507);
        assertThat(count("bulksms_report")).as("not theirs").isEqualTo(1);
        report("R1", "of another", 507);
        assertThat(count("bulksms_report")).isEqualTo(2);
        assertThat(erase()).isZero();
    }

    @Test
    void aReportByTheirGeneratedSessionIdGoesThoughNoAttemptIsLeft() throws Exception {
        report("lost", new SessionIds(KEY.campaign(), KEY.run()).of(PERSON), 200);
        report("lost", new SessionIds(KEY.campaign(), KEY.run()).of("381601234999"), 200);

        assertThat(erase()).isEqualTo(1);
        assertThat(count("bulksms_report")).isEqualTo(1);
    }

    @Test
    void theirOutcomesGo() throws Exception {
        for (String number : List.of(PERSON, PERSON, "381601234999")) {
            update(
                    "INSERT INTO bulksms_outcome (run_id, reading, outcome, phone_number) VALUES (?, 1, 'UNSENT', ?)",
                    run.id(),
                    Long.valueOf(number));
        }

        assertThat(erase()).isEqualTo(2);
        assertThat(count("bulksms_outcome")).isEqualTo(1);
    }

    @Test
    void whoStoodInAPlanOnlyAsRubbishIsNoRecipientOfItToRemember() throws Exception {
        BulkSmsPart part = new BulkSmsPart(
                1,
                KEY.campaign(),
                KEY.run(),
                1,
                "text",
                null,
                null,
                null,
                List.of(new BulkSmsPart.Addressee(1, "381601234999", null)),
                List.of(new BulkSmsPart.Invalid(2, "+381 60 123-45-67 (home)", "no")),
                0);
        update("INSERT INTO bulksms_part (run_id, part, content) VALUES (?, 1, ?)", run.id(), part.toJson());

        assertThat(erase()).isEqualTo(1);
        assertThat(count("bulksms_erased")).isZero();
    }

    @Test
    void thePartStandsForAsManyEntriesOfItsListAsBefore() throws Exception {
        BulkSmsPart part = new BulkSmsPart(
                1,
                KEY.campaign(),
                KEY.run(),
                1,
                "text",
                null,
                null,
                null,
                List.of(new BulkSmsPart.Addressee(1, PERSON, null), new BulkSmsPart.Addressee(2, "381601234999", null)),
                List.of(new BulkSmsPart.Invalid(3, PERSON + "x", "no"), new BulkSmsPart.Invalid(4, "rubbish", "no")),
                3);
        update("INSERT INTO bulksms_part (run_id, part, content) VALUES (?, 1, ?)", run.id(), part.toJson());
        erase();

        BulkSmsPart left = database.once(session ->
                        session.first(row -> BulkSmsPart.ofJson(row.getBytes(1)), "SELECT content FROM bulksms_part"))
                .orElseThrow();
        assertThat(left.recipients()).hasSize(1);
        assertThat(left.invalid()).hasSize(1);
        assertThat(left.duplicates()).isEqualTo(3 + 2);
    }

    private long erase() throws SQLException {
        return new CampaignStore(database).erase(PERSON);
    }

    private void update(String sql, Object... values) throws SQLException {
        database.once(session -> session.update(sql, values));
    }

    private long count(String table) throws SQLException {
        return database.once(session -> session.first(row -> row.getLong(1), "SELECT COUNT(*) FROM " + table)
                .orElseThrow());
    }

    private void report(String referenceId, String sessionId, int code) throws Exception {
        byte[] raw = ("{\"reference_id\":\"" + referenceId + "\",\"session_id\":\"" + sessionId
                        + "\",\"status\":{\"code\":" + code + ",\"updated_on\":\"2026-10-21T14:05:36Z\"}}")
                .getBytes(StandardCharsets.US_ASCII);
        new JdbcReportLog(database, KeptReports.STATUS).claim(ReportReader.read(raw), raw);
    }
}
