package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.jdbc.AttemptRows.RunRow;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.Recipient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Erases one person from the journal. The HMAC that keeps a run from sending to them again is written in the transaction that deletes
 * the data. Safe to repeat after a crash. Not thread-safe.
 */
final class PersonErasure {

    private static final int PAGE = 100;

    private final JournalDatabase database;
    private final long number;
    private final String digits;
    private final ErasureKey erasure;
    private long changed;

    PersonErasure(JournalDatabase database, String phoneNumber) throws SQLException {
        this.database = database;
        digits = phoneNumber;
        number = Long.parseLong(phoneNumber);
        erasure = database.once(ErasureKey::of);
    }

    /** How many rows were changed or deleted. */
    long erase() throws SQLException {
        List<RunRow> runs = database.once(session -> session.list(
                row -> new RunRow(row.getLong(1), row.getString(2), row.getString(3)),
                "SELECT id, campaign, run FROM bulksms_run ORDER BY id"));
        for (RunRow run : runs) {
            eraseFromAttempts(run);
            eraseFromParts(run);
            eraseOutcomes(run);
            eraseReports(run, new SessionIds(run.campaign(), run.run()).of(digits), null);
        }
        return changed;
    }

    private record Attempt(long number, String referenceId, byte[] recipients) {}

    private void eraseFromAttempts(RunRow run) throws SQLException {
        RecipientCodec codec = new RecipientCodec(new RunKey(run.campaign(), run.run(), 0));
        long[] from = {Long.MIN_VALUE};
        List<Attempt> page;
        do {
            page = database.once(session -> session.list(
                    row -> new Attempt(row.getLong(1), row.getString(2), row.getBytes(3)),
                    "SELECT attempt_number, reference_id, recipients FROM bulksms_attempt WHERE run_id = ?"
                            + " AND attempt_number > ? ORDER BY attempt_number LIMIT " + PAGE,
                    run.id(),
                    from[0]));
            for (Attempt attempt : page) {
                from[0] = attempt.number();
                if (attempt.recipients() != null) {
                    eraseFrom(run, attempt, codec.decode(attempt.recipients()), codec);
                }
            }
        } while (page.size() == PAGE);
    }

    private void eraseFrom(RunRow run, Attempt attempt, RecipientBatch recipients, RecipientCodec codec)
            throws SQLException {
        List<Recipient> others = new ArrayList<>();
        Set<String> sessionIds = new HashSet<>();
        for (int i = 0; i < recipients.size(); i++) {
            Recipient one = recipients.get(i);
            if (recipients.phoneNumber(i) != number) {
                others.add(one);
            } else if (one.sessionId() != null) {
                sessionIds.add(one.sessionId());
            }
        }
        if (others.size() == recipients.size()) {
            return;
        }
        byte[] encoded = codec.encode(RecipientBatch.of(others));
        inTransaction(session -> {
            remember(session, run);
            for (String sessionId : sessionIds) {
                remember(session, run, erasure.digest(sessionId), ErasedPeople.SESSION_ID);
            }
            session.update(
                    "UPDATE bulksms_attempt SET recipients = ? WHERE run_id = ? AND attempt_number = ?"
                            + " AND recipients IS NOT NULL",
                    encoded,
                    run.id(),
                    attempt.number());
        });
        changed++;
        for (String sessionId : sessionIds) {
            eraseReports(run, sessionId, attempt.referenceId());
        }
    }

    private record Part(long number, byte[] content) {}

    private void eraseFromParts(RunRow run) throws SQLException {
        long[] from = {Long.MIN_VALUE};
        List<Part> page;
        do {
            page = database.once(session -> session.list(
                    row -> new Part(row.getLong(1), row.getBytes(2)),
                    "SELECT part, content FROM bulksms_part WHERE run_id = ? AND part > ? ORDER BY part LIMIT " + PAGE,
                    run.id(),
                    from[0]));
            for (Part part : page) {
                from[0] = part.number();
                BulkSmsPart planned = BulkSmsPart.ofJson(part.content());
                BulkSmsPart without = without(planned);
                if (!without.equals(planned)) {
                    erasePart(run, planned, without);
                }
            }
        } while (page.size() == PAGE);
    }

