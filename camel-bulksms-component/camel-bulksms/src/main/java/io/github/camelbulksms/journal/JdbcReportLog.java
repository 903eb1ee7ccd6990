package io.github.camelbulksms.journal;

import io.github.camelbulksms.report.DeliveryReport;
import io.github.camelbulksms.report.ReportLog;
import io.github.camelbulksms.report.SeenReports;
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

    private final JournalDatabase database;
    private final SeenReports inMemory = new SeenReports(REMEMBERED);

    public JdbcReportLog(DataSource dataSource) {
        database = new JournalDatabase(dataSource);
    }

    @Override
    public Claim claim(DeliveryReport report, byte[] raw) throws JournalException {
        Claim claim = inMemory.claim(report, raw);
        if (claim != Claim.MINE) {
            return claim;
        }
        try (Connection connection = database.connect()) {
            if (!storedBefore(connection, report, raw) || !isTaken(connection, report)) {
                return Claim.MINE;
            }
            inMemory.taken(report);
            return Claim.REPEATED;
        } catch (SQLException | RuntimeException e) {
            inMemory.release(report);
            throw new JournalException("the journal cannot store it: " + e.getMessage(), e);
        }
    }

    @Override
    public void taken(DeliveryReport report) throws JournalException {
        try (Connection connection = database.connect();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE bulksms_report SET taken = TRUE WHERE digest = ?")) {
            update.setString(1, digest(report));
            update.executeUpdate();
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

    private static boolean storedBefore(Connection connection, DeliveryReport report, byte[] raw) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO bulksms_report (digest, reference_id, session_id, status_code, updated_on, updated_at,"
                        + " received, taken, raw) VALUES (?, ?, ?, ?, ?, ?, " + JournalTables.NOW + ", FALSE, ?)")) {
            insert.setString(1, digest(report));
            insert.setString(2, column(report.referenceId(), LONGEST_ID));
            insert.setString(3, column(report.sessionId(), LONGEST_ID));
            insert.setInt(4, report.statusCode());
            insert.setString(5, column(report.updatedOn(), LONGEST_DATE));
            Instant updatedAt = report.updatedAt();
            insert.setObject(6, updatedAt == null ? null : updatedAt.toEpochMilli(), Types.BIGINT);
            insert.setBytes(7, raw);
            insert.executeUpdate();
            return false;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    private static boolean isTaken(Connection connection, DeliveryReport report) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT taken FROM bulksms_report WHERE digest = ?")) {
            select.setString(1, digest(report));
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

    private static String digest(DeliveryReport report) {
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
