package io.github.camelbulksms.journal;

import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.Recipient;
import io.github.camelbulksms.report.LastReport;
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
final class CampaignReader {

    /** Is shown recipients, each once. */
    interface Reader {

        /**
         * @param outcome accepted or unknown
         * @param report how the message stands, or null when nothing was reported of it
         */
        void recipient(Recipient recipient, Outcome outcome, LastReport report) throws SQLException;

        /** Is told of reports on one of the run's requests that are about none of its recipients. */
        default void uncorrelated(long reports) {}
    }

    private final Connection connection;
    private final ReportMatch reports;

    CampaignReader(Connection connection) {
        this.connection = connection;
        reports = new ReportMatch(connection);
    }

    /** Reads a run, all of its parts together: first who was accepted, then whose request had no reply. */
    void read(String campaign, String run, Reader reader) throws SQLException {
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
                    Map<String, LastReport> reported = reports.ofRequest(attempt.referenceId());
                    for (Recipient recipient : recipients) {
                        reader.recipient(recipient, Outcome.ACCEPTED, reported.get(recipient.sessionId()));
                    }
                    recipients.forEach(recipient -> reported.remove(recipient.sessionId()));
                    reader.uncorrelated(reported.values().stream()
                            .mapToLong(LastReport::reports)
                            .sum());
                });
        Map<Recipient, LastReport> reported = reports.match(campaign, run, withoutReply);
        for (Recipient recipient : withoutReply) {
            LastReport report = reported.get(recipient);
            boolean accepted = report != null || settled.contains(recipient);
            reader.recipient(recipient, accepted ? Outcome.ACCEPTED : Outcome.UNKNOWN, report);
        }
    }
}
