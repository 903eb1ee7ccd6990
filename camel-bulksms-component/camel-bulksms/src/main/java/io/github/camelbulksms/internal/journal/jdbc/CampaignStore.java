package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.Writer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the database says of campaigns. Every answer is read anew. Thread-safe. */
public final class CampaignStore {

    private static final String ATTEMPTS_OF_RUN =
            " FROM bulksms_attempt a JOIN bulksms_run r ON r.id = a.run_id WHERE r.campaign = ? AND r.run = ?";
    private static final int MAX_ATTEMPTS = 10;

    private final JournalDatabase database;

    public CampaignStore(JournalDatabase database) {
        this.database = database;
    }

    /** By name. */
    public List<String> names() throws SQLException {
        return database.once(CampaignStore::names);
    }

    /** All runs together; zeros when there is no such campaign. */
    public CampaignTotals totals(String campaign) throws SQLException {
        return database.once(session -> totals(session, campaign, runs(session, campaign)));
    }

    /** Of one run; zeros when there is no such run. */
    public CampaignTotals totals(String campaign, String run) throws SQLException {
        return database.once(session -> {
            List<String> runs = new ArrayList<>(runs(session, campaign));
            runs.retainAll(List.of(run));
            return totals(session, campaign, runs);
        });
    }

    private static CampaignTotals totals(Session session, String campaign, List<String> runs) throws SQLException {
        CampaignTally tally = new CampaignTally();
        long read = 0;
        long attempts = 0;
        for (String run : runs) {
            new CampaignReader(session).read(campaign, run, tally);
            read += number(
                    session,
                    "SELECT SUM(recipients_read) FROM bulksms_run WHERE campaign = ? AND run = ?",
                    campaign,
                    run);
            attempts += number(
                    session,
                    "SELECT COUNT(*)" + ATTEMPTS_OF_RUN + " AND a.attempt_number > 0 AND a.state NOT IN "
                            + AttemptState.NAMES_OF_LEFT_OUT,
                    campaign,
                    run);
        }
        return tally.totals(campaign, runs.size(), read, attempts);
    }

    /** Writes the recipients of a campaign as CSV; throws an {@link java.io.UncheckedIOException} when it cannot. */
    public void writeCsv(String campaign, Writer writer) throws SQLException {
        database.once(session -> {
            CampaignCsv csv = new CampaignCsv(writer);
            for (String run : runs(session, campaign)) {
                new CampaignReader(session).read(campaign, run, csv.ofRun(campaign, run));
            }
            return null;
        });
    }

    private static final class UnknownRecipients implements CampaignReader.Reader {
        private final List<Recipient> all = new ArrayList<>();

        @Override
        public void recipient(Recipient recipient, Outcome outcome, String referenceId, ReportedOutcome report) {
            if (outcome == Outcome.UNKNOWN) {
                all.add(recipient);
            }
        }

        @Override
        public void notAccepted(RecipientOutcome one) {
            if (one.outcome() == Outcome.UNKNOWN) {
                all.add(one.recipient());
            }
        }
    }

    /** In the order in which they were sent to, then those of a run that is held. */
    public List<Recipient> unknown(String campaign, String run) throws SQLException {
        return database.once(session -> {
            UnknownRecipients unknown = new UnknownRecipients();
            new CampaignReader(session).read(campaign, run, unknown);
            return unknown.all;
        });
    }

    /**
     * Notes that unknown recipients of a run were accepted, as an attempt with a negative number: no process has begun it.
     *
     * @return whether all of them were unknown; else nothing is noted
     */
    public boolean settleAsAccepted(String campaign, String run, Collection<Recipient> recipients) throws SQLException {
        Set<Recipient> unknown = unknown(campaign, run).stream().collect(Collectors.toSet());
        return unknown.containsAll(recipients) && noteAccepted(campaign, run, recipients);
    }

