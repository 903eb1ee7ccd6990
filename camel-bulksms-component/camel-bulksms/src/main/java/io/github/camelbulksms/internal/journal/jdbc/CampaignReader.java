package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads who got a run, or may have got it, and how it ended for each. Only those whose request had no reply are held in memory,
 * however long the run. Uses a connection that somebody else closes.
 */
public final class CampaignReader {

    /** Is shown recipients, each once. */
    public interface Reader {

        /**
         * @param outcome accepted or unknown
         * @param report how the message stands, or null when nothing was reported of it
         */
        void recipient(Recipient recipient, Outcome outcome, ReportedOutcome report) throws SQLException;

        /** Is told of reports on one of the run's requests that are about none of its recipients. */
        default void uncorrelated(long reports) {}
    }

    private final Connection connection;
    private final ReportMatch reports;

    public CampaignReader(Connection connection) {
        this.connection = connection;
        reports = new ReportMatch(connection);
    }

    /** Reads a run, all of its parts together: first who was accepted, then whose request had no reply. */
    public void read(String campaign, String run, Reader reader) throws SQLException {
        List<String> ofRun = List.of(campaign, run);
        Set<Recipient> withoutReply = new LinkedHashSet<>();
        Set<Recipient> settled = new LinkedHashSet<>();
        AttemptRows.read(
                connection,
                "r.campaign = ? AND r.run = ? AND " + ReportMatch.WITHOUT_REPLY,
                ofRun,
                (attempt, recipients) -> {
                    withoutReply.addAll(recipients);
                    if (attempt.isAccepted()) {
                        settled.addAll(recipients);
                    }
                });
        AttemptRows.read(
                connection,
                "r.campaign = ? AND r.run = ? AND a.state = 'A' AND a.reference_id IS NOT NULL",
                ofRun,
                (attempt, recipients) -> {
                    if (!withoutReply.isEmpty()) {
                        recipients.forEach(withoutReply::remove);
                    }
                    Map<String, ReportedOutcome> reported = reports.ofRequest(attempt.referenceId());
                    for (Recipient recipient : recipients) {
                        reader.recipient(recipient, Outcome.ACCEPTED, reported.get(recipient.sessionId()));
                    }
                    recipients.forEach(recipient -> reported.remove(recipient.sessionId()));
                    reader.uncorrelated(reported.values().stream()
                            .mapToLong(ReportedOutcome::reports)
                            .sum());
                });
        Map<Recipient, ReportedOutcome> reported = reports.match(campaign, run, withoutReply);
        for (Recipient recipient : withoutReply) {
            ReportedOutcome report = reported.get(recipient);
            boolean accepted = report != null || settled.contains(recipient);
            reader.recipient(recipient, accepted ? Outcome.ACCEPTED : Outcome.UNKNOWN, report);
        }
    }
}
