package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.PartStore;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import java.sql.SQLException;
import java.util.List;

/** A plan in the database; the owner of the run owns the plan. */
final class JdbcPartStore implements PartStore {

    /** In front of a run's fingerprint: it is sent by its parts, not as a whole. */
    private static final String OF_PARTS = "parts:";

    private static final int PAGE = 10;

    private final JournalDatabase database;
    private final LeasedRun run;

    JdbcPartStore(JournalDatabase database, LeasedRun run) {
        this.database = database;
        this.run = run;
    }

    static boolean isPlan(String fingerprint) {
        return fingerprint.startsWith(OF_PARTS);
    }

    /** Continues the plan with a text. */
    void adopt(String fingerprint) throws SQLException, JournalException {
        run.loadErased();
        String ofParts = OF_PARTS + fingerprint;
        if (run.run().fingerprint().equals(ofParts)) {
            return;
        }
        long id = run.run().id();
        if (database.once(session -> session.exists("SELECT 1 FROM bulksms_part WHERE run_id = ? LIMIT 1", id))) {
            throw JournalException.textChanged(run.key());
        }
        if (database.once(session -> session.exists(
                "SELECT 1 FROM bulksms_attempt WHERE run_id = ? AND (state IN "
                        + AttemptState.namesOf(Outcome.ACCEPTED) + " OR state IN "
                        + AttemptState.namesOf(Outcome.UNKNOWN) + ") LIMIT 1",
                id))) {
            throw new JournalException(
                    FailureCode.TEXT_CHANGED,
                    run.key() + " was sent as a whole, and some recipients may have got it: expected"
                            + " another run in the header CamelBulkSmsRun, which sends to all recipients");
        }
        run.noteText(ofParts);
    }

    @Override
    public boolean wasComplete() {
        return run.wasFinished();
    }

    @Override
    public boolean isErased(long phoneNumber) {
        return run.priorOutcomes().isErased(phoneNumber);
    }

    private record Planned(long number, byte[] content, boolean finished) {}

    /** A part with recipients who were not accepted, as a LATE attempt says, is not finished. */
    @Override
    public void read(Reader reader) throws JournalException {
        try {
            database.once(session -> {
                List<Planned> page;
                long from = Long.MIN_VALUE;
                do {
                    page = page(session, from);
                    for (Planned part : page) {
                        reader.part(part.number(), part.content(), part.finished());
                        from = part.number();
                    }
                } while (page.size() == PAGE);
                return null;
            });
        } catch (SQLException e) {
            throw cannotBeRead(e);
        }
    }

    private List<Planned> page(Session session, long from) throws SQLException {
        return session.list(
                row -> new Planned(row.getLong(1), row.getBytes(2), row.getBoolean(3)),
                "SELECT p.part, p.content, COALESCE(r.finished, FALSE) AND NOT EXISTS (SELECT 1 FROM bulksms_attempt a"
                        + " WHERE a.run_id = r.id AND a.state = " + AttemptState.LATE.quoted() + ") FROM bulksms_part p"
                        + " LEFT JOIN bulksms_run r ON r.campaign = ? AND r.run = ? AND r.part = p.part"
                        + " WHERE p.run_id = ? AND p.part > ? ORDER BY p.part LIMIT " + PAGE,
                run.key().campaign(),
                run.key().run(),
                run.run().id(),
                from);
    }

    @Override
    public byte[] part(long number) throws JournalException {
        try {
            return database.once(session -> session.first(
                            row -> row.getBytes(1),
                            "SELECT content FROM bulksms_part WHERE run_id = ? AND part = ?",
                            run.run().id(),
                            number))
                    .orElseThrow(
                            () -> new IllegalArgumentException(run.key() + ": part " + number + " was not planned"));
        } catch (SQLException e) {
            throw cannotBeRead(e);
        }
    }

    /** Locks the run while it inserts: a process that takes it over waits, and then sees what was planned. */
    @Override
    public void add(long number, byte[] part) throws JournalException {
        int inserted;
        try {
            inserted = database.repeatedly(session -> session.write(
                    "INSERT INTO bulksms_part (run_id, part, content) SELECT id, ?, ? FROM bulksms_run"
                            + " WHERE id = ? AND fencing_token = ?{durable} {lock}",
                    number,
                    part,
                    run.run().id(),
                    run.run().fencingToken()));
        } catch (SQLException e) {
            throw JournalException.unavailable("written", e);
        }
        if (inserted == 0) {
            throw run.takenOver();
        }
    }

    @Override
    public void close(RunStatus status) {
        run.close(status);
    }

    private static JournalException cannotBeRead(SQLException e) {
        return JournalException.unavailable("read", e);
    }
}
