package io.github.camelbulksms;

import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** Databases for a test of its own. */
public final class H2Databases {

    private H2Databases() {}

    /** An empty one that lives as long as the JVM. */
    public static JdbcDataSource inMemory() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }
}
