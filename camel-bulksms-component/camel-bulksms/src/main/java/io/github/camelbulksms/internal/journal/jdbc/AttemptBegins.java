package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Begins the attempts of a run, and records recipients left out of them, as long as the run is owned. Thread-safe. */
final class AttemptBegins {

    private static final AttemptResult WITHDRAWN = new AttemptResult.Withheld(
            FailureCode.JOURNAL_UNAVAILABLE, "not sent: whether the journal has its begin was not known");

    private final JournalDatabase database;
    private final OwnedRun run;
    private final AttemptEnds ends;
    /** Guarded by itself. */
    private final RecipientCodec codec;

    private final AtomicLong lastAttempt;

    /**
     * @param ends withdraws a begin of which it is not known whether it was committed
     */
    AttemptBegins(JournalDatabase database, OwnedRun run, AttemptEnds ends) {
        this.database = database;
        this.run = run;
        this.ends = ends;
        codec = new RecipientCodec(run.key());
        lastAttempt = new AtomicLong(run.lastAttempt());
    }

    /**
     * Locks the run while it inserts: a process that takes it over waits, and then sees what was begun.
     *
     * @return the number of the attempt; empty when the run was taken over, or is to stop
     */
    OptionalLong begin(RecipientBatch recipients) throws JournalException {
        byte[] bytes = encode(recipients);
        ends.noteThoseOfBefore();
        long attempt = lastAttempt.incrementAndGet();
        try {
            int inserted = database.repeatedly(session -> session.write(
                    "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients,"
                            + " recipient_count, begun_at) SELECT r.id, ?, r.fencing_token, "
                            + AttemptState.BEGUN.quoted()
                            + ", ?, ?, {now} FROM bulksms_run r WHERE r.id = ? AND r.fencing_token = ? AND "
                            + StopTable.IS_NOT_STOPPED + "{durable} {lock}",
                    attempt,
                    bytes,
                    recipients.size(),
                    run.id(),
                    run.fencingToken()));
            return inserted == 0 ? OptionalLong.empty() : OptionalLong.of(attempt);
        } catch (SQLException e) {
            // the commit may have come through all the same, and nothing is sent
            ends.noteLater(attempt, WITHDRAWN);
            throw JournalException.unavailable("written", e);
        } catch (RuntimeException | Error e) {
            // thrown by a pool or a driver: as above
            ends.noteLater(attempt, WITHDRAWN);
            throw e;
        }
    }

    /** Records recipients who are not sent to; false when the run was taken over. */
    boolean leaveOut(RecipientBatch recipients, Outcome outcome, String reason) throws JournalException {
        byte[] bytes = encode(recipients);
        try {
            int inserted = database.repeatedly(session -> session.update(
                    "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients,"
                            + " recipient_count, reason, begun_at, ended_at) SELECT id, ?, fencing_token, "
                            + AttemptState.ofLeftOut(outcome).quoted()
                            + ", ?, ?, ?, {now}, {now} FROM bulksms_run WHERE id = ? AND fencing_token = ? {lock}",
                    lastAttempt.incrementAndGet(),
                    bytes,
                    recipients.size(),
                    reason,
                    run.id(),
                    run.fencingToken()));
            return inserted > 0;
        } catch (SQLException e) {
            throw JournalException.unavailable("written", e);
        }
    }

    private byte[] encode(RecipientBatch recipients) {
        synchronized (codec) {
            return codec.encode(recipients);
        }
    }
}
