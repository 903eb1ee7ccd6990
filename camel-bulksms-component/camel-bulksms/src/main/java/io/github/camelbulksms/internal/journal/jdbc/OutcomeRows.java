package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal.Reading;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of the recipients who did not get a run, with the reason, by its last reading. Written in small transactions; valid once
 * the run's row says so: an incomplete reading is never seen. Not thread-safe.
 */
final class OutcomeRows {

    /** For SQL: an outcome that only reports know. */
    static final String FAILED = "'FAILED'";
    /** For SQL. */
    static final String UNKNOWN = "'" + Outcome.UNKNOWN.name() + "'";

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeRows.class);
    private static final int AT_ONCE = 500;
    private static final int MAX_TEXT = 1000;

    private final JournalDatabase database;
    private final OwnedRun run;
    private final PriorOutcomes prior;

    OutcomeRows(JournalDatabase database, OwnedRun run, PriorOutcomes prior) {
        this.database = database;
        this.run = run;
        this.prior = prior;
    }

    /** Does not throw: without them the journal is right, and knows less to say. */
    void note(Reading reading) {
        try (Stream<RecipientOutcome> named = reading.named().get()) {
            Iterator<RecipientOutcome> all = named.filter(one -> !isErased(one)).iterator();
            if (!all.hasNext() && !database.once(this::hasRows)) {
                return;
            }
            while (all.hasNext()) {
                List<Object[]> rows = new ArrayList<>(AT_ONCE);
                while (all.hasNext() && rows.size() < AT_ONCE) {
                    rows.add(row(all.next()));
                }
                insert(rows);
            }
            if (isCurrent()) {
                deleteOthers();
            }
        } catch (SQLException | UncheckedIOException | IllegalStateException e) {
            LOG.warn("{}: the recipients who did not get it were not recorded: {}", run.key(), e.getMessage());
        }
    }

    private boolean isErased(RecipientOutcome one) {
        return one.recipient() != null
                && prior.isErased(Long.parseLong(one.recipient().phoneNumber()));
    }

    private boolean hasRows(Session session) throws SQLException {
        return session.exists("SELECT 1 FROM bulksms_outcome WHERE run_id = ? LIMIT 1", run.id());
    }

    private Object[] row(RecipientOutcome one) {
        Recipient recipient = one.recipient();
        return new Object[] {
            run.id(),
            run.fencingToken(),
            one.outcome().name(),
            one.position(),
            recipient == null ? null : Long.valueOf(recipient.phoneNumber()),
            recipient == null ? null : recipient.sessionId(),
            recipient == null ? text(one.text()) : null,
            text(one.reason())
        };
    }

    /** As much of it as a column takes; a database may know no NUL, nor half of a character. */
    private static String text(String text) {
        if (text == null) {
            return null;
        }
        String some = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        byte[] valid = some.replace('\0', ' ').getBytes(StandardCharsets.UTF_8);
        return new String(valid, StandardCharsets.UTF_8);
    }

    private void insert(List<Object[]> rows) throws SQLException {
        database.repeatedly(session -> {
            session.inTransaction(() -> session.updateAll(
                    "INSERT INTO bulksms_outcome (run_id, reading, outcome, position, phone_number, session_id, entry, reason)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    rows));
            return null;
        });
    }

    /** False when another has the run, whose own reading counts. */
    private boolean isCurrent() throws SQLException {
        return database.repeatedly(session -> session.update(
                        "UPDATE bulksms_run SET named_reading = fencing_token WHERE id = ? AND fencing_token = ?",
                        run.id(),
                        run.fencingToken()))
                == 1;
    }

    private void deleteOthers() throws SQLException {
        List<Long> page;
        do {
            page = database.once(session -> session.list(
                    row -> row.getLong(1),
                    "SELECT id FROM bulksms_outcome WHERE run_id = ? AND reading <> 0 AND reading < ? LIMIT " + AT_ONCE,
                    run.id(),
                    run.fencingToken()));
            List<Object[]> ids = page.stream().map(id -> new Object[] {id}).toList();
            database.repeatedly(session -> {
                session.inTransaction(() -> session.updateAll("DELETE FROM bulksms_outcome WHERE id = ?", ids));
                return null;
            });
        } while (page.size() == AT_ONCE);
    }
}
