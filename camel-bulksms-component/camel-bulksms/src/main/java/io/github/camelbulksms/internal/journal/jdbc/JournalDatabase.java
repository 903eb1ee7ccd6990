package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.provider.AttemptResult;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal's database. Before a session is given out it is looked at: whether commits in it survive a crash, whether its tables
 * are there and may be written; they are made where they are missing. Thread-safe.
 */
public final class JournalDatabase {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(JournalDatabase.class);
    private static final DatabaseWarnings WARNINGS = new DatabaseWarnings();

    private final DataSource dataSource;
    private final TableNames tables;
    private final int timeoutSeconds;
    /** Null until the first connection has shown it. */
    private volatile StatementTexts texts;

    private volatile boolean needsOwnThread = true;
    /** Whether the database closes with its last connection. Written once, before texts. */
    private volatile boolean closesWhenUnused;

    private final HeldConnection held;
    private volatile FileUpkeep upkeep = FileUpkeep.NONE;
    /** Whether it was looked at since something failed: after that it may be another server. Written under this object's lock. */
    private volatile boolean checked;

    /** What is done in a session. */
    @FunctionalInterface
    public interface Work<T> {

        T with(Session session) throws SQLException;
    }

    /**
     * @param dataSource is asked for a connection each time
     */
    public JournalDatabase(DataSource dataSource, TableNames tables) {
        this(dataSource, tables, TIMEOUT);
    }

    /**
     * @param timeout of a statement, a second or more
     */
    JournalDatabase(DataSource dataSource, TableNames tables, Duration timeout) {
        this.dataSource = dataSource;
        this.tables = tables;
        timeoutSeconds = (int) timeout.toSeconds();
        held = new HeldConnection(dataSource);
    }

    /**
     * Does something once.
     *
     * @throws SQLException also where the data source throws something else
     */
    public <T> T once(Work<T> work) throws SQLException {
        return onOwnThread(() -> withSession(work));
    }

    private <T> T onOwnThread(Uninterruptible.Work<T> work) throws SQLException {
        return needsOwnThread ? Uninterruptible.call(work) : work.call();
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
                if (!wasRolledBack(e) || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                long millis = ThreadLocalRandom.current().nextLong(PAUSE_MILLIS * attempt);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            }
        }
    }

    /**
     * Looks at the database now, and not only when it is first needed.
     *
     * @throws UnfitDatabaseException when the journal cannot be kept there
     * @throws SQLException when it does not answer
     */
    public void check() throws SQLException {
        once(session -> session.exists("SELECT 1"));
    }

    /** Says that a run was opened: many sessions follow. */
    void opened(LeasedRun run) {
        held.opened(run);
    }

    /** Says that a run was closed. Does not throw. */
    void closed(LeasedRun run) {
        try {
            onOwnThread(() -> {
                held.closed(run);
                return null;
            });
        } catch (SQLException | RuntimeException | Error e) {
            // no thread could be started, for instance
            LOG.warn("the journal's database is not closed: {}", AttemptResult.describe(e));
        }
    }

    private <T> T withSession(Work<T> work) throws SQLException {
        try (Session session = open()) {
            return use(session, work);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (SQLException e) {
            if (!wasRolledBack(e)) {
                distrust();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            distrust();
            // an OSGi proxy, a routing data source: for us it is a database that does not answer
            throw new SQLException("the data source failed: " + AttemptResult.describe(e), e);
        }
    }

    /** What answers next may be another server, or the same database opened again. */
    private void distrust() {
        checked = false;
        held.release();
    }

    private <T> T use(Session session, Work<T> work) throws SQLException {
        try {
            T result = work.with(session);
            upkeep(session);
            return result;
        } catch (SQLException e) {
            session.dialect().closeIfDead(session.connection(), e);
            throw e;
        }
    }

    /** What was done is done, whatever becomes of this. */
    private void upkeep(Session session) {
        try {
            upkeep.after(session);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("the upkeep of the journal's files failed", e);
        }
    }

    private boolean wasRolledBack(SQLException e) {
        return texts != null && texts.dialect().wasRolledBack(e);
    }

    private Session open() throws SQLException {
        Connection connection = dataSource.getConnection();
        Session session = null;
        try {
            if (texts == null) {
                Dialect dialect = Dialect.of(connection);
                needsOwnThread = dialect.isHarmedByInterrupts(connection);
                upkeep = dialect.upkeep();
                closesWhenUnused = dialect.closesWhenUnused(connection);
                texts = new StatementTexts(dialect, tables);
            }
            session = new Session(connection, texts, timeoutSeconds);
            if (!checked) {
                check(session);
            }
            if (closesWhenUnused) {
                held.holdIfNeeded();
            }
            return session;
        } catch (SQLException | RuntimeException | Error e) {
            if (e instanceof SQLException failure && texts != null) {
                texts.dialect().closeIfDead(connection, failure);
            }
            close(session, connection, e);
            throw e;
        }
    }

    private static void close(Session session, Connection connection, Throwable cause) {
        try {
            if (session == null) {
                connection.close();
            } else {
                // gives the connection back as it came
                session.close();
            }
        } catch (SQLException | RuntimeException | Error closing) {
            if (closing != cause) {
                cause.addSuppressed(closing);
            }
        }
    }

    private synchronized void check(Session session) throws SQLException {
        if (!checked) {
            JournalTables journal = new JournalTables(session, tables);
            List<String> warnings = texts.dialect().check(session);
            journal.createIfMissing();
            journal.checkRights();
            session.transaction(() -> {});
            WARNINGS.say(LOG, session.connection().getMetaData().getURL(), warnings);
            checked = true;
        }
    }
}
