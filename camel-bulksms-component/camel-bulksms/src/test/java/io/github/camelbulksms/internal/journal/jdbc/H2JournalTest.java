package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
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

    @Override
    SQLException rolledBack() {
        return new SQLException("deadlock", "40001", 40001);
    }
}
