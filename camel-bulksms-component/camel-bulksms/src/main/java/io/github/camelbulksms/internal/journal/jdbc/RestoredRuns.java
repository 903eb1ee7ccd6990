package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import java.sql.SQLException;

/**
 * Runs in a database that was restored from a backup, or is an incomplete replica. Recipients not recorded as accepted count as unknown
 * there. Thread-safe.
 */
public final class RestoredRuns {

    private static final long WHOLE_RUN = 0;

    private final JournalDatabase database;

    public RestoredRuns(JournalDatabase database) {
        this.database = database;
    }

    /** Holds all unfinished runs; how many. */
    public int holdUnfinished() throws SQLException {
        return database.repeatedly(session -> session.write(
                "UPDATE bulksms_run SET held = TRUE WHERE NOT finished AND NOT held AND erased_at IS NULL{durable}"));
    }

    /** Holds a run, also one that the database does not know. */
    public void hold(String campaign, String run) throws SQLException {
        database.repeatedly(session -> {
            RunTable.insertIfMissing(session, new RunKey(campaign, run, WHOLE_RUN));
            return session.write(
                    "UPDATE bulksms_run SET held = TRUE, finished = FALSE WHERE campaign = ? AND run = ?{durable}",
                    campaign,
                    run);
        });
    }

    public boolean isHeld(String campaign, String run) throws SQLException {
        return database.once(session ->
                session.exists("SELECT 1 FROM bulksms_run WHERE campaign = ? AND run = ? AND held", campaign, run));
    }

    /** Lets a run send to all recipients not known to be accepted; false when it was not held. */
    public boolean release(String campaign, String run) throws SQLException {
        return database.repeatedly(session -> session.write(
                        "UPDATE bulksms_run SET held = FALSE, finished = FALSE WHERE campaign = ? AND run = ? AND held{durable}",
                        campaign,
                        run))
                > 0;
    }
}
