package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2JournalTest extends JdbcJournalContract {

    private final JdbcDataSource database = new JdbcDataSource();

    H2JournalTest() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=200");
    }

    @Override
    DataSource database() {
        return database;
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
