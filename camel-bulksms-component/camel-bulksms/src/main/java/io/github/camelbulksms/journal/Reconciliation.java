package io.github.camelbulksms.journal;

import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.Recipient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
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

    private static final String ATTEMPTS = "SELECT a.state, a.recipients FROM bulksms_attempt a JOIN bulksms_run r"
            + " ON r.id = a.run_id WHERE r.campaign = ? AND r.run = ? ORDER BY a.id";

    private final DataSource dataSource;

    public Reconciliation(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * How a run stands.
     *
     * @param accepted recipients whose messages were accepted
     * @param unknown recipients whose messages may have been accepted
     * @param attempts requests that were begun
     */
    public record Totals(long accepted, long unknown, long attempts) {}

    /**
     * @throws SQLException when the database cannot be read
     */
    public Totals totals(String campaign, String run) throws SQLException {
        long[] accepted = {0};
        long[] attempts = {0};
        Set<Recipient> unknown = new LinkedHashSet<>();
        read(campaign, run, (state, recipients) -> {
            attempts[0]++;
            accepted[0] += state.equals("A") ? recipients.size() : 0;
            collectUnknown(state, recipients, unknown);
        });
        removeAccepted(campaign, run, unknown);
        return new Totals(accepted[0], unknown.size(), attempts[0]);
    }

    /**
     * The recipients whose messages may have been accepted, in the order in which they were sent to. These alone are held in
     * memory, however long the run.
     *
     * @throws SQLException when the database cannot be read
     */
    public Stream<Recipient> unknown(String campaign, String run) throws SQLException {
        Set<Recipient> unknown = new LinkedHashSet<>();
        read(campaign, run, (state, recipients) -> collectUnknown(state, recipients, unknown));
        removeAccepted(campaign, run, unknown);
        return unknown.stream();
    }

    /**
     * Enters what was found out about unknown recipients.
     *
     * @param outcome {@link Outcome#ACCEPTED}; whoever was not accepted is left as he is
     * @throws IllegalArgumentException when somebody is not unknown in the run
     * @throws SQLException when the database cannot be written
     */
    public void settle(RunKey key, Collection<Recipient> recipients, Outcome outcome) throws SQLException {
        if (outcome != Outcome.ACCEPTED) {
            throw new IllegalArgumentException(
                    "unknown recipients cannot be settled as " + outcome + ": expected ACCEPTED");
        }
        Set<Recipient> unknown = unknown(key.campaign(), key.run()).collect(Collectors.toSet());
        if (!unknown.containsAll(recipients)) {
            throw new IllegalArgumentException(key + " has not all of the " + recipients.size()
                    + " recipients as unknown: expected those of unknown(…), with their session IDs");
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO bulksms_attempt (run_id, fence, state,"
                                + " recipients, recipient_count, reason, begun, ended) SELECT id, fence, 'A', ?, ?,"
                                + " 'settled by reconciliation', " + JournalTables.NOW + ", " + JournalTables.NOW
                                + " FROM bulksms_run WHERE campaign = ? AND run = ? AND part = ?")) {
            connection.setAutoCommit(true);
            insert.setBytes(1, new RecipientCodec(key).encode(List.copyOf(recipients)));
            insert.setInt(2, recipients.size());
            insert.setString(3, key.campaign());
            insert.setString(4, key.run());
            insert.setLong(5, key.part());
            insert.executeUpdate();
        }
    }

    private void removeAccepted(String campaign, String run, Set<Recipient> unknown) throws SQLException {
        if (!unknown.isEmpty()) {
            read(campaign, run, (state, recipients) -> {
                if (state.equals("A")) {
                    recipients.forEach(unknown::remove);
                }
            });
        }
    }

    private static void collectUnknown(String state, List<Recipient> recipients, Set<Recipient> unknown) {
        if (state.equals("U") || state.equals("B")) {
            unknown.addAll(recipients);
        }
    }

    private void read(String campaign, String run, Attempts attempts) throws SQLException {
        RecipientCodec codec = new RecipientCodec(new RunKey(campaign, run, 0));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement(ATTEMPTS)) {
                select.setFetchSize(100);
                select.setString(1, campaign);
                select.setString(2, run);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        byte[] recipients = rows.getBytes(2);
                        attempts.accept(rows.getString(1), recipients == null ? List.of() : codec.decode(recipients));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @FunctionalInterface
    private interface Attempts {

        void accept(String state, List<Recipient> recipients);
    }
}
