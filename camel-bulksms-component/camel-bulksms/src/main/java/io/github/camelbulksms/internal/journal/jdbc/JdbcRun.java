package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.JournalException;
import io.github.camelbulksms.model.TextChangedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run in the database, in the possession of this process as long as its fence is the highest. */
final class JdbcRun implements RunJournal {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcRun.class);
    private static final int MAX_REASON = 1000;

    private final JdbcJournal journal;
    private final RunKey key;
    private final long id;
    private final long fence;
    private final String fingerprint;
    private final boolean finished;
    private final PriorOutcomes settled;
    private final RecipientCodec codec;
    private final Queue<Ended> notNoted = new ConcurrentLinkedQueue<>();

    private record Ended(long attempt, AttemptResult outcome) {}

    JdbcRun(
            JdbcJournal journal,
            RunKey key,
            long id,
            long fence,
            String fingerprint,
            boolean finished,
            DuplicateRecipient duplicates) {
        this.journal = journal;
        this.key = key;
        this.id = id;
        this.fence = fence;
        this.fingerprint = fingerprint;
        this.finished = finished;
        settled = new PriorOutcomes(duplicates);
        codec = new RecipientCodec(key);
    }

    RunKey key() {
        return key;
    }

    long id() {
        return id;
    }

    long fence() {
        return fence;
    }

    String fingerprint() {
        return fingerprint;
    }

    /** Goes on with a text. */
    void adopt(String fingerprint) throws SQLException, JournalException {
        if (this.fingerprint.equals(fingerprint)) {
            return;
        }
        if (JdbcPartStore.isPlan(this.fingerprint)) {
            throw new JournalException(key + " is sent by its parts: expected one of them, or another run in the header"
                    + " CamelBulkSmsRun");
        }
        if (!settled.isEmpty()) {
            throw new TextChangedException(key);
        }
        noteText(fingerprint);
    }

    /** Notes the text. */
    void noteText(String fingerprint) throws SQLException {
        update("UPDATE bulksms_run SET fingerprint = ? WHERE id = ? AND fence = ?", fingerprint);
    }

    /** Extends the lease. */
    void renew() {
        try {
            update(
                    "UPDATE bulksms_run SET lease_until = " + JournalTables.NOW + " + ? WHERE id = ? AND fence = ?",
                    journal.lease().toMillis());
        } catch (SQLException e) {
            LOG.warn("{}: the lease was not renewed: {}", key, e.getMessage());
        }
    }

    @Override
    public PriorOutcomes settled() {
        return settled;
    }

    @Override
    public boolean wasFinished() {
        return finished;
    }

    @Override
    public long begin(RecipientBatch recipients) throws JournalException {
        byte[] bytes;
        synchronized (codec) {
            bytes = codec.encode(recipients);
        }
        noteWhatWasNotNoted();
        try (Connection connection = journal.connect()) {
            return insert(connection, bytes, recipients.size());
        } catch (SQLException e) {
            throw new JournalException("the journal cannot be written: " + e.getMessage(), e);
        }
    }

    /** Locks the run while it inserts: whoever takes it over waits, and then sees what was begun. */
    private long insert(Connection connection, byte[] recipients, int count) throws SQLException, JournalException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO bulksms_attempt (run_id, fence, state, recipients, recipient_count, begun)"
                        + " SELECT id, fence, 'B', CAST(? AS BYTEA), CAST(? AS INTEGER), " + JournalTables.NOW
                        + " FROM bulksms_run WHERE id = ? AND fence = ? " + JournalTables.lock(connection),
                new String[] {"id"})) {
            insert.setBytes(1, recipients);
            insert.setInt(2, count);
            insert.setLong(3, id);
            insert.setLong(4, fence);
            if (insert.executeUpdate() == 0) {
                throw new JournalException(key + " was taken over by another process");
            }
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    @Override
    public void finish(long attempt, AttemptResult outcome) {
        try {
            note(new Ended(attempt, outcome));
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{}: the end of an attempt was not noted, it will be tried again: {}", key, e.getMessage());
            notNoted.add(new Ended(attempt, outcome));
        }
    }

    /**
     * Not bound to the fence: who lost the run may still note what it began. That something was not accepted then comes late,
     * for whoever has the run takes it for unknown: the next to open it must know.
     */
    private void note(Ended ended) throws SQLException {
        AttemptResult outcome = ended.outcome();
        String state =
                switch (outcome.outcome()) {
                    case ACCEPTED -> "A";
                    case UNKNOWN -> "U";
                    default -> "N";
                };
        // who may be sent to again need not be remembered
        String recipients = state.equals("N") ? ", recipients = NULL" : "";
        String stateOrLate = state.equals("N")
                ? "CASE WHEN fence = (SELECT r.fence FROM bulksms_run r WHERE r.id = run_id) THEN ? ELSE 'L' END"
                : "?";
        try (Connection connection = journal.connect();
                PreparedStatement update = connection.prepareStatement("UPDATE bulksms_attempt SET state = "
                        + stateOrLate + ", reference_id = ?, reason = ?, ended = " + JournalTables.NOW + recipients
                        + " WHERE id = ?")) {
            update.setString(1, state);
            update.setString(2, outcome instanceof AttemptResult.Accepted accepted ? accepted.referenceId() : null);
            String reason = outcome.reason();
            update.setString(
                    3, reason != null && reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason);
            update.setLong(4, ended.attempt());
            update.executeUpdate();
        }
    }

    private void noteWhatWasNotNoted() {
        for (Ended ended = notNoted.poll(); ended != null; ended = notNoted.poll()) {
            try {
                note(ended);
            } catch (SQLException e) {
                notNoted.add(ended);
                return;
            }
        }
    }

    /** Of a run that is read again the longest reading counts. */
    @Override
    public void read(long recipients) {
        try {
            update(
                    "INSERT INTO bulksms_run_read (recipients_read, run_id) SELECT CAST(? AS BIGINT), id"
                            + " FROM bulksms_run WHERE id = ? AND fence = ?",
                    recipients);
        } catch (SQLException e) {
            readAgain(recipients);
        }
    }

    private void readAgain(long recipients) {
        try {
            update(
                    "UPDATE bulksms_run_read SET recipients_read = GREATEST(recipients_read, ?) WHERE run_id ="
                            + " (SELECT id FROM bulksms_run WHERE id = ? AND fence = ?)",
                    recipients);
        } catch (SQLException e) {
            LOG.warn("{}: the number of recipients read was not noted: {}", key, e.getMessage());
        }
    }

    /** Who was read does not matter: the attempts are in the database. */
    @Override
    public void close(RunStatus status, Reading reading) {
        close(status);
    }

    void close(RunStatus status) {
        journal.isClosed(this);
        noteWhatWasNotNoted();
        try {
            update(
                    "UPDATE bulksms_run SET owner = NULL, lease_until = 0, finished = ? WHERE id = ? AND fence = ?",
                    status == RunStatus.FINISHED);
        } catch (SQLException e) {
            LOG.warn("{} was not given back, its lease runs out by itself: {}", key, e.getMessage());
        }
    }

    private void update(String sql, Object value) throws SQLException {
        try (Connection connection = journal.connect();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, value);
            update.setLong(2, id);
            update.setLong(3, fence);
            update.executeUpdate();
        }
    }
}
