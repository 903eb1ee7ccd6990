package io.github.camelbulksms.internal.journal.jdbc;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** The journal's database, with its tables made before the first session is given out. Thread-safe. */
public final class JournalDatabase {

    private static final int TIMEOUT_SECONDS = 30;
    private static final int MAX_ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 20;

    private final DataSource dataSource;
    private final TableNames tables;
    /** Null until the first connection has shown it. */
    private volatile StatementTexts texts;

    private volatile boolean needsOwnThread = true;
    /** Guarded by this. */
    private boolean tablesMade;

    /** What is done in a session. */
    @FunctionalInterface
    public interface Work<T> {

        T with(Session session) throws SQLException;
    }

    /**
     * @param dataSource is asked for a connection each time
     */
    public JournalDatabase(DataSource dataSource, TableNames tables) {
        this.dataSource = dataSource;
        this.tables = tables;
    }

    /**
     * Does something once.
     *
     * @throws SQLException also where the data source throws something else
     */
    public <T> T once(Work<T> work) throws SQLException {
        return needsOwnThread ? OwnThread.call(() -> withSession(work)) : withSession(work);
    }

    /**
     * Does something, again where the database has undone it for the sake of another transaction.
     *
     * @param work of which nothing is left when it fails
     * @throws SQLException also where the data source throws something else
     */
    public <T> T repeatedly(Work<T> work) throws SQLException {
        for (int attempt = 1; true; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (texts == null || !texts.dialect().wasRolledBack(e) || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                long millis = ThreadLocalRandom.current().nextLong(PAUSE_MILLIS * attempt);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            }
        }
    }

    private <T> T withSession(Work<T> work) throws SQLException {
        try (Session session = open()) {
            return work.with(session);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            // an OSGi proxy, a routing data source: for us it is a database that does not answer
            throw new SQLException("the data source failed: " + e, e);
        }
    }

    private Session open() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            if (texts == null) {
                Dialect dialect = Dialect.of(connection);
                needsOwnThread = dialect.isHarmedByInterrupts(connection);
                texts = new StatementTexts(dialect, tables);
            }
            Session session = new Session(connection, texts, TIMEOUT_SECONDS);
            makeTables(session);
            return session;
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.close();
            } catch (SQLException | RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private synchronized void makeTables(Session session) throws SQLException {
        if (!tablesMade) {
            new JournalTables(session, tables).createIfMissing();
            tablesMade = true;
        }
    }
}
