package io.github.camelbulksms.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;

/** A database that a benchmark keeps its journal in: an H2 file of its own, or one whose JDBC URL was given, which must be empty. */
record JournalUrl(String url) {

    static JournalUrl h2(Path folder) {
        return new JournalUrl("jdbc:h2:file:" + folder.resolve("journal"));
    }

    HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    /** How its row is named. */
    String title() {
        return url.split(":")[1];
    }
}
