package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal.Reading;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, written or deleted a page at a time is so to its end, however many rows there are. */
class JournalPagesTest {

    private static final String PERSON = "381601234567";
    private static final RunKey KEY = new RunKey("sale", "monday", 0);

    private final JournalDatabase database = new JournalDatabase(H2Databases.inMemory(), TableNames.DEFAULT);
    private final RunTable runs = new RunTable(database, Duration.ofMinutes(1));

    /** Of each part of a run so many. */
    static List<List<Integer>> attempts() {
        return List.of(
                List.of(0),
                List.of(99),
                List.of(100),
                List.of(101),
                List.of(250, 1),
                List.of(60, 40, 1),
                List.of(60, 41, 0, 99, 2),
                Collections.nCopies(101, 1),
                Collections.nCopies(100, 2));
    }

    @Test
    void eachAttemptOfARunIsReadOnceInTheOrderOfItsParts() throws SQLException {
        int number = 0;
        for (List<Integer> attempts : attempts()) {
            String run = "run " + number++;
            List<String> expected = new ArrayList<>();
            for (int part = 0; part < attempts.size(); part++) {
                OwnedRun owned = take(new RunKey("sale", run, part));
                begin(owned, attempts.get(part), JournalPagesTest::recipient);
                for (int i = 1; i <= attempts.get(part); i++) {
                    expected.add(owned.id() + " " + i + " " + recipient(i).phoneNumber());
                }
            }
            List<String> read = new ArrayList<>();
            database.once(session -> {
                new AttemptRows(session, "a.state = ?", "UNKNOWN")
                        .readRun(
                                "sale",
                                run,
                                (attempt, recipients) -> read.add(attempt.run().id() + " " + attempt.number() + " "
                                        + recipients.get(0).phoneNumber()));
                return null;
            });
            assertThat(read).as("%s", attempts).isEqualTo(expected);
        }
    }

    /** Generated session IDs are kept as one byte, from which they are made anew. */
    @Test
    void whoIsInTwoRunsHasTheSessionIdOfEach() throws SQLException {
        List<String> expected = new ArrayList<>();
        for (String run : List.of("monday", "tuesday", "wednesday")) {
            String sessionId = new SessionIds("sale", run).of(PERSON);
            begin(take(new RunKey("sale", run, 0)), 2, i -> new Recipient(PERSON, sessionId));
            expected.addAll(List.of(sessionId, sessionId));
        }
        List<String> read = new ArrayList<>();
        database.once(session -> {
            new AttemptRows(session, "a.state = ?", "UNKNOWN")
                    .readAll((attempt, recipients) -> read.add(recipients.get(0).sessionId()));
            return null;
        });

        assertThat(read).isEqualTo(expected);
    }

