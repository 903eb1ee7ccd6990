package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.recipient.SessionIds;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The owners of the runs. Each step is one statement: with several in a transaction, a process suspended between two of them would
 * block the next owner. Thread-safe.
 */
final class RunTable {

    private static final int MAX_ERROR = 1000;

    private final JournalDatabase database;
    private final long leaseMillis;
    private final String process = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final AtomicLong leases = new AtomicLong();

    /**
     * A run that this process has.
     *
     * @param fencingToken the highest that the run has had
     * @param source what it was last made of, or null
     * @param held whether the database knows too little of it
     * @param lastAttempt the highest number of an attempt
     */
    record OwnedRun(
            RunKey key,
            long id,
            long fencingToken,
            String fingerprint,
            String source,
            boolean finished,
            boolean held,
            long lastAttempt) {}

    /** The owner of a run. */
    record LeaseHolder(String owner, long fencingToken, long until, long millisLeft) {

        boolean isGone() {
            return owner == null || millisLeft <= 0;
        }

        /** Whether it has shown a sign of life since. */
        boolean isAliveSince(LeaseHolder before) {
            return fencingToken != before.fencingToken || until != before.until;
        }
    }

    RunTable(JournalDatabase database, Duration lease) {
        this.database = database;
        leaseMillis = lease.toMillis();
    }

    /** Takes a run, which it makes if there is none; empty when another has it. */
    Optional<OwnedRun> take(RunKey key) throws SQLException {
        String owner = process + "/" + leases.incrementAndGet();
        return database.repeatedly(session -> {
            lease(session, key, owner);
            // also when the lease was taken before something else of this was undone
            Optional<OwnedRun> run = owned(session, key, owner);
            if (run.isEmpty() && isNew(session, key)) {
                insertIfMissing(session, key);
                lease(session, key, owner);
                run = owned(session, key, owner);
            }
            if (run.isPresent() && hasAttemptsToTakeOver(session, run.get())) {
                takeOverAttempts(session, run.get());
            }
            return run;
        });
    }

    static void insertIfMissing(Session session, RunKey key) throws SQLException {
        session.insertIfMissing(
                "INSERT INTO bulksms_run (campaign, run, part, fingerprint, finished, recipients_read,"
                        + " fencing_token, lease_until, begun_at, session_key)"
                        + " VALUES (?, ?, ?, '', FALSE, 0, 0, 0, {now}, ?)",
                key.campaign(),
                key.run(),
                key.part(),
                new SessionIds(key.campaign(), key.run()).runKey());
    }

    /** When the run was erased; empty when it was not. */
    Optional<Instant> erasedAt(RunKey key) throws SQLException {
        return database.once(session -> erasedAt(session, key));
    }

    private static Optional<Instant> erasedAt(Session session, RunKey key) throws SQLException {
        return session.first(
                row -> Instant.ofEpochMilli(row.getLong(1)),
                "SELECT erased_at FROM bulksms_run WHERE campaign = ? AND run = ? AND part IN (0, ?)"
                        + " AND erased_at IS NOT NULL LIMIT 1",
                key.campaign(),
                key.run(),
                key.part());
    }

    /** What a former owner noted late makes a finished run an unfinished one. */
    private void lease(Session session, RunKey key, String owner) throws SQLException {
        session.write(
                "UPDATE bulksms_run AS r SET fencing_token = fencing_token + 1, owner = ?, lease_until = {now} + ?,"
                        + " finished = finished AND NOT EXISTS (SELECT 1 FROM bulksms_attempt a"
                        + " WHERE a.run_id = r.id AND a.state = " + AttemptState.LATE.quoted() + ")"
                        + " WHERE campaign = ? AND run = ? AND part = ?"
                        + " AND erased_at IS NULL AND (owner IS NULL OR lease_until <= {now}){durable}",
                owner,
                leaseMillis,
                key.campaign(),
                key.run(),
                key.part());
    }

    private static boolean isNew(Session session, RunKey key) throws SQLException {
        return !session.exists(
                        "SELECT 1 FROM bulksms_run WHERE campaign = ? AND run = ? AND part = ?",
                        key.campaign(),
                        key.run(),
                        key.part())
                && erasedAt(session, key).isEmpty();
    }

