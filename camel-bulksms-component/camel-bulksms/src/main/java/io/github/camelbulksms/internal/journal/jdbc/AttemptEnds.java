package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.provider.AttemptResult;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes how the attempts of a run ended, again later where that fails. Thread-safe. */
final class AttemptEnds {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptEnds.class);
    private static final int MAX_REASON = 1000;

    private final JournalDatabase database;
    private final OwnedRun run;
    private final Queue<Ended> notNoted = new ConcurrentLinkedQueue<>();

    private record Ended(long attempt, AttemptResult result) {}

    AttemptEnds(JournalDatabase database, OwnedRun run) {
        this.database = database;
        this.run = run;
    }

    /** Does not throw: what cannot be noted now is noted later, or stays begun, which is unknown. */
    void note(long attempt, AttemptResult result) {
        try {
            write(new Ended(attempt, result));
        } catch (SQLException | RuntimeException | Error e) {
            LOG.warn(
                    "{}: the end of an attempt was not noted, it will be tried again: {}",
                    run.key(),
                    AttemptResult.describe(e));
            noteLater(attempt, result);
        }
    }

    void noteLater(long attempt, AttemptResult result) {
        notNoted.add(new Ended(attempt, result));
    }

    /** Does not throw. A begin that may yet be committed stays to be withdrawn. */
    void noteThoseOfBefore() {
        for (Ended ended : notNoted) {
            try {
                if (write(ended)) {
                    notNoted.remove(ended);
                }
            } catch (SQLException | RuntimeException e) {
                LOG.warn("{}: the end of an attempt is still not noted: {}", run.key(), AttemptResult.describe(e));
                return;
            }
        }
    }

    /**
     * Not bound to the run's fencing token: a process that lost the run may still record how its attempts ended. A late NOT_ACCEPTED is
     * kept as LATE, so that the next owner sees it: the present one treats the recipients as unknown.
     *
     * <p>Bound to the attempt's own: a begin that was never committed has left its number to another process.
     *
     * <p>Need not survive a crash: without it the attempt is unknown. The next begin flushes it.
     *
     * @return whether there is such an attempt
     */
    private boolean write(Ended ended) throws SQLException {
        AttemptState state = AttemptState.of(ended.result());
        String columns =
                switch (state) {
                    case ACCEPTED, UNKNOWN -> "state = " + state.quoted();
                    // the recipients may be sent to again, and need not be remembered
                    case NOT_ACCEPTED ->
                        "recipients = NULL, state = CASE WHEN state IN (" + AttemptState.ABANDONED.quoted() + ", "
                                + AttemptState.LATE.quoted() + ") THEN " + AttemptState.LATE.quoted() + " ELSE "
                                + state.quoted() + " END";
                    case BEGUN, ABANDONED, LATE, SUPPRESSED, POSTPONED ->
                        throw new IllegalStateException("no attempt ends as " + state);
                };
        String referenceId = ended.result() instanceof AttemptResult.Accepted accepted ? accepted.referenceId() : null;
        String reason = ended.result().reason();
        return database.repeatedly(session -> session.updateRow(
                        "UPDATE bulksms_attempt SET " + columns + ", reference_id = ?, reason = ?, ended_at = {now}"
                                + " WHERE run_id = ? AND attempt_number = ? AND fencing_token = ?",
                        referenceId,
                        reason != null && reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason,
                        run.id(),
                        ended.attempt(),
                        run.fencingToken()))
                == 1;
    }
}
