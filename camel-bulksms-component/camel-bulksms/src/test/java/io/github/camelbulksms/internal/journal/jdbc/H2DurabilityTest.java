package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Recipient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the journal makes sure of in a file of H2, and what it refuses. */
@Timeout(120)
class H2DurabilityTest {

    private static final RunKey KEY = new RunKey("sale", "monday", 0);
    private static final RecipientBatch RECIPIENTS = RecipientBatch.of(List.of(new Recipient("381601234567", null)));
    private static final RunJournal.Reading NOBODY =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    @TempDir
    private Path folder;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void aUserWithoutAdministratorRightsIsRefusedWithTheUrlThatHelps() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("journal");
        JdbcDataSource owner = h2(url, "sa");
        check(owner);
        execute(
                owner,
                "CREATE USER sender PASSWORD ''",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA public TO sender");

        assertThatThrownBy(() -> check(h2(url, "sender")))
                .isInstanceOf(UnfitDatabaseException.class)
                .hasMessageContaining("expected in every URL of the database " + url
                        + ";WRITE_DELAY=0;IGNORE_UNKNOWN_SETTINGS=TRUE, or a user with administrator rights");
        DataSource told = h2(url + ";WRITE_DELAY=0;IGNORE_UNKNOWN_SETTINGS=TRUE", "sender");
        RunJournal run = open(told);
        run.begin(RECIPIENTS);
        run.close(RunStatus.OPEN, NOBODY);
    }

    @Test
    @Tag("slow")
    void whatWasDurableIsMadeSoAgainWhenAnotherHasChangedIt() throws Exception {
        JdbcDataSource database = h2("jdbc:h2:file:" + folder.resolve("journal"), "sa");
        try (Connection keepsItOpen = database.getConnection();
                Statement statement = keepsItOpen.createStatement()) {
            RunJournal run = open(database);
            statement.execute("SET WRITE_DELAY 1000");
            run.begin(RECIPIENTS);
            run.close(RunStatus.OPEN, NOBODY);
            boolean durable = new JournalDatabase(database, TableNames.DEFAULT)
                    .once(session -> session.exists("SELECT 1 FROM bulksms_schema WHERE version > 0{durable}"));
            assertThat(durable).isTrue();
        }
    }

    @Test
    void aBeginIsInTheFileAlsoWhenAnotherChangesTheSettingInTheMiddleOfIt() throws Exception {
        JdbcDataSource database = h2("jdbc:h2:file:" + folder.resolve("journal"), "sa");
        try (Connection keepsItOpen = database.getConnection();
                Statement other = keepsItOpen.createStatement()) {
            ProbedDatabase probed = new ProbedDatabase(database);
            RunJournal run = open(probed.dataSource());
            AtomicBoolean changed = new AtomicBoolean();
            probed.probe((what, real) -> {
                if (what.startsWith("INSERT INTO bulksms_attempt") && changed.compareAndSet(false, true)) {
                    other.execute("SET WRITE_DELAY 100000");
                }
                return real.call();
            });
            run.begin(RECIPIENTS);

            Path copy = Files.createDirectory(folder.resolve("copy"));
            Files.copy(folder.resolve("journal.mv.db"), copy.resolve("journal.mv.db"));
            try (Connection there =
                            h2("jdbc:h2:file:" + copy.resolve("journal"), "sa").getConnection();
                    Statement statement = there.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM bulksms_attempt")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
            run.close(RunStatus.OPEN, NOBODY);
        }
    }

    @Test
    @Tag("slow")
    void anInterruptOfTheCallerHarmsNobody() throws Exception {
        JdbcDataSource database = h2("jdbc:h2:file:" + folder.resolve("journal"), "sa");
        try (Connection own = database.getConnection();
                Statement statement = own.createStatement()) {
            RunJournal run = open(database);
            for (int round = 0; round < 20; round++) {
                Thread.currentThread().interrupt();
                run.finish(run.begin(RECIPIENTS), new AttemptResult.Unknown("cut"));
                assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            }
            run.close(RunStatus.OPEN, NOBODY);
            assertThatCode(() -> statement.executeQuery("SELECT COUNT(*) FROM bulksms_attempt"))
                    .doesNotThrowAnyException();
        }
    }

    private RunJournal open(DataSource database) throws JournalException {
        return new JdbcJournal(new JournalDatabase(database, TableNames.DEFAULT), Duration.ofSeconds(15), scheduler)
                .open(KEY, "text", DuplicateRecipient.skip);
    }

    private static void check(DataSource database) throws SQLException {
        new JournalDatabase(database, TableNames.DEFAULT).check();
    }

    private static JdbcDataSource h2(String url, String user) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url);
        database.setUser(user);
        database.setPassword("");
        return database;
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