    /** They count as repeated, so that the part still stands for as many entries of its list. */
    private BulkSmsPart without(BulkSmsPart part) {
        List<BulkSmsPart.Addressee> recipients = part.recipients().stream()
                .filter(one -> !one.phoneNumber().equals(digits))
                .toList();
        List<BulkSmsPart.Invalid> invalid =
                part.invalid().stream().filter(one -> !names(one.text())).toList();
        return new BulkSmsPart(
                part.version(),
                part.campaign(),
                part.run(),
                part.part(),
                part.template(),
                part.ucid(),
                part.senderId(),
                part.sessionId(),
                recipients,
                invalid,
                part.duplicates()
                        + part.recipients().size()
                        - recipients.size()
                        + part.invalid().size()
                        - invalid.size());
    }

    /** Whether a text that is no usable number holds the digits all the same, however they are written. */
    private boolean names(String text) {
        StringBuilder theirs = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(digit -> theirs.append(Character.getNumericValue(digit)));
        return theirs.indexOf(digits) >= 0;
    }

    private void erasePart(RunRow run, BulkSmsPart planned, BulkSmsPart without) throws SQLException {
        inTransaction(session -> {
            if (without.recipients().size() < planned.recipients().size()) {
                remember(session, run);
            }
            session.update(
                    "UPDATE bulksms_part SET content = ? WHERE run_id = ? AND part = ?",
                    without.toJson(),
                    run.id(),
                    planned.part());
        });
        changed++;
    }

    private record Entry(long id, String text) {}

    /** Invalid ones have no number, only what stood in the list. */
    private void eraseOutcomes(RunRow run) throws SQLException {
        changed += database.repeatedly(session ->
                session.update("DELETE FROM bulksms_outcome WHERE run_id = ? AND phone_number = ?", run.id(), number));
        long[] from = {Long.MIN_VALUE};
        List<Entry> page;
        do {
            page = database.once(session -> session.list(
                    row -> new Entry(row.getLong(1), row.getString(2)),
                    "SELECT id, entry FROM bulksms_outcome WHERE run_id = ? AND phone_number IS NULL AND entry IS NOT NULL"
                            + " AND id > ? ORDER BY id LIMIT " + PAGE,
                    run.id(),
                    from[0]));
            for (Entry entry : page) {
                from[0] = entry.id();
                if (names(entry.text())) {
                    changed += database.repeatedly(
                            session -> session.update("DELETE FROM bulksms_outcome WHERE id = ?", entry.id()));
                }
            }
        } while (page.size() == PAGE);
    }

    private void eraseReports(RunRow run, String sessionId, String referenceId) throws SQLException {
        byte[] session = ReportId.of(sessionId).bytes();
        changed += database.repeatedly(
                one -> one.update("DELETE FROM bulksms_report WHERE unmatched = ?", (Object) session));
        if (referenceId != null) {
            changed += database.repeatedly(one -> one.update(
                    "DELETE FROM bulksms_report WHERE reference = ? AND session = ?",
                    ReportId.of(referenceId).bytes(),
                    session));
        }
    }

    private void remember(Session session, RunRow run) throws SQLException {
        remember(session, run, erasure.digest(number), ErasedPeople.NUMBER);
    }

    private static void remember(Session session, RunRow run, byte[] digest, String kind) throws SQLException {
        if (!session.exists("SELECT 1 FROM bulksms_erased WHERE run_id = ? AND digest = ?", run.id(), digest)) {
            session.update(
                    "INSERT INTO bulksms_erased (run_id, digest, kind) VALUES (?, ?, " + kind + ")", run.id(), digest);
        }
    }

    @FunctionalInterface
    private interface Steps {

        void take(Session session) throws SQLException;
    }

    private void inTransaction(Steps steps) throws SQLException {
        database.repeatedly(session -> {
            session.transaction(() -> steps.take(session));
            return null;
        });
    }
}
