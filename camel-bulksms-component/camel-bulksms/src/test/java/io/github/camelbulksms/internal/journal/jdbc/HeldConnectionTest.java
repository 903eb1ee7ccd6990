package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldConnectionTest {

    private static final RunKey MONDAY = new RunKey("sale", "monday", 0);
    private static final RunJournal.Reading NOTHING =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    private final JdbcDataSource unpooled = new JdbcDataSource();
    private final ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void inAFile(@TempDir Path folder) {
        unpooled.setURL("jdbc:h2:file:" + folder.resolve("journal"));
    }

    @AfterEach
    void end() {
        leases.shutdownNow();
    }

    private MVStore store() throws SQLException {
        try (Connection connection = unpooled.getConnection()) {
            return H2Store.of(connection).orElseThrow().store();
        }
    }

    @Test
    void withoutAPoolTheFileStaysOpenAsLongAsARunIs() throws Exception {
        JdbcJournal journal = journal(new JournalDatabase(unpooled, TableNames.DEFAULT));

        RunJournal run = open(journal);
        MVStore during = store();
        assertThat(store()).isSameAs(during);

        run.close(RunStatus.FINISHED, NOTHING);
        assertThat(during.isClosed()).isTrue();
    }

    @Test
    @Tag("slow")
    void aDatabaseThatWasClosedUnderARunIsHeldAgain() throws Exception {
        JournalDatabase database = new JournalDatabase(unpooled, TableNames.DEFAULT);
        RunJournal run = open(journal(database));
        try (Connection connection = unpooled.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }

        run.recordError("the database was shut down");
        run.recordReadCount(1);
        MVStore again = store();

        assertThat(store()).isSameAs(again);
        run.close(RunStatus.FINISHED, NOTHING);
        assertThat(again.isClosed()).isTrue();
    }

    /** It has connections that stay open, and may have no other. */
    @Test
    void ofAPoolNoConnectionIsHeld() throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create(unpooled);
        pool.setMaxConnections(1);
        try {
            RunJournal run = open(journal(new JournalDatabase(pool, TableNames.DEFAULT)));
            assertThat(pool.getActiveConnections()).isZero();
            run.close(RunStatus.FINISHED, NOTHING);
        } finally {
            pool.dispose();
        }
    }

    private JdbcJournal journal(JournalDatabase database) {
        return new JdbcJournal(database, Duration.ofMinutes(5), leases);
    }

    private static RunJournal open(JdbcJournal journal) throws Exception {
        return journal.open(MONDAY, "text", DuplicateRecipient.skip);
    }
}
