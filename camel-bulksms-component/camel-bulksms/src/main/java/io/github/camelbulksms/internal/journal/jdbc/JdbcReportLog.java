package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.report.MemoryReportLog;
import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.JournalException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/**
 * Stores every report beside the batches before anybody takes it, as it came, and notes when it was taken. What a report means
 * for a recipient is found out by whoever reads, so the order in which reports, replies and repeats come makes no difference.
 * Thread-safe.
 */
public final class JdbcReportLog implements ReportLog {

    private static final int REMEMBERED = 10_000;
    private static final int LONGEST_ID = 250;
    private static final int LONGEST_DATE = 100;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final long MILLIS = 0xFFFFFFFFFFFFL;
    private static final int MOST_ATTEMPTS = 10;

    /** Of the column's own type, else PostgreSQL does not use its index. */
    private static final String DIGEST = "CAST(? AS CHAR(64))";

    private final JournalDatabase database;
    private final MemoryReportLog inMemory = new MemoryReportLog(REMEMBERED);
    private final GroupCommit<Note> notes = new GroupCommit<>(this::write);

    /** What is to be noted of a report. */
    private static final class Note {
        private final DeliveryReport report;
        private final String digest;
        private final byte[] raw;
        private boolean takenBefore;

        /**
         * @param raw null when it is there, and was taken
         */
        Note(DeliveryReport report, byte[] raw) {
            this.report = report;
            digest = digest(report);
            this.raw = raw;
        }
    }

    public JdbcReportLog(DataSource dataSource) {
        database = new JournalDatabase(dataSource);
    }

    @Override
    public Claim claim(DeliveryReport report, byte[] raw) throws JournalException {
        Claim claim = inMemory.claim(report, raw);
        if (claim != Claim.CLAIMED) {
            return claim;
        }
        try {
            Note stored = new Note(report, raw);
            notes.commit(stored);
            if (!stored.takenBefore) {
                return Claim.CLAIMED;
            }
            inMemory.taken(report);
            return Claim.PROCESSED;
        } catch (SQLException | RuntimeException e) {
            inMemory.release(report);
            throw new JournalException("the journal cannot store it: " + e.getMessage(), e);
        }
    }

    @Override
    public void taken(DeliveryReport report) throws JournalException {
        try {
            notes.commit(new Note(report, null));
            inMemory.taken(report);
        } catch (SQLException | RuntimeException e) {
            inMemory.release(report);
            throw new JournalException("the journal cannot note it: " + e.getMessage(), e);
        }
    }

    @Override
    public void release(DeliveryReport report) {
        inMemory.release(report);
    }

    private void write(List<Note> all) throws SQLException {
        for (int attempt = 1; true; attempt++) {
            try (Connection connection = database.connect()) {
                writeAtOnce(connection, all);
                return;
            } catch (SQLException e) {
                // another node stored one of them at the same moment: now it is seen
                if (!UNIQUE_VIOLATION.equals(e.getSQLState()) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void writeAtOnce(Connection connection, List<Note> all) throws SQLException {
        connection.setAutoCommit(false);
        try {
            store(connection, all.stream().filter(note -> note.raw != null).toList());
            noteTaken(connection, all.stream().filter(note -> note.raw == null).toList());
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void store(Connection connection, List<Note> all) throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        int[] stored;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO bulksms_report (digest, reference_id, session_id, status_code, updated_on, updated_at, raw,"
                        + " received, taken) SELECT " + DIGEST + ", CAST(? AS VARCHAR), CAST(? AS VARCHAR),"
                        + " CAST(? AS INTEGER), CAST(? AS VARCHAR), CAST(? AS BIGINT), CAST(? AS BYTEA), "
                        + JournalTables.NOW + ", FALSE"
                        + " WHERE NOT EXISTS (SELECT 1 FROM bulksms_report WHERE digest = " + DIGEST + ")")) {
            for (Note note : all) {
                DeliveryReport report = note.report;
                Instant updatedAt = report.updatedAt();
                insert.setString(1, note.digest);
                insert.setString(2, column(report.referenceId(), LONGEST_ID));
                insert.setString(3, column(report.sessionId(), LONGEST_ID));
                insert.setInt(4, report.statusCode());
                insert.setString(5, column(report.updatedOn(), LONGEST_DATE));
                insert.setObject(6, updatedAt == null ? null : updatedAt.toEpochMilli(), Types.BIGINT);
                insert.setBytes(7, note.raw);
                insert.setString(8, note.digest);
                insert.addBatch();
            }
            stored = insert.executeBatch();
        }
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] != 1) {
                all.get(i).takenBefore = isTaken(connection, all.get(i).digest);
            }
        }
    }

    private static void noteTaken(Connection connection, List<Note> all) throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE bulksms_report SET taken = TRUE WHERE digest = " + DIGEST)) {
            for (Note note : all) {
                update.setString(1, note.digest);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static boolean isTaken(Connection connection, String digest) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT taken FROM bulksms_report WHERE digest = " + DIGEST)) {
            select.setString(1, digest);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** What can be looked for; what no ID of ours looks like stays in the raw report alone. */
    private static String column(String value, int longest) {
        boolean fits = value != null && value.length() <= longest && value.indexOf('\0') < 0;
        return fits && StandardCharsets.UTF_8.newEncoder().canEncode(value) ? value : null;
    }

    /** The date comes first: reports of one time lie side by side in the index, and are written together. */
    private static String digest(DeliveryReport report) {
        Instant updatedAt = report.updatedAt();
        long millis = updatedAt == null ? 0 : updatedAt.toEpochMilli() & MILLIS;
        return String.format("%012x", millis) + sha256(report).substring(0, 52);
    }

    private static String sha256(DeliveryReport report) {
        DeliveryReport.Identity identity = report.identity();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String field : new String[] {
                identity.referenceId(),
                identity.sessionId(),
                Integer.toString(identity.statusCode()),
                identity.updatedOn()
            }) {
                // the length parts the fields, and tells a missing one from an empty one
                digest.update((field == null ? "-" : field.length() + ":" + field).getBytes(StandardCharsets.UTF_16BE));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
