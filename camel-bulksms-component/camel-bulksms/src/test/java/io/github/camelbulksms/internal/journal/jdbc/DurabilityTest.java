package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.DatabaseServer;
import io.github.camelbulksms.LogCapture;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the journal makes sure of on a server, and what it refuses; on H2, see {@link H2DurabilityTest}. That commits are there after a kill is shown by HaltIT. */
@Tag("slow")
@Timeout(120)
class DurabilityTest {

    private static final RunKey KEY = new RunKey("sale", "monday", 0);
    private static final RecipientBatch RECIPIENTS = RecipientBatch.of(List.of(new Recipient("381601234567", null)));
    private static final RunJournal.Reading NOBODY =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    @TempDir
    private static Path servers;

    private static DatabaseServer postgres;
    private static DatabaseServer mariaDb;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @BeforeAll
    static void startServers() throws Exception {
        // nobody but who commits takes its log to the disk
        postgres = DatabaseServer.Kind.POSTGRESQL.start(servers, "wal_writer_delay=10s");
        check(postgres.dataSource());
        mariaDb = DatabaseServer.Kind.MARIADB.start(servers, "binlog-format=MIXED", "log-bin=binlog", "server-id=1");
    }

    @AfterAll
    static void stopServers() throws IOException {
        postgres.close();
        mariaDb.close();
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void whatShouldBeOtherwiseIsSaidOnceOfADatabaseWhoeverLooksAtIt() throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        // of the one that the other tests use it may be said already
        database.setUrl(postgres.url() + "&ApplicationName=said-once");
        try (LogCapture log = new LogCapture(Map.of())) {
            for (int i = 0; i < 3; i++) {
                check(database);
            }
            assertThat(log.all()).containsOnlyOnce("fsync=off");
        }
    }

    @Test
    void onPostgresAReadOnlyServerIsRefusedAlsoWhenItBecomesSo() throws Exception {
        RunJournal run = open(postgres.dataSource());
        execute(postgres.dataSource(), "ALTER ROLE postgres SET default_transaction_read_only = on");
        try {
            assertThatThrownBy(() -> check(postgres.dataSource()))
                    .isInstanceOf(UnfitDatabaseException.class)
                    .hasMessageContaining("is read-only here")
                    .hasMessageContaining("targetServerType=primary");
            assertThatThrownBy(() -> run.begin(RECIPIENTS)).isInstanceOf(JournalException.class);
        } finally {
            execute(
                    postgres.dataSource(),
                    "SET default_transaction_read_only = off",
                    "ALTER ROLE postgres RESET default_transaction_read_only");
        }
        run.begin(RECIPIENTS);
        run.close(RunStatus.OPEN, NOBODY);
    }

    @Test
    void aUserWhoLacksARightIsToldWhichAndWhere() throws Exception {
        check(postgres.dataSource());
        execute(
                postgres.dataSource(),
                "CREATE ROLE sender LOGIN",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO sender",
                "REVOKE UPDATE ON bulksms_attempt FROM sender");
        org.postgresql.ds.PGSimpleDataSource sender = new org.postgresql.ds.PGSimpleDataSource();
        sender.setUrl(postgres.url().replace("user=postgres", "user=sender"));

        assertThatThrownBy(() -> check(sender))
                .isInstanceOf(UnfitDatabaseException.class)
                .hasMessageContaining("the user sender may not UPDATE bulksms_attempt: expected the rights to SELECT,"
                        + " INSERT, UPDATE and DELETE from all tables of the journal");
    }

