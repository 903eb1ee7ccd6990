package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.report.MemoryReportLog;
import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.FailureCode;
import java.sql.SQLException;
import java.util.List;

/**
 * Stores every report beside the batches before a route gets it, and notes when it was processed. What a report means
 * for a recipient is worked out when they are read, so the order in which reports, replies and repeats arrive makes no difference.
 * Thread-safe.
 */
public final class JdbcReportLog implements ReportLog {

    private static final int REMEMBERED = 10_000;
    private static final int MAX_ATTEMPTS = 10;

    private final JournalDatabase database;
    private final MemoryReportLog inMemory = new MemoryReportLog(REMEMBERED);
    private final KeptReports kept;
    private final GroupCommit<ReportWrite> writes = new GroupCommit<>(this::write);

    /**
     * @param kept what of a report is kept
     */
    public JdbcReportLog(JournalDatabase database, KeptReports kept) {
        this.database = database;
        this.kept = kept;
    }

    @Override
    public Claim claim(DeliveryReport report, byte[] raw) throws JournalException {
        Claim claim = inMemory.claim(report, raw);
        if (claim != Claim.CLAIMED) {
            return claim;
        }
        try {
            ReportWrite stored = ReportWrite.ofNew(report, kept == KeptReports.RAW ? raw : null);
            writes.commit(stored);
            if (!stored.wasProcessed()) {
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
            writes.commit(ReportWrite.ofProcessed(report));
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

    /** In the order of their keys, so that two nodes which write the same ones wait for each other, and do not lock each other out. */
    private void write(List<ReportWrite> all) throws SQLException {
        List<ReportWrite> inOrder = all.stream().sorted().toList();
        for (int attempt = 1; true; attempt++) {
            try {
                database.repeatedly(session -> {
                    session.transaction(() -> new ReportRows(session).write(inOrder));
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
}
