package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.jdbc.AttemptRows.RunRow;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.Recipient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases finished runs that are older than {@code retention}, with their parts and reports; a row remains that refuses their name.
 * First the run is marked, and cannot be opened any more; then its rows are deleted, in small transactions. One process at a time does
 * it, by a lease in the database; after a crash the next process continues from the mark. Thread-safe.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final long LEASE_MILLIS = 60_000;
    private static final int AT_ONCE = 200;

    private final JournalDatabase database;
    private final long millis;

    /**
     * @param retention how long a finished run is kept
     */
    public Retention(JournalDatabase database, Duration retention) {
        this.database = database;
        millis = retention.toMillis();
    }

    /**
     * Erases what is old enough.
     *
     * @return how many runs; 0 also when another process is erasing
     */
    public long erase() throws SQLException {
        if (!lease(" AND retention_until <= {now}")) {
            return 0;
        }
        try {
            long erased = 0;
            for (OldRun run : oldRuns()) {
                if (mark(run)) {
                    empty(run);
                    LOG.info(
                            "campaign={} run={} is older than the retention, and was erased",
                            run.campaign(),
                            run.run());
                    erased++;
                }
            }
            eraseReportsOfNobody();
            return erased;
        } finally {
            database.repeatedly(session -> session.update("UPDATE bulksms_schema SET retention_until = 0"));
        }
    }

    private boolean lease(String condition) throws SQLException {
        return database.repeatedly(session -> session.update(
                        "UPDATE bulksms_schema SET retention_until = {now} + ? WHERE version > 0" + condition,
                        LEASE_MILLIS))
                == 1;
    }

    private record OldRun(String campaign, String run) {}

    /** All of whose rows are finished, or of which one is marked. */
    private List<OldRun> oldRuns() throws SQLException {
        return database.once(session -> session.list(
                row -> new OldRun(row.getString(1), row.getString(2)),
                "SELECT campaign, run FROM bulksms_run GROUP BY campaign, run HAVING MAX(ended_at) < {now} - ?"
                        + " AND (MAX(erased_at) IS NOT NULL OR MIN(CASE WHEN finished THEN 1 ELSE 0 END) = 1)",
                millis));
    }

    private record Row(long id, boolean free, boolean erased) {}

    /**
     * Marks all rows of the run. They are locked together: a process that opens one of them either comes first, and keeps the run, or
     * is refused.
     */
    private boolean mark(OldRun run) throws SQLException {
        return database.repeatedly(session -> {
            boolean[] marked = new boolean[1];
            session.transaction(() -> {
                List<Row> rows = session.list(
                        row -> new Row(row.getLong(1), row.getBoolean(2), row.getLong(3) > 0),
                        "SELECT id, CASE WHEN finished AND owner IS NULL AND ended_at < {now} - ? THEN TRUE ELSE FALSE END,"
                                + " erased_at FROM bulksms_run WHERE campaign = ? AND run = ? FOR UPDATE",
                        millis,
                        run.campaign(),
                        run.run());
                boolean isMarked = rows.stream().anyMatch(Row::erased);
                if (isMarked || rows.stream().allMatch(Row::free) && !hasUnsentParts(session, run)) {
                    RunTable.insertIfMissing(session, new RunKey(run.campaign(), run.run(), 0));
                    session.update(
                            "UPDATE bulksms_run SET erased_at = COALESCE(erased_at, {now}) WHERE campaign = ? AND run = ?",
                            run.campaign(),
                            run.run());
                    marked[0] = true;
                }
            });
            return marked[0];
        });
    }

    /** Planned, and never sent to its end. */
    private static boolean hasUnsentParts(Session session, OldRun run) throws SQLException {
        return session.exists(
                "SELECT 1 FROM bulksms_run w JOIN bulksms_part p ON p.run_id = w.id LEFT JOIN bulksms_run r"
                        + " ON r.campaign = w.campaign AND r.run = w.run AND r.part = p.part"
                        + " WHERE w.campaign = ? AND w.run = ? AND w.part = 0 AND (r.id IS NULL OR NOT r.finished) LIMIT 1",
                run.campaign(),
                run.run());
    }

    /** Leaves only the name of the run. */
    private void empty(OldRun run) throws SQLException {
        List<RunRow> rows = database.once(session -> session.list(
                row -> new RunRow(row.getLong(1), run.campaign(), run.run()),
                "SELECT id FROM bulksms_run WHERE campaign = ? AND run = ?",
                run.campaign(),
                run.run()));
        for (RunRow row : rows) {
            deleteAttempts(row);
            deletePages("bulksms_part", "part", row.id());
            deletePages("bulksms_outcome", "id", row.id());
            deletePages("bulksms_erased", "digest", row.id());
            lease("");
        }
        for (RunRow row : rows) {
            change("DELETE FROM bulksms_run WHERE id = ? AND part <> 0", row.id());
        }
        change(
                "UPDATE bulksms_run SET fingerprint = '', source = NULL, ended_at = NULL, finished = TRUE"
                        + " WHERE campaign = ? AND run = ? AND part = 0",
                run.campaign(),
                run.run());
    }

    private record Attempt(long number, String referenceId) {}

    /** Each in a transaction with its reports. */
    private void deleteAttempts(RunRow run) throws SQLException {
        List<Attempt> page;
        do {
            page = database.once(session -> session.list(
                    row -> new Attempt(row.getLong(1), row.getString(2)),
                    "SELECT attempt_number, reference_id FROM bulksms_attempt WHERE run_id = ? ORDER BY attempt_number"
                            + " LIMIT " + AT_ONCE,
                    run.id()));
            for (Attempt attempt : page) {
                deleteAttempt(run, attempt);
            }
            lease("");
        } while (page.size() == AT_ONCE);
    }

    private void deleteAttempt(RunRow run, Attempt attempt) throws SQLException {
        List<Object[]> sessions = new ArrayList<>();
        if (attempt.referenceId() == null) {
            byte[] recipients = database.once(session -> session.list(
                            row -> row.getBytes(1),
                            "SELECT recipients FROM bulksms_attempt WHERE run_id = ? AND attempt_number = ?",
                            run.id(),
                            attempt.number())
                    .get(0));
            RecipientBatch batch = recipients == null
                    ? new RecipientBatch()
                    : new RecipientCodec(new RunKey(run.campaign(), run.run(), 0)).decode(recipients);
            for (Recipient recipient : batch) {
                if (recipient.sessionId() != null) {
                    sessions.add(
                            new Object[] {ReportId.of(recipient.sessionId()).bytes()});
                }
            }
        }
        database.repeatedly(session -> {
            session.transaction(() -> {
                if (attempt.referenceId() != null) {
                    session.update("DELETE FROM bulksms_report WHERE reference = ?", (Object)
                            ReportId.of(attempt.referenceId()).bytes());
                }
                session.updateAll("DELETE FROM bulksms_report WHERE unmatched = ?", sessions);
                session.update(
                        "DELETE FROM bulksms_attempt WHERE run_id = ? AND attempt_number = ?",
                        run.id(),
                        attempt.number());
            });
            return null;
        });
    }

    private void deletePages(String table, String key, long run) throws SQLException {
        List<Object[]> page;
        do {
            page = database.once(session -> session.list(
                    row -> new Object[] {run, row.getObject(1)},
                    "SELECT " + key + " FROM " + table + " WHERE run_id = ? LIMIT " + AT_ONCE,
                    run));
            List<Object[]> keys = page;
            database.repeatedly(session -> {
                session.inTransaction(() ->
                        session.updateAll("DELETE FROM " + table + " WHERE run_id = ? AND " + key + " = ?", keys));
                return null;
            });
        } while (page.size() == AT_ONCE);
    }

    /** Reports that match no known request, and came before any known run: no run can ever need them. */
    private void eraseReportsOfNobody() throws SQLException {
        List<Object[]> page;
        do {
            page = database.once(session -> session.list(
                    row -> new Object[] {row.getBytes(1), row.getBytes(2), row.getInt(3), row.getLong(4)},
                    "SELECT p.reference, p.session, p.status_code, p.updated_micros FROM bulksms_report p"
                            + " WHERE p.unmatched IS NOT NULL AND p.received_at < {now} - ? AND NOT EXISTS (SELECT 1"
                            + " FROM bulksms_run r WHERE r.erased_at IS NULL AND r.begun_at <= p.received_at) LIMIT "
                            + AT_ONCE,
                    millis));
            List<Object[]> keys = page;
            database.repeatedly(session -> {
                session.inTransaction(() -> session.updateAll(
                        "DELETE FROM bulksms_report WHERE reference = ? AND session = ? AND status_code = ?"
                                + " AND updated_micros = ?",
                        keys));
                return null;
            });
            lease("");
        } while (page.size() == AT_ONCE);
    }

    private void change(String sql, Object... values) throws SQLException {
        database.repeatedly(session -> session.update(sql, values));
    }
}
