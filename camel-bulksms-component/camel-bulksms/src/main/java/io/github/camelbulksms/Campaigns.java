package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.jdbc.CampaignCsv;
import io.github.camelbulksms.internal.journal.jdbc.CampaignReader;
import io.github.camelbulksms.internal.journal.jdbc.CampaignTally;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.ReportMatch;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.Recipient;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the journal's database says of campaigns: how they stand, and how each recipient's message ended. Every answer is read
 * anew, in memory that does not grow with the recipients who were accepted. Thread-safe.
 */
public final class Campaigns {

    private final JournalDatabase database;

    public Campaigns(DataSource dataSource) {
        database = new JournalDatabase(dataSource);
    }

    /** A recipient of a run, whom a report is about. */
    public record ReportedRecipient(String campaign, String run, Recipient recipient) {}

    /**
     * The campaigns that were ever begun, by name.
     *
     * @throws SQLException when the database cannot be read
     */
    public List<String> names() throws SQLException {
        try (Connection connection = database.connect()) {
            return strings(connection, "SELECT DISTINCT campaign FROM bulksms_run ORDER BY campaign");
        }
    }

    /**
     * How a campaign stands, all of its runs together; zeros when there is none of that name.
     *
     * @throws SQLException when the database cannot be read
     */
    public CampaignTotals totals(String campaign) throws SQLException {
        try (Connection connection = database.connect()) {
            return totals(connection, campaign, runs(connection, campaign));
        }
    }

    /**
     * How a run of a campaign stands; zeros when there is none of that name.
     *
     * @throws SQLException when the database cannot be read
     */
    public CampaignTotals totals(String campaign, String run) throws SQLException {
        try (Connection connection = database.connect()) {
            List<String> runs = new ArrayList<>(runs(connection, campaign));
            runs.retainAll(List.of(run));
            return totals(connection, campaign, runs);
        }
    }

    /**
     * The recipients of a campaign who were sent to, with the final state of each: CSV (RFC 4180, UTF-8) whose first line names
     * the columns. It stands in a temporary file that goes when the stream is closed.
     *
     * @throws SQLException when the database cannot be read
     * @throws IOException when the temporary file cannot be written
     */
    public InputStream csv(String campaign) throws SQLException, IOException {
        Path file = Files.createTempFile("bulksms", ".csv");
        try {
            try (Connection connection = database.connect();
                    BufferedWriter writer = Files.newBufferedWriter(file)) {
                CampaignCsv csv = new CampaignCsv(writer);
                for (String run : runs(connection, campaign)) {
                    new CampaignReader(connection)
                            .read(
                                    campaign,
                                    run,
                                    (recipient, outcome, report) ->
                                            csv.recipient(campaign, run, recipient, outcome, report));
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (SQLException | IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * Who a report is about: the way from a report to a list of those who must not get messages, for instance. A report on a
     * request without a reply costs a look at all such requests.
     *
     * @return empty when it is about nobody here, or about one of several
     * @throws SQLException when the database cannot be read
     */
    public Optional<ReportedRecipient> recipient(DeliveryReport report) throws SQLException {
        try (Connection connection = database.connect()) {
            return new ReportMatch(connection)
                    .whose(report.referenceId(), report.sessionId())
                    .map(whose -> new ReportedRecipient(whose.campaign(), whose.run(), whose.recipient()));
        }
    }

    /**
     * How many reports are stored that are about nobody here. Reads all runs.
     *
     * @throws SQLException when the database cannot be read
     */
    public long uncorrelated() throws SQLException {
        try (Connection connection = database.connect()) {
            long[] correlated = new long[1];
            for (String campaign : strings(connection, "SELECT DISTINCT campaign FROM bulksms_run")) {
                for (String run : runs(connection, campaign)) {
                    new CampaignReader(connection)
                            .read(
                                    campaign,
                                    run,
                                    (recipient, outcome, report) ->
                                            correlated[0] += report == null ? 0 : report.reports());
                }
            }
            return number(connection, "SELECT COUNT(*) FROM bulksms_report") - correlated[0];
        }
    }

    private static CampaignTotals totals(Connection connection, String campaign, List<String> runs)
            throws SQLException {
        CampaignTally tally = new CampaignTally();
        long read = 0;
        for (String run : runs) {
            new CampaignReader(connection).read(campaign, run, tally);
            read += number(
                    connection,
                    "SELECT SUM(n.recipients_read) FROM bulksms_run_read n JOIN bulksms_run r ON r.id = n.run_id"
                            + " WHERE r.campaign = ? AND r.run = ?",
                    campaign,
                    run);
        }
        return tally.totals(campaign, runs.size(), read);
    }

    private static List<String> runs(Connection connection, String campaign) throws SQLException {
        return strings(connection, "SELECT DISTINCT run FROM bulksms_run WHERE campaign = ? ORDER BY run", campaign);
    }

    private static List<String> strings(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = prepare(connection, sql, parameters);
                ResultSet rows = select.executeQuery()) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private static long number(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = prepare(connection, sql, parameters);
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, String... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement;
    }
}
