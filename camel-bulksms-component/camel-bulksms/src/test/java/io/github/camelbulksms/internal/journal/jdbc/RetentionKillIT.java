package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Recipient;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that erases old runs is killed ({@code kill -9}); more often with {@code -Dbulksms.retentionKills=50 -Dbulksms.seed=1}. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RetentionKillIT {

    private static final int KILLS = Integer.getInteger("bulksms.retentionKills", 2);
    private static final int RUNS = 10;
    private static final int REQUESTS = 20;
    private static final RunJournal.Reading NOBODY =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    private final JdbcDataSource database = new JdbcDataSource();
    private final ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    private Path folder;

    @Test
    void whateverWasErasedWhenItDiedNoRunIsHalfErasedForWhoeverOpensIt() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("journal");
        database.setURL(url);
        database.setUser("sa");
        // else the file is opened and closed for each statement
        try (Connection kept = database.getConnection()) {
            fill();
        }
        Random random = new Random(Long.getLong("bulksms.seed", 1));
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start(url);
            try (BufferedReader output = process.inputReader()) {
                assertThat(output.readLine()).isEqualTo("begins");
                process.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
            try (Connection kept = database.getConnection()) {
                lookAtAll();
            }
        }
        try (Connection kept = database.getConnection()) {
            eraseTheRest();
        }
        leases.shutdownNow();
    }

    private void eraseTheRest() throws Exception {
        JournalDatabase journal = new JournalDatabase(database, TableNames.DEFAULT);
        journal.once(session -> session.update("UPDATE bulksms_schema SET retention_until = 0"));
        new Retention(journal, Duration.ofMillis(1)).erase();
        for (String table : List.of("bulksms_attempt", "bulksms_report", "bulksms_outcome")) {
            long rows = journal.once(session -> session.first(row -> row.getLong(1), "SELECT COUNT(*) FROM " + table)
                    .orElseThrow());
            assertThat(rows).as(table).isZero();
        }
        lookAtAll();
    }

    private static Process start(String url) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RetentionProgram.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void fill() throws Exception {
        JournalDatabase journal = new JournalDatabase(database, TableNames.DEFAULT);
        JdbcJournal runs = new JdbcJournal(journal, Duration.ofSeconds(15), leases);
        JdbcReportLog log = new JdbcReportLog(journal, KeptReports.STATUS);
        for (int number = 0; number < RUNS; number++) {
            RunJournal run = runs.open(key(number), "text", DuplicateRecipient.skip);
            for (int request = 0; request < REQUESTS; request++) {
                Recipient one = recipient(request);
                String referenceId = String.format("%016X%016X", number, request);
                run.finish(run.begin(RecipientBatch.of(List.of(one))), new AttemptResult.Accepted(referenceId));
                byte[] raw = ("{\"reference_id\":\"" + referenceId + "\",\"session_id\":\"" + one.sessionId()
                                + "\",\"status\":{\"code\":200}}")
                        .getBytes(StandardCharsets.US_ASCII);
                log.claim(ReportReader.read(raw), raw);
            }
            run.close(RunStatus.FINISHED, NOBODY);
        }
    }

    /** Either all of a run is known, or its name is refused. */
    private void lookAtAll() throws Exception {
        JdbcJournal runs =
                new JdbcJournal(new JournalDatabase(database, TableNames.DEFAULT), Duration.ofSeconds(15), leases);
        for (int number = 0; number < RUNS; number++) {
            RunKey key = key(number);
            try {
                RunJournal run = runs.open(key, "text", DuplicateRecipient.skip);
                assertThat(run.priorOutcomes().size()).isEqualTo(REQUESTS);
                run.close(RunStatus.FINISHED, NOBODY);
            } catch (JournalException e) {
                assertThat(e).hasMessageContaining("erased");
                assertThatThrownBy(() -> runs.open(key, "text", DuplicateRecipient.skip))
                        .hasMessage(e.getMessage());
            }
        }
    }

    private static RunKey key(int number) {
        return new RunKey("retention", "run " + number, 0);
    }

    private static Recipient recipient(int number) {
        return new Recipient(Long.toString(381_601_000_000L + number), "s" + number);
    }
}
