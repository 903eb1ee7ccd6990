package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** H2, from 2.2 on: earlier ones do not show how long a commit is delayed. */
final class H2Dialect implements Dialect {

    private static final Logger LOG = LoggerFactory.getLogger(H2Dialect.class);

    private static final String DUPLICATE_KEY = "23505";
    private static final int CONCURRENT_UPDATE = 90131;
    private static final int LOCK_TIMEOUT = 50200;
    private static final int DEADLOCK = 40001;
    private static final int ADMIN_RIGHTS_REQUIRED = 90040;
    private static final Set<Integer> CLOSED = Set.of(90098, 90121);
    private static final Set<Integer> ROLLED_BACK = Set.of(CONCURRENT_UPDATE, LOCK_TIMEOUT, DEADLOCK);

    @Override
    public List<String> products() {
        return List.of("H2");
    }

    @Override
    public String script() {
        return "h2.sql";
    }

    @Override
    public String now() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
    }

    @Override
    public String nowMicros() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)";
    }

    @Override
    public String readLockClause() {
        return "FOR UPDATE";
    }

    @Override
    public String ignoreDuplicateClause() {
        return "";
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return DUPLICATE_KEY.equals(e.getSQLState());
    }

    @Override
    public boolean wasRolledBack(SQLException e) {
        return ROLLED_BACK.contains(e.getErrorCode());
    }

    /** H2 closes the file of an embedded database for all connections when a thread that works on it is interrupted. */
    @Override
    public boolean isHarmedByInterrupts(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        return !(url.startsWith("jdbc:h2:mem:") || url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:"));
    }

    /** A pool's connections are of classes of their own. */
    @Override
    public boolean closesWhenUnused(Connection connection) throws SQLException {
        try {
            return isHarmedByInterrupts(connection) && connection.getClass() == JdbcConnection.class;
        } catch (LinkageError e) {
            return false;
        }
    }

    /**
     * Each time that a database is opened, H2 keeps commits in the process for half a second, whatever was set before. Settings that
     * were set by SQL have a row of their own, so the greatest value is looked at.
     */
    @Override
    public String durableCondition() {
        return " AND (DATABASE_PATH() IS NULL OR 0 = (SELECT MAX(CAST(SETTING_VALUE AS INTEGER))"
                + " FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'))";
    }

    /** Without the table of settings, which H2 makes anew for each look: half of what a begin cost. */
    @Override
    public Durability durability(Connection connection) throws SQLException {
        try {
            return H2Store.of(connection)
                    .map(store -> store.writesAtCommit() ? Durability.HOLDS : Durability.LACKS)
                    .orElse(Durability.BY_CONDITION);
        } catch (LinkageError | ClassCastException e) {
            return Durability.BY_CONDITION;
        }
    }

    @Override
    public void makeDurable(Session session) throws SQLException {
        try {
            session.execute(List.of("SET WRITE_DELAY 0", "CHECKPOINT"));
        } catch (SQLException e) {
            if (e.getErrorCode() != ADMIN_RIGHTS_REQUIRED) {
                throw e;
            }
            DatabaseMetaData database = session.connection().getMetaData();
            throw new UnfitDatabaseException("H2 keeps commits in the process for a while (WRITE_DELAY), and the user "
                    + database.getUserName() + " may not change that: expected in every URL of the database "
                    + database.getURL() + ";WRITE_DELAY=0;IGNORE_UNKNOWN_SETTINGS=TRUE, or a user with administrator"
                    + " rights");
        }
    }

    /** Of H2 a timeout is the connection's, and each time that one is set, all statements of the database are compiled anew. */
    @Override
    public boolean timesOut(Statement statement, Connection connection, int seconds) throws SQLException {
        try {
            Optional<SessionLocal> session = H2Store.session(connection);
            if (session.isPresent()) {
                return session.get().getQueryTimeout() == TimeUnit.SECONDS.toMillis(seconds);
            }
        } catch (LinkageError | ClassCastException e) {
            LOG.trace("how long a statement may take is asked of the driver", e);
        }
        return statement.getQueryTimeout() == seconds;
    }

    /** After a write that failed, as on a full disk, H2 closes the database, and goes on to say of its connections that they are valid. */
    @Override
    public void closeIfDead(Connection connection, SQLException failure) {
        if (!CLOSED.contains(failure.getErrorCode())) {
            return;
        }
        try {
            if (connection.isWrapperFor(JdbcConnection.class)) {
                connection.unwrap(JdbcConnection.class).close();
            }
        } catch (SQLException | LinkageError | ClassCastException e) {
            LOG.debug("a connection to a database that was closed cannot be closed", e);
        }
    }

    /**
     * The classes of the driver may be out of reach, as those of another class loader. With assertions on (java -ea), H2 2.4 closes a
     * database whose file is compacted while others write: it asserts that there is no hole behind a chunk that it moves into one.
     */
    @Override
    public FileUpkeep upkeep() {
        try {
            return FileStore.class.desiredAssertionStatus() ? FileUpkeep.NONE : new H2Compaction();
        } catch (LinkageError e) {
            return FileUpkeep.NONE;
        }
    }

    @Override
    public List<String> check(Session session) throws SQLException {
        DatabaseMetaData database = session.connection().getMetaData();
        int major = database.getDatabaseMajorVersion();
        if (major < 2 || major == 2 && database.getDatabaseMinorVersion() < 2) {
            throw new UnfitDatabaseException(
                    "H2 is of version " + database.getDatabaseProductVersion() + ": expected 2.2 or later");
        }
        return List.of();
    }
}
