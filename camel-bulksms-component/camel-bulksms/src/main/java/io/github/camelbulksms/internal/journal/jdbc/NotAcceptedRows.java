package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.jdbc.AttemptRows.RunRow;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Who was read and not accepted, by the last reading of each part of a run. Attempts are newer than a reading: whoever is in one since is
 * what the attempt says. Only those of whom that has to be looked at are held in memory. Not thread-safe.
 */
final class NotAcceptedRows {

    private static final int PAGE = 500;

    /** Those who were left out of their batch since the last reading was named, or as long as none was. */
    private static final String LEFT_OUT_SINCE = "a.state IN " + AttemptState.NAMES_OF_LEFT_OUT
            + " AND a.recipients IS NOT NULL AND a.fencing_token > (SELECT COALESCE(r.named_reading, 0)"
            + " FROM bulksms_run r WHERE r.id = a.run_id)";

    private final Session session;
    private final List<Named> parts;
    /** Those whose row counts only if no attempt is newer. */
    private final RecipientSet doubtful = RecipientSet.of(DuplicateRecipient.send);

    /** The rows of a reading: those between two IDs. */
    private record Named(RunRow run, long reading, long firstId, long lastId, long newestAttempt) {

        boolean isOlderThanAttempts() {
            return newestAttempt > reading;
        }
    }

    /** Is shown outcomes. */
    @FunctionalInterface
    interface Reader {

        void recipient(RecipientOutcome recipient) throws SQLException;
    }

    NotAcceptedRows(Session session, String campaign, String run) throws SQLException {
        this.session = session;
        parts = session.list(
                row -> new Named(
                        new RunRow(row.getLong(1), campaign, run),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)),
                "SELECT r.id, r.named_reading, MIN(o.id), MAX(o.id), (SELECT MAX(a.fencing_token) FROM bulksms_attempt a"
                        + " WHERE a.run_id = r.id) FROM bulksms_run r JOIN bulksms_outcome o ON o.run_id = r.id"
                        + " AND o.reading = r.named_reading WHERE r.campaign = ? AND r.run = ?"
                        + " GROUP BY r.id, r.named_reading ORDER BY r.id",
                campaign,
                run);
        for (Named part : parts) {
            read(part, one -> {
                if (isDoubtful(part, one)) {
                    doubtful.add(new ValidEntry(0, one.recipient()));
                }
            });
        }
    }

    private static boolean isDoubtful(Named part, RecipientOutcome one) {
        return one.recipient() != null && (part.isOlderThanAttempts() || one.outcome() == Outcome.UNKNOWN);
    }

    /** Is told of recipients whom an attempt has, accepted or unknown. */
    void isInAttempt(Iterable<Recipient> recipients) {
        if (doubtful.size() > 0) {
            recipients.forEach(recipient -> doubtful.remove(new ValidEntry(0, recipient)));
        }
    }

    /** Shows them, after the attempts were told of; whoever was left out of a batch since the last reading comes first. */
    void show(String campaign, String run, Reader reader) throws SQLException {
        new AttemptRows(session, LEFT_OUT_SINCE).readRun(campaign, run, (attempt, recipients) -> {
            isInAttempt(recipients);
            show(attempt.state(), recipients, reader);
        });
        for (Named part : parts) {
            read(part, one -> {
                if (!isDoubtful(part, one) || doubtful.contains(new ValidEntry(0, one.recipient()))) {
                    reader.recipient(one);
                }
            });
        }
    }

    private static void show(AttemptState state, RecipientBatch recipients, Reader reader) throws SQLException {
        Outcome outcome = state == AttemptState.SUPPRESSED ? Outcome.SUPPRESSED : Outcome.POSTPONED;
        for (Recipient recipient : recipients) {
            reader.recipient(RecipientOutcome.of(outcome, 0, recipient, "left out of their batch"));
        }
    }

    /** A page at a time, by IDs between which no more than a page can be. */
    private void read(Named part, Reader reader) throws SQLException {
        for (long from = part.firstId(); from <= part.lastId(); from += PAGE) {
            for (RecipientOutcome one : session.list(
                    NotAcceptedRows::row,
                    "SELECT outcome, position, phone_number, session_id, entry, reason FROM bulksms_outcome"
                            + " WHERE run_id = ? AND reading = ? AND id >= ? AND id < ? ORDER BY id",
                    part.run().id(),
                    part.reading(),
                    from,
                    from + PAGE)) {
                reader.recipient(one);
            }
        }
    }

    private static RecipientOutcome row(ResultSet row) throws SQLException {
        Outcome outcome = Outcome.valueOf(row.getString(1));
        String number = row.getString(3);
        return number == null
                ? new RecipientOutcome(outcome, row.getLong(2), null, row.getString(5), row.getString(6))
                : RecipientOutcome.of(
                        outcome, row.getLong(2), new Recipient(number, row.getString(4)), row.getString(6));
    }
}
