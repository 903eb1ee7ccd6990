package io.github.camelbulksms.examples.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The database of the appointments, by two pools of connections. */
final class Database implements AutoCloseable {

    private final AutoCloseable server;
    private final HikariDataSource appointments;
    private final HikariDataSource cursors;

    private Database(String url, AutoCloseable server) {
        this.server = server;
        appointments = new HikariDataSource(config(url));
        HikariConfig reading = config(url);
        // PostgreSQL's driver reads all rows at once unless a transaction is open
        reading.setAutoCommit(false);
        reading.setReadOnly(true);
        cursors = new HikariDataSource(reading);
    }

    /** One that is there. */
    static Database at(String jdbcUrl) {
        return new Database(jdbcUrl, () -> {});
    }

    /** An empty one in the memory of this process. */
    static Database h2() {
        return at("jdbc:h2:mem:" + UUID.randomUUID());
    }

    /** An empty one in a server of its own. */
    static Database postgresql() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        return new Database(server.getJdbcUrl("postgres", "postgres"), server);
    }

    /** Connections that commit each statement, unless a transaction is begun. */
    DataSource appointments() {
        return appointments;
    }

    /** Connections to read many rows through: they begin a transaction with the first statement. */
    DataSource cursors() {
        return cursors;
    }

    String jdbcUrl() {
        return appointments.getJdbcUrl();
    }

    void createTable() {
        new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(appointments);
    }

    @Override
    public void close() throws Exception {
        cursors.close();
        appointments.close();
        server.close();
    }

    private static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        return config;
    }
}