    /** Empty when the lease was not to be had, or has run out and another has it by now. */
    private static Optional<OwnedRun> owned(Session session, RunKey key, String owner) throws SQLException {
        return session.first(
                row -> new OwnedRun(
                        key,
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getLong(7)),
                "SELECT r.id, r.fencing_token, r.fingerprint, r.source, r.finished, r.held, (SELECT MAX(a.attempt_number)"
                        + " FROM bulksms_attempt a WHERE a.run_id = r.id) FROM bulksms_run r"
                        + " WHERE r.campaign = ? AND r.run = ? AND r.part = ? AND r.owner = ?",
                key.campaign(),
                key.run(),
                key.part(),
                owner);
    }

    private static boolean hasAttemptsToTakeOver(Session session, OwnedRun run) throws SQLException {
        return session.exists(
                "SELECT 1 FROM bulksms_attempt WHERE run_id = ? AND state IN (" + AttemptState.BEGUN.quoted() + ", "
                        + AttemptState.LATE.quoted() + ") LIMIT 1",
                run.id());
    }

    /**
     * From here on a former owner that notes that one of its attempts was not accepted is late, or this process reads of it: both
     * change the attempt's own row, so one comes first.
     */
    private static void takeOverAttempts(Session session, OwnedRun run) throws SQLException {
        session.write(
                "UPDATE bulksms_attempt SET state = " + AttemptState.ABANDONED.quoted()
                        + " WHERE run_id = ? AND fencing_token < ? AND state = " + AttemptState.BEGUN.quoted()
                        + "{durable}",
                run.id(),
                run.fencingToken());
        if (!run.finished()) {
            session.write(
                    "UPDATE bulksms_attempt SET state = " + AttemptState.NOT_ACCEPTED.quoted()
                            + " WHERE run_id = ? AND state = " + AttemptState.LATE.quoted() + "{durable}",
                    run.id());
        }
    }

    /** Empty when there is no such run. */
    Optional<LeaseHolder> holder(RunKey key) throws SQLException {
        return database.once(session -> session.first(
                row -> new LeaseHolder(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                "SELECT owner, fencing_token, lease_until, lease_until - {now} FROM bulksms_run"
                        + " WHERE campaign = ? AND run = ? AND part = ?",
                key.campaign(),
                key.run(),
                key.part()));
    }

    /** Extends the lease; false when another has the run. */
    boolean renew(OwnedRun run) throws SQLException {
        return database.once(session -> {
            // the next renewal is due by then, and those of other runs
            session.limit(Duration.ofMillis(leaseMillis / 3));
            return session.update(
                            "UPDATE bulksms_run SET lease_until = {now} + ? WHERE id = ? AND fencing_token = ?",
                            leaseMillis,
                            run.id(),
                            run.fencingToken())
                    == 1;
        });
    }

    /** False when another has the run. */
    boolean setFingerprint(OwnedRun run, String fingerprint) throws SQLException {
        return change(run, "fingerprint = ?", fingerprint);
    }

    /** False when another has the run. */
    boolean setSource(OwnedRun run, String source) throws SQLException {
        return change(run, "source = ?", source);
    }

    /** Of a run that is read again the longest reading counts. */
    void setRecipientsRead(OwnedRun run, long recipients) throws SQLException {
        change(run, "recipients_read = GREATEST(recipients_read, ?)", recipients);
    }

    void giveBack(OwnedRun run, RunStatus status) throws SQLException {
        change(run, "owner = NULL, lease_until = 0, ended_at = {now}, finished = ?", status == RunStatus.FINISHED);
    }

    /** Null when nothing went wrong. */
    void setLastError(OwnedRun run, String reason) throws SQLException {
        change(
                run,
                "last_error = ?",
                reason != null && reason.length() > MAX_ERROR ? reason.substring(0, MAX_ERROR) : reason);
    }

    private boolean change(OwnedRun run, String columns, Object value) throws SQLException {
        return database.repeatedly(session -> session.write(
                        "UPDATE bulksms_run SET " + columns + " WHERE id = ? AND fencing_token = ?{durable}",
                        value,
                        run.id(),
                        run.fencingToken()))
                == 1;
    }
}
