package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.DeliveryStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Records, in rows for plain SQL, the recipients who were reported not to have the message. A campaign's state is read from the
 * reports themselves. Within the caller's transaction.
 */
final class ReportedFailures {

    private final Session session;
    private final ReportMatch match;

    ReportedFailures(Session session) {
        this.session = session;
        match = new ReportMatch(session);
    }

    void note(List<ReportWrite> reports) throws SQLException {
        for (ReportWrite report : reports) {
            DeliveryStatus status = report.report().status();
            boolean failed = status.isFinal() && isFailure(status.kind());
            if (failed || report.isUnmatched()) {
                Optional<DeliveryReport.Owner> owner = match.ownerWithoutSearch(
                        report.report().referenceId(), report.report().sessionId());
                if (owner.isPresent()) {
                    note(owner.get(), failed ? status : null);
                }
            }
        }
    }

    private static boolean isFailure(DeliveryStatus.Kind kind) {
        return switch (kind) {
            case FAILED, TEMPORARY, BLOCKED, OPTED_OUT -> true;
            case DELIVERED, PENDING, UNKNOWN -> false;
        };
    }

    /**
     * @param failure null when the message was accepted, and nothing more is known
     */
    private void note(DeliveryReport.Owner owner, DeliveryStatus failure) throws SQLException {
        long number = Long.parseLong(owner.recipient().phoneNumber());
        List<Long> runs = session.list(
                row -> row.getLong(1),
                "SELECT id FROM bulksms_run WHERE campaign = ? AND run = ? AND erased_at IS NULL ORDER BY part",
                owner.campaign(),
                owner.run());
        for (long run : runs) {
            session.update(
                    "DELETE FROM bulksms_outcome WHERE run_id = ? AND phone_number = ? AND outcome IN ("
                            + OutcomeRows.UNKNOWN + ", " + OutcomeRows.FAILED + ")",
                    run,
                    number);
        }
        if (failure != null && !runs.isEmpty()) {
            session.update(
                    "INSERT INTO bulksms_outcome (run_id, reading, outcome, phone_number, session_id, reason) VALUES (?, 0, "
                            + OutcomeRows.FAILED + ", ?, ?, ?)",
                    runs.get(0),
                    number,
                    owner.recipient().sessionId(),
                    failure.code() + " " + failure.meaning());
        }
    }
}
