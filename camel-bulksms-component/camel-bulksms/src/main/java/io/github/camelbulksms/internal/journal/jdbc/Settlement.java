package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.jdbc.AttemptRows.AttemptRow;
import io.github.camelbulksms.internal.journal.jdbc.AttemptRows.RunRow;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Records that unknown recipients were not accepted, so that their run sends to them when its list is sent again. Thread-safe. */
public final class Settlement {

    /** Long enough to rewrite the attempts of a run. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String UNKNOWN = "a.state IN " + AttemptState.namesOf(Outcome.UNKNOWN);

    private final JournalDatabase database;
    private final RunTable runs;

    private record Rest(AttemptRow attempt, RecipientBatch recipients) {}

    public Settlement(JournalDatabase database) {
        this.database = database;
        runs = new RunTable(database, LEASE);
    }

    /**
     * @throws JournalException when the run is being sent
     */
    public void asNotAccepted(String campaign, String run, Set<Recipient> recipients)
            throws SQLException, JournalException {
        List<Long> parts = database.once(session -> session.list(
                row -> row.getLong(1),
                "SELECT part FROM bulksms_run WHERE campaign = ? AND run = ? ORDER BY part",
                campaign,
                run));
        for (long part : parts) {
            RunKey key = new RunKey(campaign, run, part);
            OwnedRun owned = runs.take(key).orElseThrow(() -> JournalException.busy(key, "another process"));
            boolean changed = false;
            try {
                changed = removeFrom(owned, recipients);
            } finally {
                runs.giveBack(owned, owned.finished() && !changed ? RunStatus.FINISHED : RunStatus.OPEN);
            }
        }
    }

    /** Whether any recipient was removed from an attempt. */
    private boolean removeFrom(OwnedRun run, Set<Recipient> recipients) throws SQLException {
        RunRow row = new RunRow(run.id(), run.key().campaign(), run.key().run());
        List<Rest> rests = database.once(session -> {
            List<Rest> changed = new ArrayList<>();
            new AttemptRows(session, UNKNOWN).read(row, (attempt, all) -> {
                List<Recipient> rest = all.stream()
                        .filter(recipient -> !recipients.contains(recipient))
                        .toList();
                if (rest.size() < all.size()) {
                    changed.add(new Rest(attempt, RecipientBatch.of(rest)));
                }
            });
            return changed;
        });
        RecipientCodec codec = new RecipientCodec(run.key());
        for (Rest rest : rests) {
            boolean empty = rest.recipients().isEmpty();
            byte[] encoded = empty ? null : codec.encode(rest.recipients());
            database.repeatedly(session -> session.write(
                    "UPDATE bulksms_attempt SET recipients = ?, recipient_count = ?"
                            + (empty ? ", state = " + AttemptState.NOT_ACCEPTED.quoted() : "")
                            + " WHERE run_id = ? AND attempt_number = ? AND state IN "
                            + AttemptState.namesOf(Outcome.UNKNOWN) + "{durable}",
                    encoded,
                    rest.recipients().size(),
                    run.id(),
                    rest.attempt().number()));
        }
        noteUnsent(run, recipients);
        return !rests.isEmpty();
    }

    /** For those who ask in SQL: the last reading says that they are unknown. */
    private void noteUnsent(OwnedRun run, Set<Recipient> recipients) throws SQLException {
        List<Object[]> rows = recipients.stream()
                .map(one -> new Object[] {run.id(), Long.valueOf(one.phoneNumber())})
                .toList();
        database.repeatedly(session -> {
            session.inTransaction(() -> session.updateAll(
                    "UPDATE bulksms_outcome SET outcome = '" + Outcome.UNSENT + "', reason = 'settled as not accepted'"
                            + " WHERE run_id = ? AND phone_number = ? AND outcome = " + OutcomeRows.UNKNOWN,
                    rows));
            return null;
        });
    }
}
