package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.report.MemoryReportLog;
import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.FailureCode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores every report beside the batches before a route gets it, as it came, and notes when it was processed. What a report means
 * for a recipient is found out by whoever reads, so the order in which reports, replies and repeats come makes no difference.
 * Thread-safe.
 */
public final class JdbcReportLog implements ReportLog {

    private static final int REMEMBERED = 10_000;
    private static final int MAX_ID = 250;
    private static final int MAX_DATE = 100;
    private static final int MAX_ATTEMPTS = 10;

    private final JournalDatabase database;
    private final MemoryReportLog inMemory = new MemoryReportLog(REMEMBERED);
    private final GroupCommit<ReportWrite> writes = new GroupCommit<>(this::write);

    /** What is to be written of a report. */
    private static final class ReportWrite {
        private final DeliveryReport report;
        private final String digest;
        private final byte[] raw;
        /** Written by the thread that commits for others, read by the one that asked after the commit. */
        private boolean processedBefore;

        /**
         * @param raw null when it is there, and was processed
         */
        ReportWrite(DeliveryReport report, byte[] raw) {
            this.report = report;
            digest = ReportDigest.of(report);
            this.raw = raw;
        }

        boolean isNew() {
            return raw != null;
        }
    }

    public JdbcReportLog(JournalDatabase database) {
        this.database = database;
    }

    @Override
    public Claim claim(DeliveryReport report, byte[] raw) throws JournalException {
        Claim claim = inMemory.claim(report, raw);
        if (claim != Claim.CLAIMED) {
            return claim;
        }
        try {
            ReportWrite stored = new ReportWrite(report, raw);
            writes.commit(stored);
            if (!stored.processedBefore) {
                return Claim.CLAIMED;
            }
            inMemory.processed(report);
            return Claim.PROCESSED;
        } catch (SQLException | RuntimeException | Error e) {
            inMemory.release(report);
            throw new JournalException(
                    FailureCode.JOURNAL_UNAVAILABLE, "the journal cannot store it: " + e.getMessage(), e);
        }
    }

    @Override
    public void processed(DeliveryReport report) throws JournalException {
        try {
            writes.commit(new ReportWrite(report, null));
            inMemory.processed(report);
        } catch (SQLException | RuntimeException | Error e) {
            inMemory.release(report);
            throw new JournalException(
                    FailureCode.JOURNAL_UNAVAILABLE, "the journal cannot note it: " + e.getMessage(), e);
        }
    }

    @Override
    public void release(DeliveryReport report) {
        inMemory.release(report);
    }

    /** In the order of their digests, so that two nodes which write the same ones wait for each other, and do not lock each other out. */
    private void write(List<ReportWrite> all) throws SQLException {
        List<ReportWrite> inOrder =
                all.stream().sorted(Comparator.comparing(write -> write.digest)).toList();
        for (int attempt = 1; true; attempt++) {
            try {
                database.repeatedly(session -> {
                    session.transaction(() -> writeInOrder(session, inOrder));
                    return null;
                });
                return;
            } catch (DuplicateReportException e) {
                // another node stored one of them at the same moment: now it is seen
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static final class DuplicateReportException extends SQLException {

        private static final long serialVersionUID = 1;

        DuplicateReportException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static void writeInOrder(Session session, List<ReportWrite> all) throws SQLException {
        List<ReportWrite> stored = all.stream().filter(ReportWrite::isNew).toList();
        if (!stored.isEmpty()) {
            Map<String, Boolean> before = processedByDigest(session, stored);
            stored.forEach(write -> write.processedBefore = before.getOrDefault(write.digest, false));
            store(
                    session,
                    stored.stream()
                            .filter(write -> !before.containsKey(write.digest))
                            .toList());
        }
        session.updateAll(
                "UPDATE bulksms_report SET processed = TRUE WHERE digest = ?",
                all.stream()
                        .filter(write -> !write.isNew())
                        .map(write -> new Object[] {write.digest})
                        .toList());
    }

    private record Stored(String digest, boolean processed) {}

    /** Of those that are there whether they were processed. */
    private static Map<String, Boolean> processedByDigest(Session session, List<ReportWrite> all) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(all.size(), "?"));
        Map<String, Boolean> processed = new HashMap<>();
        session.list(
                        row -> new Stored(row.getString(1), row.getBoolean(2)),
                        "SELECT digest, processed FROM bulksms_report WHERE digest IN (" + marks + ")",
                        all.stream().map(write -> write.digest).toArray())
                .forEach(stored -> processed.put(stored.digest(), stored.processed()));
        return processed;
    }

    private static void store(Session session, List<ReportWrite> all) throws SQLException {
        try {
            session.updateAll(
                    "INSERT INTO bulksms_report (digest, reference_id, session_id, status_code, updated_on, updated_at, raw,"
                            + " received_at, processed) VALUES (?, ?, ?, ?, ?, ?, ?, {now}, FALSE){ifMissing}",
                    all.stream().map(JdbcReportLog::columns).toList());
        } catch (SQLException e) {
            throw session.dialect().isDuplicate(e) ? new DuplicateReportException(e) : e;
        }
    }

    private static Object[] columns(ReportWrite write) {
        DeliveryReport report = write.report;
        Instant updatedAt = report.updatedAt();
        return new Object[] {
            write.digest,
            column(report.referenceId(), MAX_ID),
            column(report.sessionId(), MAX_ID),
            report.statusCode(),
            column(report.updatedOn(), MAX_DATE),
            updatedAt == null ? null : updatedAt.toEpochMilli(),
            write.raw
        };
    }

    /** What can be looked for; what no ID of ours looks like stays in the raw report alone. */
    private static String column(String value, int max) {
        boolean fits = value != null && value.length() <= max && value.indexOf('\0') < 0;
        return fits && StandardCharsets.UTF_8.newEncoder().canEncode(value) ? value : null;
    }
}
