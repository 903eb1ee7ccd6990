package io.github.camelbulksms;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database that holds the journal, and whose disk a test makes full. */
interface FillableDatabase {

    /** Without a pool. */
    String url();

    /**
     * Takes all of its room.
     *
     * @param round changes what is full first
     */
    void fill(int round) throws IOException;

    /**
     * Makes room, and starts the server if it is down.
     *
     * @return whether it was
     */
    boolean repair() throws IOException;

    /** A file of H2. */
    record H2File(String url, SmallDisk disk) implements FillableDatabase {

        @Override
        public void fill(int round) throws IOException {
            disk.fill();
        }

        @Override
        public boolean repair() throws IOException {
            disk.makeRoom();
            return false;
        }
    }

    /** A server whose files are on a small disk. */
    record ServerOnDisk(DatabaseServer server, DatabaseServer.Kind kind, SmallDisk disk) implements FillableDatabase {

        @Override
        public String url() {
            return server.url();
        }

        @Override
        public void fill(int round) throws IOException {
            disk.fill();
            // PostgreSQL: a table that cannot grow is an error; a log that cannot is the end of the server
            if (kind == DatabaseServer.Kind.POSTGRESQL && round % 2 == 1) {
                Filler.fillLog(url());
            } else {
                // whose room may have been taken in advance
                Filler.fillTable(url());
            }
        }

        @Override
        public boolean repair() throws IOException {
            disk.makeRoom();
            if (Filler.answers(url())) {
                return false;
            }
            server.kill();
            server.startAgain();
            return true;
        }
    }

    /** A server whose files may not grow beyond a size. */
    record ServerWithLimit(DatabaseServer server) implements FillableDatabase {

        /** As much as a segment of PostgreSQL's log has. */
        private static final long MAX_BYTES = 16 << 20;

        @Override
        public String url() {
            return server.url();
        }

        @Override
        public void fill(int round) throws IOException {
            new FileSizeLimit(server).set(MAX_BYTES);
            Filler.fillTable(url());
        }

        @Override
        public boolean repair() throws IOException {
            new FileSizeLimit(server).remove();
            Filler.emptyTable(url());
            return false;
        }
    }

    /** Others who write into the same database. */
    final class Filler {

        private static final Logger LOG = LoggerFactory.getLogger(Filler.class);
        private static final int MAX_ROWS = 512;
        private static final int LONG = 1500;
        private static final int SHORT = 100;
        private static final int MAX_SEGMENTS = 50;
        private static final int SECONDS_TO_RECOVER = 10;
        private static final String FILLER = "filler";
        private static final AtomicLong NEXT_ROW = new AtomicLong(1);

        private Filler() {}

        /** With rows behind those of the run that is sent, many in a transaction at first; until not even a short one has room. */
        static void fillTable(String url) throws IOException {
            try (Connection connection = DriverManager.getConnection(url)) {
                long run = insertRun(connection);
                connection.setAutoCommit(false);
                for (int rows = MAX_ROWS; rows > 0; rows /= 8) {
                    insertWhileThereIsRoom(connection, run, rows, LONG);
                }
                insertWhileThereIsRoom(connection, run, 1, SHORT);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        private static long insertRun(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO bulksms_run (campaign, run, part, fingerprint, finished,"
                        + " recipients_read, fencing_token, lease_until, begun_at, session_key)"
                        + " SELECT '" + FILLER + "', COUNT(*), 0, '', TRUE, 0, 0, 0, 0, 0 FROM bulksms_run");
                try (ResultSet rows = statement.executeQuery("SELECT MAX(id) FROM bulksms_run")) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        }

        private static void insertWhileThereIsRoom(Connection connection, long run, int rows, int length)
                throws SQLException {
            byte[] bytes = new byte[length];
            new Random(1).nextBytes(bytes);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bulksms_attempt (run_id,"
                    + " attempt_number, fencing_token, state, recipients, recipient_count, begun_at)"
                    + " VALUES (?, ?, 0, 'ACCEPTED', ?, 0, 0)")) {
                while (true) {
                    for (int row = 0; row < rows; row++) {
                        insert.setLong(1, run);
                        insert.setLong(2, NEXT_ROW.getAndIncrement());
                        insert.setBytes(3, bytes);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                    connection.commit();
                }
            } catch (SQLException e) {
                LOG.info("full: {}", e.getMessage());
                connection.rollback();
            }
        }

        static void emptyTable(String url) throws IOException {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM bulksms_attempt WHERE run_id IN"
                        + " (SELECT id FROM bulksms_run WHERE campaign = '" + FILLER + "')");
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        /** Of PostgreSQL, until it has no room for a segment, and dies. */
        static void fillLog(String url) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                for (int segment = 0; segment < MAX_SEGMENTS; segment++) {
                    statement.execute("SELECT pg_logical_emit_message(TRUE, 'filler', 'one'), pg_switch_wal()");
                }
            } catch (SQLException e) {
                LOG.info("full: {}", e.getMessage());
            }
        }

        static boolean answers(String url) {
            try (Connection connection = DriverManager.getConnection(url)) {
                return connection.isValid(SECONDS_TO_RECOVER);
            } catch (SQLException e) {
                LOG.info("down: {}", e.getMessage());
                return false;
            }
        }
    }
}
