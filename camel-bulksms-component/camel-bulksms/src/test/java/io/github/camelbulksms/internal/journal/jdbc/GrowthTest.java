package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.DatabaseServer;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Recipient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run and its reports take, a report for each recipient. A million:
 * {@code mvn test -Dtest=GrowthTest -Dbulksms.growth=1000000}.
 */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class GrowthTest {

    private static final int RECIPIENTS = Integer.getInteger("bulksms.growth", 5_000);
    private static final int BATCH = 1000;
    private static final int THREADS = 16;
    private static final long ALLOWED = 64 << 20;
    private static final int MAX_BYTES_OF_REPORT = 250;
    private static final int VACUUM_EVERY = Math.max(500, RECIPIENTS / 20);
    private static final RunJournal.Reading NOBODY =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    private final RunKey key = new RunKey("growth", "1", 0);

    @TempDir
    private Path folder;

    @Test
    void theFileOfH2StaysBelowTwiceWhatItHoldsAtAnyMoment() throws Exception {
        Path file = folder.resolve("journal.mv.db");
        AtomicLong greatest = new AtomicLong();
        JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("journal"), "sa", "");
        database.setMaxConnections(THREADS + 4);
        Connection kept = database.getConnection();
        fill(database, () -> greatest.accumulateAndGet(Files.size(file), Math::max));
        try (Statement statement = kept.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        }
        database.dispose();
        long compact = Files.size(file);

        System.out.printf(
                "growth on h2 recipients=%d greatest=%.1f MB compact=%.1f MB%n",
                RECIPIENTS, greatest.get() / 1e6, compact / 1e6);
        assertThat(greatest.get()).isLessThan(2 * compact + ALLOWED);
    }

    @Test
    void aReportTakesLittleOnPostgres() throws Exception {
        try (DatabaseServer server = DatabaseServer.Kind.POSTGRESQL.start(folder)) {
            DataSource database = server.dataSource();
            AtomicInteger looks = new AtomicInteger();
            fill(database, () -> looks.incrementAndGet() % VACUUM_EVERY == 0 ? vacuum(database) : 0L);
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet size = statement.executeQuery("SELECT pg_total_relation_size('bulksms_report')")) {
                size.next();
                double each = (double) size.getLong(1) / RECIPIENTS;
                System.out.printf("growth on postgresql reports=%d bytes each=%.0f%n", RECIPIENTS, each);
                assertThat(each).isLessThan(MAX_BYTES_OF_REPORT);
            }
        }
    }

    /** As the server's own does, which looks once a minute; here a minute's reports come in a second. */
    private static long vacuum(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM bulksms_report");
            return 0;
        }
    }

    private void fill(DataSource dataSource, Callable<Long> look) throws Exception {
        JournalDatabase database = new JournalDatabase(dataSource, TableNames.DEFAULT);
        ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor();
        SessionIds ids = new SessionIds(key.campaign(), key.run());
        List<String> sessionIds = new ArrayList<>();
        try {
            RunJournal run = new JdbcJournal(database, Duration.ofSeconds(15), leases)
                    .open(key, "text", DuplicateRecipient.skip);
            for (int batch = 0; batch < RECIPIENTS / BATCH; batch++) {
                List<Recipient> recipients = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    String number = Long.toString(381_600_000_000L + batch * BATCH + i);
                    sessionIds.add(ids.of(number));
                    recipients.add(new Recipient(number, sessionIds.get(sessionIds.size() - 1)));
                }
                run.finish(run.begin(RecipientBatch.of(recipients)), new AttemptResult.Accepted(referenceId(batch)));
                look.call();
            }
            run.close(RunStatus.FINISHED, NOBODY);
        } finally {
            leases.shutdownNow();
        }
        report(new JdbcReportLog(database, KeptReports.STATUS), sessionIds, look);
    }

    private static void report(JdbcReportLog log, List<String> sessionIds, Callable<Long> look) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Object>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> {
                for (int one = next.getAndIncrement(); one < sessionIds.size(); one = next.getAndIncrement()) {
                    byte[] raw = ("{\"reference_id\":\"" + referenceId(one / BATCH) + "\",\"session_id\":\""
                                    + sessionIds.get(one)
                                    + "\",\"status\":{\"code\":200,\"updated_on\":\"2026-10-21T14:05:36.181346Z\"}}")
                            .getBytes(StandardCharsets.US_ASCII);
                    DeliveryReport report = ReportReader.read(raw);
                    log.claim(report, raw);
                    log.processed(report);
                    look.call();
                }
                return null;
            }));
        }
        for (Future<Object> one : all) {
            one.get();
        }
        threads.shutdown();
    }

    private static String referenceId(int batch) {
        return String.format("%032X", batch + 1);
    }
}