    @Test
    void onPostgresTheJournalRaisesSynchronousCommitForItsOwnTransactionsOnly() throws Exception {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            Session session = postgresSession(connection, 30);
            String effective = session.first(
                            row -> row.getString(1),
                            "SELECT current_setting('synchronous_commit') FROM (SELECT 1 WHERE 1 = 1{durable}) AS set")
                    .orElseThrow();
            assertThat(effective).isEqualTo("local");
            assertThat(session.first(row -> row.getString(1), "SELECT current_setting('synchronous_commit')"))
                    .hasValue("off");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "read committed,  0,   30s",
        "read committed,  5s,  5s",
        "read committed,  10min, 30s",
        "read committed,  100ms, 100ms",
        // statements are bounded by the driver
        "repeatable read, 0,   0",
        "serializable,    5s,  5s"
    })
    void onPostgresATransactionReadsWhatIsCommittedAndItsStatementsEnd(
            String isolation, String timeout, String timeoutWithin) throws Exception {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + isolation);
            statement.execute("SET statement_timeout = '" + timeout + "'");
            Session session = postgresSession(connection, 30);
            List<String> within = new ArrayList<>();
            session.transaction(() -> within.addAll(settings(session, "transaction_isolation", "statement_timeout")));

            assertThat(within).containsExactly("read committed", timeoutWithin);
            assertThat(settings(session, "statement_timeout")).containsExactly(timeout);
        }
    }

    @Test
    void onPostgresAStatementOfATransactionThatTakesTooLongIsEndedByTheServer() throws Exception {
        try (Connection connection = postgres.dataSource().getConnection()) {
            Session session = postgresSession(connection, 1);

            assertThatThrownBy(() -> session.transaction(() -> session.exists("SELECT pg_sleep(60)")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("due to statement timeout");
            assertThat(session.exists("SELECT 1")).isTrue();
        }
    }

    @Test
    void onPostgresARunIsKeptAtWhateverLevelTheDatabaseIsolates() throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(postgres.url() + "&options=-c%20default_transaction_isolation=serializable");
        RunJournal run = open(database);
        long attempt = run.begin(RECIPIENTS);
        run.finish(attempt, new AttemptResult.Accepted("isolated"));
        run.close(RunStatus.OPEN, NOBODY);

        assertThat(value(database, "SELECT state FROM bulksms_attempt WHERE reference_id = 'isolated'"))
                .isEqualTo("ACCEPTED");
    }

    private static Session postgresSession(Connection connection, int seconds) throws SQLException {
        return new Session(connection, new StatementTexts(new PostgresDialect(), TableNames.DEFAULT), seconds);
    }

    private static List<String> settings(Session session, String... names) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String name : names) {
            values.addAll(session.list(row -> row.getString(1), "SELECT current_setting(?)", name));
        }
        return values;
    }

    /** Where PostgreSQL can be told not to wait for its disk. */
    private enum Place {
        DATABASE,
        ROLE,
        URL
    }

    @ParameterizedTest
    @EnumSource
    void onPostgresABeginIsOnTheDiskWhereverItIsToldNotToWait(Place place) throws Exception {
        String name = "hasty_" + place.name().toLowerCase(Locale.ROOT);
        execute(postgres.dataSource(), "CREATE DATABASE " + name, "CREATE ROLE " + name + " SUPERUSER LOGIN");
        String url = postgres.url().replaceFirst("/postgres\\?.*", "/" + name + "?user=" + name);
        String off = "synchronous_commit=off";
        switch (place) {
            case DATABASE, ROLE -> execute(postgres.dataSource(), "ALTER " + place + " " + name + " SET " + off);
            case URL -> url += "&options=-c%20" + off;
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        assertThat(value(database, "SHOW synchronous_commit")).isEqualTo("off");
        RunJournal run = open(database);

        String before = value(database, "SELECT pg_current_wal_insert_lsn()");
        run.begin(RECIPIENTS);
        String written = value(database, "SELECT pg_current_wal_flush_lsn()");
        assertThat(value(database, "SELECT '" + written + "'::pg_lsn > '" + before + "'::pg_lsn"))
                .as("the log was at %s before, and is on the disk to %s", before, written)
                .isEqualTo("t");
        run.close(RunStatus.OPEN, NOBODY);
    }

    @Test
    void normalWorkLeavesNoErrorsInTheLogOfPostgres() throws Exception {
        String before = postgres.log();
        JournalDatabase database = new JournalDatabase(postgres.dataSource(), TableNames.of("quiet_"));
        byte[] raw = "{\"reference_id\":\"R\",\"session_id\":\"S\",\"status\":{\"code\":200}}"
                .getBytes(StandardCharsets.UTF_8);
        DeliveryReport report = ReportReader.read(raw);
        for (int time = 1; time <= 2; time++) {
            RunJournal run = new JdbcJournal(database, Duration.ofSeconds(15), scheduler)
                    .open(KEY, "text", DuplicateRecipient.skip);
            run.finish(run.begin(RECIPIENTS), new AttemptResult.Accepted("R"));
            run.recordReadCount(time);
            run.close(RunStatus.OPEN, NOBODY);
            JdbcReportLog reports = new JdbcReportLog(database, KeptReports.STATUS);
            reports.claim(report, raw);
            reports.processed(report);
            new RateLimitRow(database, "account", 1).reserve();
        }
        assertThat(postgres.log().substring(before.length())).doesNotContain("ERROR", "WARNING", "FATAL");
    }

    @Test
    void onMariaDbALogThatIsNotFlushedIsRefusedAlsoWhenItBecomesSo() throws Exception {
        RunJournal run = open(mariaDb.dataSource());
        execute(mariaDb.dataSource(), "SET GLOBAL innodb_flush_log_at_trx_commit = 0");
        try {
            assertThatThrownBy(() -> check(mariaDb.dataSource()))
                    .isInstanceOf(UnfitDatabaseException.class)
                    .hasMessageContaining("expected innodb_flush_log_at_trx_commit = 1 in the server's configuration");
            assertThatThrownBy(() -> run.begin(RECIPIENTS))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("innodb_flush_log_at_trx_commit = 0");
        } finally {
            execute(mariaDb.dataSource(), "SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        }
        run.begin(RECIPIENTS);
        run.close(RunStatus.OPEN, NOBODY);
    }

    @Test
    void onMariaDbABinlogOfStatementsIsRefused() throws Exception {
        execute(mariaDb.dataSource(), "SET GLOBAL binlog_format = 'STATEMENT'");
        try {
            assertThatThrownBy(() -> check(mariaDb.dataSource()))
                    .isInstanceOf(UnfitDatabaseException.class)
                    .hasMessageContaining("expected binlog_format = MIXED, or ROW");
        } finally {
            execute(mariaDb.dataSource(), "SET GLOBAL binlog_format = 'MIXED'");
        }
    }

    private RunJournal open(DataSource database) throws JournalException {
        return new JdbcJournal(new JournalDatabase(database, TableNames.DEFAULT), Duration.ofSeconds(15), scheduler)
                .open(KEY, "text", DuplicateRecipient.skip);
    }

    private static void check(DataSource database) throws SQLException {
        new JournalDatabase(database, TableNames.DEFAULT).check();
    }

    private static String value(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