    /** The same, whether the database has them as unknown or knows nothing of them, as of a run that is held. */
    public boolean noteAccepted(String campaign, String run, Collection<Recipient> recipients) throws SQLException {
        byte[] encoded =
                new RecipientCodec(new RunKey(campaign, run, 0)).encode(RecipientBatch.of(List.copyOf(recipients)));
        for (int attempt = 1; true; attempt++) {
            try {
                boolean noted = database.repeatedly(
                        session -> insertSettled(session, campaign, run, encoded, recipients.size()));
                database.repeatedly(session -> deleteUnknown(session, campaign, run, recipients));
                return noted;
            } catch (SettledAtOnceException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static final class SettledAtOnceException extends SQLException {

        private static final long serialVersionUID = 1;

        SettledAtOnceException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static boolean insertSettled(Session session, String campaign, String run, byte[] recipients, int count)
            throws SQLException {
        long number = Math.min(
                0,
                number(session, "SELECT MIN(a.attempt_number)" + ATTEMPTS_OF_RUN + " AND r.part = 0", campaign, run));
        try {
            return session.write(
                            "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients,"
                                    + " recipient_count, reason, begun_at, ended_at) SELECT id, ?, fencing_token, "
                                    + AttemptState.ACCEPTED.quoted() + ", ?, ?, 'settled by hand', {now}, {now}"
                                    + " FROM bulksms_run WHERE campaign = ? AND run = ? AND part = 0{durable}",
                            number - 1,
                            recipients,
                            count,
                            campaign,
                            run)
                    == 1;
        } catch (SQLException e) {
            throw session.dialect().isDuplicate(e) ? new SettledAtOnceException(e) : e;
        }
    }

    /** For those who ask in SQL: the last reading says that they are unknown. */
    private static Void deleteUnknown(Session session, String campaign, String run, Collection<Recipient> recipients)
            throws SQLException {
        List<Long> parts = session.list(
                row -> row.getLong(1),
                "SELECT id FROM bulksms_run r WHERE campaign = ? AND run = ? AND EXISTS (SELECT 1 FROM bulksms_outcome o"
                        + " WHERE o.run_id = r.id AND o.outcome = " + OutcomeRows.UNKNOWN + ")",
                campaign,
                run);
        for (long part : parts) {
            // by the id: with a subquery in its place H2 reads all rows of all runs for each recipient
            session.inTransaction(() -> session.updateAll(
                    "DELETE FROM bulksms_outcome WHERE run_id = ? AND phone_number = ? AND outcome = "
                            + OutcomeRows.UNKNOWN,
                    recipients.stream()
                            .map(one -> new Object[] {part, Long.valueOf(one.phoneNumber())})
                            .toList()));
        }
        return null;
    }

    /**
     * Takes one person out of everything.
     *
     * @return how many rows knew them
     */
    public long erase(String phoneNumber) throws SQLException {
        return new PersonErasure(database, phoneNumber).erase();
    }

    /** The recipient of a report; empty when it is about none of the journal's, or about one of several. */
    public Optional<DeliveryReport.Owner> ownerOf(String referenceId, String sessionId) throws SQLException {
        return database.once(session -> new ReportMatch(session).ownerOf(referenceId, sessionId));
    }

    /** How many stored reports are about none of the recipients here. */
    public long uncorrelated() throws SQLException {
        return database.once(session -> {
            long[] correlated = new long[1];
            for (String campaign : names(session)) {
                for (String run : runs(session, campaign)) {
                    new CampaignReader(session)
                            .read(
                                    campaign,
                                    run,
                                    (recipient, outcome, referenceId, report) ->
                                            correlated[0] += report == null ? 0 : report.reports());
                }
            }
            return number(session, "SELECT COUNT(*) FROM bulksms_report") - correlated[0];
        });
    }

    private static List<String> names(Session session) throws SQLException {
        return session.list(row -> row.getString(1), "SELECT DISTINCT campaign FROM bulksms_run ORDER BY campaign");
    }

    private static List<String> runs(Session session, String campaign) throws SQLException {
        return session.list(
                row -> row.getString(1),
                "SELECT DISTINCT run FROM bulksms_run WHERE campaign = ? ORDER BY run",
                campaign);
    }

    /** The only number that is asked for; 0 for none. */
    private static long number(Session session, String sql, Object... parameters) throws SQLException {
        return session.first(row -> row.getLong(1), sql, parameters).orElse(0L);
    }
}
