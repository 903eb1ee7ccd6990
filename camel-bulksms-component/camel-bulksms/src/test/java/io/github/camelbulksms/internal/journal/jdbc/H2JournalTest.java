package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class H2JournalTest extends JdbcJournalContract {

    private final JdbcDataSource database = new JdbcDataSource();

    H2JournalTest() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=200");
    }

    @Override
    DataSource database() {
        return database;
    }

    /** A timeout that is set anew has H2 compile all of its statements once more. */
    @Test
    void aStatementEndsInTimeAndIsCompiledOnce() throws Exception {
        HikariConfig one = new HikariConfig();
        one.setDataSource(database);
        one.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(one)) {
            JournalDatabase journal = new JournalDatabase(pool, TableNames.DEFAULT);
            StopTable wishes = new StopTable(journal);
            wishes.read();
            Timeout before = timeout(pool);

            wishes.read();
            wishes.stop("spring-sale", "today");

            assertThat(before.millis()).isEqualTo(30_000);
            assertThat(timeout(pool)).isEqualTo(before);
        }
    }

    /** As others see it who use the same connection for a while with less time. */
    @Test
    void aShorterTimeIsSetAndTheUsualOneAfterIt() throws Exception {
        HikariConfig one = new HikariConfig();
        one.setDataSource(database);
        one.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(one)) {
            StopTable wishes = new StopTable(new JournalDatabase(pool, TableNames.DEFAULT));

            wishes.readWithin(Duration.ofSeconds(3));
            assertThat(timeout(pool).millis()).isEqualTo(3_000);

            wishes.read();
            assertThat(timeout(pool).millis()).isEqualTo(30_000);
        }
    }

    @Test
    void aRenewalGivesUpWhenTheNextOneIsDue() throws Exception {
        HikariConfig one = new HikariConfig();
        one.setDataSource(database);
        one.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(one)) {
            RunTable runs = new RunTable(new JournalDatabase(pool, TableNames.DEFAULT), Duration.ofSeconds(9));
            OwnedRun run = runs.take(new RunKey("sale", "monday", 0)).orElseThrow();
            assertThat(runs.renew(run)).isTrue();

            assertThat(timeout(pool).millis()).isEqualTo(3_000);
        }
    }

    @Test
    void whoHasLostARunChangesNothingOfIt() throws Exception {
        RunTable runs = new RunTable(new JournalDatabase(database, TableNames.DEFAULT), Duration.ofHours(1));
        OwnedRun run = runs.take(new RunKey("sale", "monday", 0)).orElseThrow();
        assertThat(runs.setFingerprint(run, "text")).isTrue();
        assertThat(runs.setSource(run, "list")).isTrue();
        new JdbcRunRegister(new JournalDatabase(database, TableNames.DEFAULT)).free("sale", "monday");

        assertThat(runs.renew(run)).isFalse();
        assertThat(runs.setFingerprint(run, "another")).isFalse();
        assertThat(runs.setSource(run, "another")).isFalse();
        runs.giveBack(run, RunStatus.FINISHED);
        OwnedRun heir = runs.take(new RunKey("sale", "monday", 0)).orElseThrow();
        assertThat(List.of(heir.fingerprint(), heir.source())).containsExactly("text", "list");
        assertThat(heir.finished()).isFalse();
    }

    /**
     * @param compiledSince rises when the statements that are compiled hold no more
     */
    private record Timeout(int millis, long compiledSince) {}

    private static Timeout timeout(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return new Timeout(session.getQueryTimeout(), session.getDatabase().getModificationMetaId());
        }
    }

    /** H2 keeps names in capitals. */
    @Override
    void use(Connection connection, String schema) throws SQLException {
        connection.setSchema(schema.toUpperCase(Locale.ROOT));
    }

    @Override
    List<SQLException> rolledBack() {
        // H2 finds some deadlocks only as a lock that comes too late
        return List.of(
                new SQLException("deadlock", "40001", 40001),
                new SQLException("concurrent update", "90131", 90131),
                new SQLException("timeout trying to lock", "HYT00", 50200));
    }
}
