package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.DatabaseServer;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever was erased is looked for in the database's files, byte by byte. */
class ErasureTest {

    private static final String NUMBER = "381601234567";
    private static final String OTHER = "381601234999";
    private static final String GIVEN = "customer-4711-of-the-list";
    private static final RunKey KEY = new RunKey("erasure", "1", 0);

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void nothingOfThemIsLeftInTheFileOfH2() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("journal"));
        database.setUser("sa");
        try (Connection kept = database.getConnection();
                Statement statement = kept.createStatement()) {
            fill(database);
            statement.execute("CHECKPOINT SYNC");
            assertThat(foundIn(folder)).as("before").isNotEmpty();
            new Campaigns(database).erase(NUMBER);
            statement.execute("SHUTDOWN COMPACT");
        }
        assertThat(foundIn(folder)).isEmpty();
        assertThat(holds(
                        folder,
                        ByteBuffer.allocate(8).putLong(Long.parseLong(OTHER)).array()))
                .as("others are there")
                .isTrue();
    }

    @Test
    @Tag("slow")
    void nothingOfThemIsLeftInTheTablesOfPostgres() throws Exception {
        try (DatabaseServer server = DatabaseServer.Kind.POSTGRESQL.start(folder)) {
            DataSource database = server.dataSource();
            fill(database);
            execute(database, "CHECKPOINT");
            Path tables = folder.resolve("postgres").resolve("base");
            assertThat(foundIn(tables)).as("before").isNotEmpty();
            new Campaigns(database).erase(NUMBER);
            execute(database, "VACUUM FULL", "CHECKPOINT");
            assertThat(foundIn(tables)).isEmpty();
            assertThat(holds(
                            tables,
                            ByteBuffer.allocate(8)
                                    .putLong(Long.parseLong(OTHER))
                                    .array()))
                    .as("others are there")
                    .isTrue();
        }
    }

    private static void execute(DataSource database, String... statements) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** In an attempt with and without a reply, a part, reports, and among those who did not get it. */
    private static void fill(DataSource dataSource) throws Exception {
        JournalDatabase database = new JournalDatabase(dataSource, TableNames.DEFAULT);
        ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor();
        try {
            JdbcJournal journal = new JdbcJournal(database, Duration.ofSeconds(15), leases);
            SessionIds ids = new SessionIds(KEY.campaign(), KEY.run());
            Recipient generated = new Recipient(NUMBER, ids.of(NUMBER));
            Recipient given = new Recipient(NUMBER, GIVEN);
            Recipient other = new Recipient(OTHER, ids.of(OTHER));
            RunJournal run = journal.open(KEY, "text", DuplicateRecipient.send);
            run.finish(
                    run.begin(RecipientBatch.of(List.of(other, generated))),
                    new AttemptResult.Accepted("0123456789ABCDEF0123456789ABCDEF"));
            run.finish(run.begin(RecipientBatch.of(List.of(given))), new AttemptResult.Unknown("cut"));
            run.close(
                    RunStatus.OPEN,
                    new RunJournal.Reading(
                            RecipientSet.of(DuplicateRecipient.send),
                            0,
                            () -> Stream.of(
                                    RecipientOutcome.of(Outcome.UNKNOWN, 1, given, "cut"),
                                    RecipientOutcome.invalid(2, "+" + NUMBER + " ext. 5", "not a number"))));
            var plan = journal.plan(new RunKey("erasure", "2", 0), "text", null);
            plan.add(
                    1,
                    new BulkSmsPart(
                                    1,
                                    "erasure",
                                    "2",
                                    1,
                                    "text",
                                    null,
                                    null,
                                    null,
                                    List.of(new BulkSmsPart.Addressee(1, NUMBER, GIVEN)),
                                    List.of(new BulkSmsPart.Invalid(2, NUMBER + "x", "no")),
                                    0)
                            .toJson());
            plan.close(RunStatus.FINISHED);
            JdbcReportLog log = new JdbcReportLog(database, KeptReports.RAW);
            report(log, "0123456789ABCDEF0123456789ABCDEF", generated.sessionId());
            report(log, "ABCDEFABCDEFABCDEFABCDEFABCDEF00", GIVEN);
        } finally {
            leases.shutdownNow();
        }
    }

    private static void report(JdbcReportLog log, String referenceId, String sessionId) throws Exception {
        byte[] raw = ("{\"reference_id\":\"" + referenceId + "\",\"session_id\":\"" + sessionId
                        + "\",\"status\":{\"code\":507,\"updated_on\":\"2026-10-21T14:05:36Z\"}}")
                .getBytes(StandardCharsets.US_ASCII);
        log.claim(ReportReader.read(raw), raw);
    }

    /** What tells who it is: digits, the number in binary, session IDs in all their forms, hashes without a key. */
    private static Map<String, byte[]> traces() throws Exception {
        long number = Long.parseLong(NUMBER);
        String generated = new SessionIds(KEY.campaign(), KEY.run()).of(NUMBER);
        byte[] digits = NUMBER.getBytes(StandardCharsets.US_ASCII);
        Map<String, byte[]> traces = new LinkedHashMap<>();
        traces.put("digits", digits);
        traces.put("digits in UTF-16", NUMBER.getBytes(StandardCharsets.UTF_16BE));
        traces.put("binary", ByteBuffer.allocate(8).putLong(number).array());
        traces.put(
                "binary, the other way",
                ByteBuffer.allocate(8)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .putLong(number)
                        .array());
        traces.put("binary, in seven bits", sevenBits(number));
        traces.put("session ID", generated.getBytes(StandardCharsets.US_ASCII));
        traces.put("packed session ID", SessionIds.pack(generated));
        traces.put("given session ID", GIVEN.getBytes(StandardCharsets.US_ASCII));
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(digits);
            traces.put(algorithm, hash);
            traces.put(algorithm + " as text", HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII));
        }
        return traces;
    }

    /** As H2 writes a BIGINT. */
    private static byte[] sevenBits(long number) {
        ByteBuffer out = ByteBuffer.allocate(10);
        long left = number;
        while ((left & ~0x7FL) != 0) {
            out.put((byte) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static List<String> foundIn(Path folder) throws Exception {
        List<String> found = new java.util.ArrayList<>();
        for (Map.Entry<String, byte[]> trace : traces().entrySet()) {
            if (holds(folder, trace.getValue())) {
                found.add(trace.getKey());
            }
        }
        return found;
    }

    private static boolean holds(Path folder, byte[] bytes) throws IOException {
        // each byte is one character
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