    @Test
    void whoHasLostTheRunLeavesTheNamesOfTheLastReadingAlone() throws SQLException {
        note(take(KEY), 2);
        OwnedRun lost = take(KEY);
        database.once(session -> session.update("UPDATE bulksms_run SET owner = NULL"));
        take(KEY);

        note(lost, 3);
        assertThat(named()).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 10, 11, 25})
    void eachPlannedPartIsReadOnce(int parts) throws Exception {
        ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor();
        try (JdbcJournal journal = new JdbcJournal(database, Duration.ofMinutes(1), leases)) {
            var plan = journal.plan(KEY, "text", null);
            for (long part = 1; part <= parts; part++) {
                plan.add(part, new byte[] {(byte) part});
            }
            List<Long> read = new ArrayList<>();
            plan.read((number, content, finished) -> {
                assertThat(content).containsExactly((byte) number);
                read.add(number);
            });
            assertThat(read).isEqualTo(LongStream.rangeClosed(1, parts).boxed().toList());
        } finally {
            leases.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 499, 500, 501, 1200})
    void whoDidNotGetItIsNamedOnceByTheLastReading(int recipients) throws SQLException {
        note(take(KEY), recipients);
        assertThat(named()).hasSize(recipients).first().isEqualTo(1L);

        OwnedRun again = take(KEY);
        note(again, 2);
        assertThat(named()).containsExactly(1L, 2L);
        assertThat(count("bulksms_outcome")).isEqualTo(2);
        note(take(KEY), 0);
        assertThat(count("bulksms_outcome")).isZero();
    }

    private void note(OwnedRun run, int recipients) throws SQLException {
        new OutcomeRows(database, run, new PriorOutcomes(DuplicateRecipient.skip))
                .note(new Reading(
                        RecipientSet.of(DuplicateRecipient.skip), 0, () -> LongStream.rangeClosed(1, recipients)
                                .mapToObj(i -> RecipientOutcome.of(Outcome.UNSENT, i, recipient(i), "busy"))));
        runs.giveBack(run, RunStatus.OPEN);
    }

    private List<Long> named() throws SQLException {
        return database.once(session -> {
            List<Long> positions = new ArrayList<>();
            new NotAcceptedRows(session, KEY.campaign(), KEY.run())
                    .show(KEY.campaign(), KEY.run(), one -> positions.add(one.position()));
            return positions;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 199, 200, 401})
    void ofARunThatIsErasedNothingIsLeftButItsName(int rows) throws Exception {
        OwnedRun run = take(KEY);
        begin(run, rows, JournalPagesTest::recipient);
        insert("INSERT INTO bulksms_part (run_id, part, content) VALUES (?, ?, X'00')", run, rows, i -> i);
        insert(
                "INSERT INTO bulksms_erased (run_id, digest, kind) VALUES (?, ?, 'NUMBER')",
                run,
                rows,
                i -> Long.toString(i).getBytes(StandardCharsets.US_ASCII));
        note(run, rows);
        report("of nobody", "nobody");
        report("of the last", recipient(rows).sessionId());
        // long ago
        database.once(session -> session.update("UPDATE bulksms_run SET begun_at = 1, ended_at = 2, finished = TRUE"));
        database.once(session -> session.update("UPDATE bulksms_report SET received_at = 1"));
        // its parts would have to be sent
        insert(
                "INSERT INTO bulksms_run (campaign, run, part, fingerprint, finished, recipients_read, fencing_token,"
                        + " lease_until, begun_at, ended_at, session_key) SELECT campaign, run, ?2, '', TRUE, 0, 1, 0, 1, 2, 0"
                        + " FROM bulksms_run WHERE id = ?1",
                run,
                rows,
                i -> i);

        assertThat(new Retention(database, Duration.ofDays(1)).erase()).isEqualTo(1);
        for (String table : List.of("attempt", "part", "erased", "outcome", "report")) {
            assertThat(count("bulksms_" + table)).as(table).isZero();
        }
        assertThat(count("bulksms_run")).isEqualTo(1);
        assertThat(new Retention(database, Duration.ofDays(1)).erase())
                .as("erased before")
                .isZero();
        assertThat(runs.erasedAt(KEY)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 101, 250})
    void whoeverIsErasedIsGoneFromTheLastRowAsFromTheFirst(int rows) throws SQLException {
        OwnedRun run = take(KEY);
        begin(
                run,
                rows,
                i -> new Recipient(i == 1 || i == rows ? PERSON : recipient(i).phoneNumber(), "id " + i));
        insert(
                "INSERT INTO bulksms_part (run_id, part, content) VALUES (?, ?, ?)",
                run,
                rows,
                i -> i,
                i -> part(i, i == 1 || i == rows ? PERSON : recipient(i).phoneNumber()));
        insert(
                "INSERT INTO bulksms_outcome (run_id, reading, outcome, position, entry) VALUES (?, 1, 'INVALID', ?, ?)",
                run,
                rows,
                i -> i,
                i -> i == 1 || i == rows ? "+381 60 123-45-67 (home)" : "rubbish");
        int places = rows == 1 ? 1 : 2;

        assertThat(new CampaignStore(database).erase(PERSON)).isEqualTo(3L * places);
        assertThat(count("bulksms_outcome")).isEqualTo(rows - places);
        List<Recipient> left = new CampaignStore(database).unknown(KEY.campaign(), KEY.run());
        assertThat(left).hasSize(rows - places).noneMatch(one -> one.phoneNumber()
                .equals(PERSON));
        List<BulkSmsPart> parts = database.once(session ->
                session.list(row -> BulkSmsPart.ofJson(row.getBytes(1)), "SELECT content FROM bulksms_part"));
        assertThat(parts.stream().flatMap(part -> part.recipients().stream()))
                .hasSize(rows - places)
                .noneMatch(one -> one.phoneNumber().equals(PERSON));
        assertThat(new CampaignStore(database).erase(PERSON)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500, 501, 1001})
    void whatWasReportedIsFoundOfTheLastUnknownRecipientAsOfTheFirst(int recipients) throws Exception {
        report("lost", "id 1");
        report("lost", "id " + recipients);
        List<Recipient> all = IntStream.rangeClosed(1, recipients)
                .mapToObj(i -> new Recipient(recipient(i).phoneNumber(), "id " + i))
                .toList();

        Map<Recipient, ReportedOutcome> reported =
                database.once(session -> new ReportMatch(session).match("sale", "monday", all));
        assertThat(reported.keySet())
                .containsExactlyElementsOf(recipients == 1 ? all : List.of(all.get(0), all.get(recipients - 1)));
    }

    private void report(String referenceId, String sessionId) throws Exception {
        byte[] raw = ("{\"reference_id\":\"" + referenceId + "\",\"session_id\":\"" + sessionId
                        + "\",\"status\":{\"code\":200,\"updated_on\":\"2026-10-21T14:05:36Z\"}}")
                .getBytes(StandardCharsets.US_ASCII);
        new JdbcReportLog(database, KeptReports.STATUS).claim(ReportReader.read(raw), raw);
    }

    private static byte[] part(long number, String phoneNumber) {
        return new BulkSmsPart(
                        1,
                        "sale",
                        "monday",
                        number,
                        "text",
                        null,
                        null,
                        null,
                        List.of(new BulkSmsPart.Addressee(1, phoneNumber, null)),
                        List.of(),
                        0)
                .toJson();
    }

    private static Recipient recipient(long number) {
        return new Recipient(Long.toString(381_602_000_000L + number), "of " + number);
    }

    private OwnedRun take(RunKey key) throws SQLException {
        return runs.take(key).orElseThrow();
    }

    /** Attempts of which nothing more is known. */
    private void begin(OwnedRun run, int attempts, LongFunction<Recipient> recipient) throws SQLException {
        RecipientCodec codec = new RecipientCodec(run.key());
        insert(
                "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients, recipient_count,"
                        + " begun_at) VALUES (?, ?, 1, 'UNKNOWN', ?, 1, 1)",
                run,
                attempts,
                i -> i,
                i -> codec.encode(RecipientBatch.of(List.of(recipient.apply(i)))));
    }

    @SafeVarargs
    private void insert(String sql, OwnedRun run, int rows, LongFunction<Object>... values) throws SQLException {
        List<Object[]> all = LongStream.rangeClosed(1, rows)
                .mapToObj(i -> {
                    List<Object> row = new ArrayList<>(List.of(run.id()));
                    Arrays.stream(values).forEach(value -> row.add(value.apply(i)));
                    return row.toArray();
                })
                .toList();
        database.once(session -> {
            session.inTransaction(() -> session.updateAll(sql, all));
            return null;
        });
    }

    private long count(String table) throws SQLException {
        return database.once(session -> session.first(row -> row.getLong(1), "SELECT COUNT(*) FROM " + table)
                .orElseThrow());
    }
}
