package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The journal's database, with its tables made before the first connection is given out. Thread-safe. */
public final class JournalDatabase {

    private final DataSource dataSource;
    private boolean tablesMade;

    public JournalDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A connection that commits each statement by itself. */
    public Connection connect() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            makeTables(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized void makeTables(Connection connection) throws SQLException {
        if (!tablesMade) {
            JournalTables.createIfMissing(connection);
            tablesMade = true;
        }
    }
}
