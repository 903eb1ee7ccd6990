package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.jdbc.CampaignReader;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.JournalTables;
import io.github.camelbulksms.internal.journal.jdbc.RecipientCodec;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What the journal's database says of a run, all of its parts together, and the place to enter what was found out about unknown
 * recipients elsewhere. Thread-safe.
 */
public final class Reconciliation {

    private final JournalDatabase database;

    public Reconciliation(DataSource dataSource) {
        database = new JournalDatabase(dataSource);
    }

    /**
     * How a run stands.
     *
     * @param accepted recipients whose messages were accepted, also by what was reported of them
     * @param unknown recipients whose messages may have been accepted
     * @param attempts requests that were begun
     */
    public record Totals(long accepted, long unknown, long attempts) {}

    /**
     * @throws SQLException when the database cannot be read
     */
    public Totals totals(String campaign, String run) throws SQLException {
        long[] counts = new long[Outcome.values().length];
        try (Connection connection = database.connect()) {
            new CampaignReader(connection)
                    .read(campaign, run, (recipient, outcome, report) -> counts[outcome.ordinal()]++);
            return new Totals(
                    counts[Outcome.ACCEPTED.ordinal()],
                    counts[Outcome.UNKNOWN.ordinal()],
                    attempts(connection, campaign, run));
        }
    }

    private static long attempts(Connection connection, String campaign, String run) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM bulksms_attempt a"
                + " JOIN bulksms_run r ON r.id = a.run_id WHERE r.campaign = ? AND r.run = ?")) {
            select.setString(1, campaign);
            select.setString(2, run);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * The recipients whose messages may have been accepted, in the order in which they were sent to. These alone are held in
     * memory, however long the run.
     *
     * @throws SQLException when the database cannot be read
     */
    public Stream<Recipient> unknown(String campaign, String run) throws SQLException {
        List<Recipient> unknown = new ArrayList<>();
        try (Connection connection = database.connect()) {
            new CampaignReader(connection).read(campaign, run, (recipient, outcome, report) -> {
                if (outcome == Outcome.UNKNOWN) {
                    unknown.add(recipient);
                }
            });
        }
        return unknown.stream();
    }

    /**
     * Enters what was found out about unknown recipients.
     *
     * @param outcome {@link Outcome#ACCEPTED}; whoever was not accepted is left as he is
     * @throws IllegalArgumentException when somebody is not unknown in the run
     * @throws SQLException when the database cannot be written
     */
    public void settle(String campaign, String run, Collection<Recipient> recipients, Outcome outcome)
            throws SQLException {
        RunKey key = new RunKey(campaign, run, 0);
        if (outcome != Outcome.ACCEPTED) {
            throw new IllegalArgumentException(
                    "unknown recipients cannot be settled as " + outcome + ": expected ACCEPTED");
        }
        Set<Recipient> unknown = unknown(key.campaign(), key.run()).collect(Collectors.toSet());
        if (!unknown.containsAll(recipients)) {
            throw new IllegalArgumentException(key + " has not all of the " + recipients.size()
                    + " recipients as unknown: expected those of unknown(…), with their session IDs");
        }
        try (Connection connection = database.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO bulksms_attempt (run_id, fence, state,"
                                + " recipients, recipient_count, reason, begun, ended) SELECT id, fence, 'A', ?, ?,"
                                + " 'settled by reconciliation', " + JournalTables.NOW + ", " + JournalTables.NOW
                                + " FROM bulksms_run WHERE campaign = ? AND run = ? AND part = ?")) {
            insert.setBytes(1, new RecipientCodec(key).encode(RecipientBatch.of(List.copyOf(recipients))));
            insert.setInt(2, recipients.size());
            insert.setString(3, key.campaign());
            insert.setString(4, key.run());
            insert.setLong(5, key.part());
            insert.executeUpdate();
        }
    }
}
