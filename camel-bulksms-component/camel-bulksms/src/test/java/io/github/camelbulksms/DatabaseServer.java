package io.github.camelbulksms;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/** A real database server that a test can kill. */
public interface DatabaseServer extends AutoCloseable {

    /** The kinds of servers. */
    enum Kind {
        POSTGRESQL,
        MARIADB;

        /**
         * @param folder for its data
         * @param settings of the server, as {@code name=value}
         */
        public DatabaseServer start(Path folder, String... settings) throws IOException {
            return switch (this) {
                case POSTGRESQL -> new PostgresServer(folder, settings);
                case MARIADB -> new MariaDbServer(folder, settings);
            };
        }
    }

    /** With user and password in it. */
    String url();

    /** Without a pool. */
    DataSource dataSource();

    /** None when it is down. */
    List<ProcessHandle> processes() throws IOException;

    /** All of its processes, by SIGKILL, if it is not down; its data stay. */
    void kill() throws IOException;

    /** After it was killed, at the same address. */
    void startAgain() throws IOException;

    /** What it has written into its log. */
    String log() throws IOException;

    @Override
    void close() throws IOException;
}
