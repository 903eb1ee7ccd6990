package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunRegister;
import io.github.camelbulksms.internal.journal.StopRequests;
import io.github.camelbulksms.internal.journal.StopRequests.Wish;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** The stop requests of operators, kept in the database: each sender of a run reads them before each request. Thread-safe. */
final class StopTable {

    /** For SQL: that run {@code r} is not to stop. Asks for no lock. */
    static final String IS_NOT_STOPPED =
            "NOT EXISTS (SELECT 1 FROM bulksms_stop s WHERE s.campaign = r.campaign AND s.run IN ('', r.run) AND s.stopped)";

    private final JournalDatabase database;

    StopTable(JournalDatabase database) {
        this.database = database;
    }

    StopRequests read() throws SQLException {
        return database.once(StopTable::read);
    }

    /** As {@link #read()}, and gives up after a while: others wait for the same thread. */
    StopRequests readWithin(Duration limit) throws SQLException {
        return database.once(session -> {
            session.limit(limit);
            return read(session);
        });
    }

    static StopRequests read(Session session) throws SQLException {
        return new StopRequests(Set.copyOf(session.list(
                row -> new Wish(row.getString(1), row.getString(2)),
                "SELECT campaign, run FROM bulksms_stop WHERE stopped")));
    }

    void stop(String campaign, String run) throws SQLException {
        database.repeatedly(session -> {
            session.insertIfMissing(
                    "INSERT INTO bulksms_stop (campaign, run, stopped, changed_at) VALUES (?, ?, FALSE, {now})",
                    campaign,
                    run);
            return session.write(
                    "UPDATE bulksms_stop SET stopped = TRUE, changed_at = {now} WHERE campaign = ? AND run = ?{durable}",
                    campaign,
                    run);
        });
    }

    void resume(String campaign, String run) throws SQLException {
        boolean all = run.equals(RunRegister.ALL_RUNS);
        read().without(campaign, run);
        database.repeatedly(session -> session.write(
                "UPDATE bulksms_stop SET stopped = FALSE, changed_at = {now} WHERE campaign = ?"
                        + (all ? "" : " AND run = ?") + "{durable}",
                all ? new Object[] {campaign} : new Object[] {campaign, run}));
    }
}
