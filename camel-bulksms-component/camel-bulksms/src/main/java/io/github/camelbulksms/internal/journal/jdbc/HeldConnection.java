package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is held, and not used, while runs are open: for a database that closes with its last connection, and takes longer
 * to open than a session takes. Thread-safe.
 */
final class HeldConnection {

    private static final Logger LOG = LoggerFactory.getLogger(HeldConnection.class);

    private final DataSource dataSource;
    /** Those that are open. Guarded by this. */
    private final Set<LeasedRun> runs = new HashSet<>();
    /** Null while none is held. Guarded by this. */
    private Connection connection;

    HeldConnection(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    synchronized void opened(LeasedRun run) {
        runs.add(run);
    }

    /** Does not throw. */
    synchronized void closed(LeasedRun run) {
        runs.remove(run);
        if (runs.isEmpty()) {
            release();
        }
    }

    /** Opens the connection, if a run is open. Does not throw: all works without it. */
    synchronized void holdIfNeeded() {
        if (runs.isEmpty() || connection != null) {
            return;
        }
        try {
            connection = dataSource.getConnection();
        } catch (SQLException | RuntimeException | Error e) {
            LOG.debug("no connection to hold", e);
        }
    }

    /** Closes the connection, which may be to a database that is gone. Does not throw. */
    synchronized void release() {
        if (connection == null) {
            return;
        }
        Connection gone = connection;
        connection = null;
        try {
            gone.close();
        } catch (SQLException | RuntimeException | Error e) {
            // what made us release it is what is to be reported
            LOG.debug("a held connection was not closed", e);
        }
    }
}
