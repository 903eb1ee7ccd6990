package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.PartStore;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.model.JournalException;
import io.github.camelbulksms.model.TextChangedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A plan in the database; who has the run has the plan. */
final class JdbcPartStore implements PartStore {

    /** In front of a run's fingerprint: it is sent by its parts, not as a whole. */
    private static final String OF_PARTS = "parts:";

    private static final int FETCHED = 10;

    private final JdbcJournal journal;
    private final JdbcRun run;

    JdbcPartStore(JdbcJournal journal, JdbcRun run) {
        this.journal = journal;
        this.run = run;
    }

    static boolean isPlan(String fingerprint) {
        return fingerprint.startsWith(OF_PARTS);
    }

    /** Goes on with a text. */
    void adopt(String fingerprint) throws SQLException, JournalException {
        String ofParts = OF_PARTS + fingerprint;
        if (run.fingerprint().equals(ofParts)) {
            return;
        }
        try (Connection connection = journal.connect()) {
            if (exists(connection, "bulksms_part WHERE run_id = ?")) {
                throw new TextChangedException(run.key());
            }
            if (exists(connection, "bulksms_attempt WHERE run_id = ? AND state <> 'N'")) {
                throw new JournalException(run.key() + " was sent as a whole, and somebody may have got it: expected"
                        + " another run in the header CamelBulkSmsRun");
            }
        }
        run.noteText(ofParts);
    }

    private boolean exists(Connection connection, String rows) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM " + rows + " LIMIT 1")) {
            select.setLong(1, run.id());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    @Override
    public boolean wasComplete() {
        return run.wasFinished();
    }

    /** A part with somebody who was not accepted, as was noted late, is not finished. */
    @Override
    public void read(Reader reader) throws JournalException {
        try (Connection connection = journal.connect()) {
            // PostgreSQL streams rows only inside a transaction
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT p.part, p.content, COALESCE(r.finished, FALSE) AND NOT EXISTS (SELECT 1 FROM"
                            + " bulksms_attempt a WHERE a.run_id = r.id AND a.state = 'L') FROM bulksms_part p"
                            + " LEFT JOIN bulksms_run r ON r.campaign = ? AND r.run = ? AND r.part = p.part"
                            + " WHERE p.run_id = ? ORDER BY p.part")) {
                select.setFetchSize(FETCHED);
                select.setString(1, run.key().campaign());
                select.setString(2, run.key().run());
                select.setLong(3, run.id());
                try (ResultSet parts = select.executeQuery()) {
                    while (parts.next()) {
                        reader.part(parts.getLong(1), parts.getBytes(2), parts.getBoolean(3));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw cannotBeRead(e);
        }
    }

    @Override
    public byte[] part(long number) throws JournalException {
        try (Connection connection = journal.connect();
                PreparedStatement select =
                        connection.prepareStatement("SELECT content FROM bulksms_part WHERE run_id = ? AND part = ?")) {
            select.setLong(1, run.id());
            select.setLong(2, number);
            try (ResultSet part = select.executeQuery()) {
                if (!part.next()) {
                    throw new IllegalArgumentException(run.key() + ": part " + number + " was not planned");
                }
                return part.getBytes(1);
            }
        } catch (SQLException e) {
            throw cannotBeRead(e);
        }
    }

    /** Locks the run while it inserts: whoever takes it over waits, and then sees what was planned. */
    @Override
    public void add(long number, byte[] part) throws JournalException {
        try (Connection connection = journal.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO bulksms_part (run_id, part, content) SELECT id, CAST(? AS BIGINT),"
                                + " CAST(? AS BYTEA) FROM bulksms_run WHERE id = ? AND fence = ? "
                                + JournalTables.lock(connection))) {
            insert.setLong(1, number);
            insert.setBytes(2, part);
            insert.setLong(3, run.id());
            insert.setLong(4, run.fence());
            if (insert.executeUpdate() == 0) {
                throw new JournalException(run.key() + " was taken over by another process");
            }
        } catch (SQLException e) {
            throw new JournalException("the journal cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close(RunStatus status) {
        run.close(status);
    }

    private static JournalException cannotBeRead(SQLException e) {
        return new JournalException("the journal cannot be read: " + e.getMessage(), e);
    }
}
