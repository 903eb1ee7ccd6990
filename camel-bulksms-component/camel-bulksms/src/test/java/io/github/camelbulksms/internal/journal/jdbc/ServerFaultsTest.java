package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.DatabaseServer;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Real servers that may not be written, or do not answer: nothing begins, and the run goes on when they are back. */
@Tag("slow")
@Timeout(120)
class ServerFaultsTest {

    private static final RecipientBatch FIRST = RecipientBatch.of(List.of(new Recipient("381601234567", null)));
    private static final RecipientBatch SECOND = RecipientBatch.of(List.of(new Recipient("381601234568", null)));
    private static final RunJournal.Reading NOBODY =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    @TempDir
    private static Path folder;

    private static DatabaseServer postgres;
    private static DatabaseServer mariaDb;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @BeforeAll
    static void startServers() throws IOException {
        postgres = DatabaseServer.Kind.POSTGRESQL.start(folder);
        mariaDb = DatabaseServer.Kind.MARIADB.start(folder);
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
    void aPostgresThatIsAReplicaAfterAFailoverIsRefusedUntilItIsPromoted() throws Exception {
        RunJournal run = open(postgres.dataSource(), "failover");
        postgres.kill();
        Files.createFile(folder.resolve("postgres").resolve("standby.signal"));
        postgres.startAgain();
        assertThatThrownBy(() -> run.begin(FIRST)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> run.begin(FIRST))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("PostgreSQL is read-only here, a replica");
        execute(postgres, "SELECT pg_promote()");

        run.begin(SECOND);
        run.close(RunStatus.OPEN, NOBODY);
        assertThat(outcome(postgres.dataSource(), "failover", FIRST)).isNull();
        assertThat(outcome(postgres.dataSource(), "failover", SECOND)).isEqualTo(Outcome.UNKNOWN);
    }

    /** Also of a user who may write all the same: after a failover, begins are looked for on another server. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "sms"})
    void aMariaDbThatIsReadOnlyAfterAFailoverIsRefusedUntilItIsNot(String user) throws Exception {
        execute(mariaDb, "CREATE OR REPLACE USER plain", "GRANT ALL ON test.* TO plain");
        DataSource database = new MariaDbDataSource(mariaDb.url().replace("user=sms", "user=" + user));
        RunJournal run = open(database, user);
        execute(mariaDb, "SET GLOBAL read_only = 1");
        try {
            assertThatThrownBy(() -> run.begin(FIRST)).isInstanceOf(JournalException.class);
            assertThatThrownBy(() -> run.begin(FIRST))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("the server is read-only (read_only = 1)");
        } finally {
            execute(mariaDb, "SET GLOBAL read_only = 0");
        }

        run.begin(SECOND);
        run.close(RunStatus.OPEN, NOBODY);
        assertThat(outcome(database, user, FIRST)).isNull();
        assertThat(outcome(database, user, SECOND)).isEqualTo(Outcome.UNKNOWN);
    }

    /** It may yet commit what it was sent, when it goes on. */
    @ParameterizedTest
    @EnumSource
    void aServerThatDoesNotAnswerIsGivenUpAndTheRunGoesOnWhenItDoes(DatabaseServer.Kind kind) throws Exception {
        DatabaseServer server =
                switch (kind) {
                    case POSTGRESQL -> postgres;
                    case MARIADB -> mariaDb;
                };
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.dataSource());
        config.setConnectionTimeout(1000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            RunJournal run = open(pool, "frozen");
            signal("-STOP", server);
            try {
                assertThatThrownBy(() -> run.begin(FIRST)).isInstanceOf(JournalException.class);
            } finally {
                signal("-CONT", server);
            }
            run.begin(SECOND);
            run.close(RunStatus.OPEN, NOBODY);
            assertThat(outcome(pool, "frozen", FIRST)).isIn(null, Outcome.UNKNOWN);
            assertThat(outcome(pool, "frozen", SECOND)).isEqualTo(Outcome.UNKNOWN);
        }
    }

    private RunJournal open(DataSource database, String run) throws JournalException {
        JournalDatabase impatient = new JournalDatabase(database, TableNames.DEFAULT, Duration.ofSeconds(1));
        return new JdbcJournal(impatient, Duration.ofSeconds(2), scheduler)
                .open(new RunKey("sale", run, 0), "text", DuplicateRecipient.skip);
    }

    private Outcome outcome(DataSource database, String run, RecipientBatch recipients) throws JournalException {
        RunJournal again = open(database, run);
        again.close(RunStatus.OPEN, NOBODY);
        return again.priorOutcomes().of(recipients.get(0));
    }

    private static void signal(String signal, DatabaseServer server) throws Exception {
        for (ProcessHandle process : server.processes()) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    private static void execute(DatabaseServer server, String... statements) throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
