package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the recipients who were read in a run, but duplicates, with the final state of each. Only those whose request had no reply are held
 * in memory, and those of whom an older reading says something else than attempts. Uses a session that the caller closes.
 */
final class CampaignReader {

    /** Is shown recipients, each once: those of attempts, or those who are in none. */
    interface Reader {

        /**
         * @param outcome accepted or unknown
         * @param referenceId of the request, or null when its reply named none
         * @param report how the message stands, or null when nothing was reported of it
         */
        void recipient(Recipient recipient, Outcome outcome, String referenceId, ReportedOutcome report)
                throws SQLException;

        /** Called for a recipient who was read, and is in no attempt that was accepted, or may have been. */
        default void notAccepted(RecipientOutcome recipient) {}

        /** Called for reports on one of the run's requests that are about none of its recipients. */
        default void uncorrelated(long reports) {}
    }

    private final Session session;
    private final ReportMatch reports;

    CampaignReader(Session session) {
        this.session = session;
        reports = new ReportMatch(session);
    }

    /** Reads a run with all of its parts: first the accepted recipients, then those whose request had no reply, then all others. */
    void read(String campaign, String run, Reader reader) throws SQLException {
        NotAcceptedRows others = new NotAcceptedRows(session, campaign, run);
        Set<Recipient> withoutReply = new LinkedHashSet<>();
        Set<Recipient> settled = new LinkedHashSet<>();
        new AttemptRows(session, ReportMatch.WITHOUT_REPLY).readRun(campaign, run, (attempt, recipients) -> {
            others.isInAttempt(recipients);
            withoutReply.addAll(recipients);
            if (attempt.state() == AttemptState.ACCEPTED) {
                settled.addAll(recipients);
            }
        });
        new AttemptRows(session, ReportMatch.WITH_REPLY).readRun(campaign, run, (attempt, recipients) -> {
            others.isInAttempt(recipients);
            if (!withoutReply.isEmpty()) {
                recipients.forEach(withoutReply::remove);
            }
            String referenceId = attempt.referenceId();
            Map<String, ReportedOutcome> reported = reports.ofRequest(referenceId);
            for (Recipient recipient : recipients) {
                reader.recipient(recipient, Outcome.ACCEPTED, referenceId, reported.get(recipient.sessionId()));
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
            String referenceId = report == null ? null : report.referenceId();
            reader.recipient(recipient, accepted ? Outcome.ACCEPTED : Outcome.UNKNOWN, referenceId, report);
        }
        others.show(campaign, run, reader::notAccepted);
    }
}
