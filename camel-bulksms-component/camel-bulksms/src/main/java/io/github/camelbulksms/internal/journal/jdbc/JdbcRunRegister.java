package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.KnownRun;
import io.github.camelbulksms.internal.journal.RunRegister;
import io.github.camelbulksms.internal.journal.StopRequests;
import io.github.camelbulksms.model.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The runs in the database. Every answer is read anew. Thread-safe. */
public final class JdbcRunRegister implements RunRegister {

    private final JournalDatabase database;
    private final StopTable wishes;

    public JdbcRunRegister(JournalDatabase database) {
        this.database = database;
        wishes = new StopTable(database);
    }

    @Override
    public List<KnownRun> runs() throws SQLException {
        return database.once(session -> {
            StopRequests stops = StopTable.read(session);
            List<KnownRun> runs = new ArrayList<>();
            for (Latest latest : session.list(
                    row -> new Latest(row.getString(1), row.getString(2)),
                    "SELECT campaign, run FROM bulksms_run GROUP BY campaign, run ORDER BY MAX(begun_at) DESC,"
                            + " MAX(id) DESC LIMIT " + MAX_RUNS)) {
                runs.add(read(session, latest, stops));
            }
            return runs;
        });
    }

    private record Latest(String campaign, String run) {}

    private static KnownRun read(Session session, Latest latest, StopRequests stops) throws SQLException {
        String campaign = latest.campaign();
        String run = latest.run();
        Long accepted = count(session, latest, Outcome.ACCEPTED);
        Long unknown = count(session, latest, Outcome.UNKNOWN);
        return session.first(
                        row -> new KnownRun(
                                campaign,
                                run,
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                accepted,
                                unknown,
                                row.getLong(4),
                                row.getInt(5) == 1,
                                row.getString(6),
                                row.getString(6) != null && row.getLong(7) <= 0,
                                stops.stop(campaign, run),
                                row.getString(8)),
                        "SELECT MIN(r.begun_at), MAX(COALESCE(r.ended_at, 0)), SUM(r.recipients_read),"
                                + " (SELECT COUNT(*) FROM bulksms_attempt a JOIN bulksms_run q ON q.id = a.run_id"
                                + " WHERE q.campaign = ? AND q.run = ? AND a.attempt_number > 0),"
                                + " MIN(CASE WHEN r.finished THEN 1 ELSE 0 END), MAX(r.owner),"
                                + " MAX(r.lease_until) - {now}, MAX(r.last_error)"
                                + " FROM bulksms_run r WHERE r.campaign = ? AND r.run = ?",
                        campaign,
                        run,
                        campaign,
                        run)
                .orElseThrow();
    }

    private static long count(Session session, Latest run, Outcome outcome) throws SQLException {
        return session.first(
                        row -> row.getLong(1),
                        "SELECT COALESCE(SUM(a.recipient_count), 0) FROM bulksms_attempt a JOIN bulksms_run r"
                                + " ON r.id = a.run_id WHERE r.campaign = ? AND r.run = ? AND a.attempt_number > 0"
                                + " AND a.state IN " + AttemptState.namesOf(outcome),
                        run.campaign(),
                        run.run())
                .orElse(0L);
    }

    @Override
    public void stop(String campaign, String run) throws SQLException {
        wishes.stop(campaign, run);
    }

    @Override
    public void resume(String campaign, String run) throws SQLException {
        wishes.resume(campaign, run);
    }

    @Override
    public boolean isStopped(String campaign, String run) throws SQLException {
        return wishes.read().stop(campaign, run);
    }

    /** Raises the fencing token, as a takeover does: from then on the former owner cannot begin anything. */
    @Override
    public String free(String campaign, String run) throws SQLException {
        List<String> owners = database.once(session -> session.list(
                row -> String.valueOf(row.getString(1)),
                "SELECT owner FROM bulksms_run WHERE campaign = ? AND run = ?",
                campaign,
                run));
        if (owners.isEmpty()) {
            throw new IllegalArgumentException(
                    "campaign=" + campaign + " has no run " + run + ": expected one of runs()");
        }
        database.repeatedly(session -> session.write(
                "UPDATE bulksms_run SET owner = NULL, lease_until = 0, fencing_token = fencing_token + 1"
                        + " WHERE campaign = ? AND run = ? AND owner IS NOT NULL{durable}",
                campaign,
                run));
        return owners.stream()
                .filter(owner -> !owner.equals("null"))
                .findFirst()
                .orElse(null);
    }
}
