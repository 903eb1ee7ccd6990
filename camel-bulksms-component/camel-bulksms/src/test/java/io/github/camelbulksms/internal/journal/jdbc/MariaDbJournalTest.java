package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.DatabaseServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MariaDbJournalTest extends JdbcJournalContract {

    @TempDir
    private static Path folder;

    private static DatabaseServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = DatabaseServer.Kind.MARIADB.start(folder);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Override
    DataSource database() {
        return server.dataSource();
    }

    /** To JDBC, MariaDB's schemas are catalogs. */
    @Override
    void use(Connection connection, String schema) throws SQLException {
        connection.setCatalog(schema);
    }

    @Override
    List<SQLException> rolledBack() {
        return List.of(
                new SQLException("Deadlock found when trying to get lock; try restarting transaction", "40001", 1213),
                new SQLException("Record has changed since last read in table 'bulksms_attempt'", "HY000", 1020));
    }
}
