package io.github.camelbulksms;

import io.github.camelbulksms.internal.compliance.SuppressedNumber;
import io.github.camelbulksms.internal.journal.jdbc.CampaignStore;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.SuppressionTable;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.SuppressionScope;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What the journal's database says of campaigns: how they stand, and how each recipient's message ended; and the place to enter
 * what was found out about unknown recipients elsewhere. Every answer is read anew, in memory that does not grow with the
 * recipients who were accepted. Thread-safe.
 */
public final class Campaigns {

    private final CampaignStore store;
    private final SuppressionTable suppression;

    /**
     * @param dataSource the component's
     */
    public Campaigns(DataSource dataSource) {
        this(dataSource, null);
    }

    /**
     * @param dataSource the component's
     * @param journalTables the component's option: {@code schema.prefix_}, or null for the default
     * @throws IllegalArgumentException when it is something else
     */
    public Campaigns(DataSource dataSource, String journalTables) {
        this(new JournalDatabase(dataSource, TableNames.of(journalTables)));
    }

    Campaigns(JournalDatabase database) {
        store = new CampaignStore(database);
        suppression = new SuppressionTable(database);
    }

    /** A recipient of a run, whom a report is about. */
    public record ReportedRecipient(String campaign, String run, Recipient recipient) {}

    /**
     * The campaigns that were ever begun, by name.
     *
     * @throws SQLException when the database cannot be read
     */
    public List<String> names() throws SQLException {
        return store.names();
    }

    /**
     * How a campaign stands, all of its runs together; zeros when there is none of that name.
     *
     * @throws SQLException when the database cannot be read
     */
    public CampaignTotals totals(String campaign) throws SQLException {
        return store.totals(campaign);
    }

    /**
     * How a run of a campaign stands; zeros when there is none of that name.
     *
     * @throws SQLException when the database cannot be read
     */
    public CampaignTotals totals(String campaign, String run) throws SQLException {
        return store.totals(campaign, run);
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
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                store.writeCsv(campaign, writer);
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
     * The recipient whom a report is about: the way from a report to a list of those who must not get messages, for instance. A report on a
     * request without a reply costs a look at all such requests.
     *
     * @return empty when it is about none here, or about one of several
     * @throws SQLException when the database cannot be read
     */
    public Optional<ReportedRecipient> recipient(DeliveryReport report) throws SQLException {
        return store.ownerOf(report.referenceId(), report.sessionId())
                .map(owner -> new ReportedRecipient(owner.campaign(), owner.run(), owner.recipient()));
    }

    /**
     * How many reports are stored that are about no recipient here. Reads all runs.
     *
     * @throws SQLException when the database cannot be read
     */
    public long uncorrelated() throws SQLException {
        return store.uncorrelated();
    }

    /**
     * The recipients of a run whose messages may have been accepted, in the order in which they were sent to. These alone are held
     * in memory, however long the run.
     *
     * @throws SQLException when the database cannot be read
     */
    public Stream<Recipient> unknown(String campaign, String run) throws SQLException {
        return store.unknown(campaign, run).stream();
    }

    /**
     * Enters what was found out about unknown recipients of a run.
     *
     * @param recipients as {@link #unknown} names them, with their session IDs
     * @param outcome {@link Outcome#ACCEPTED}; recipients who were not accepted are left as they are
     * @throws IllegalArgumentException when one of them is not unknown in the run
     * @throws SQLException when the database cannot be written
     */
    public void settle(String campaign, String run, Collection<Recipient> recipients, Outcome outcome)
            throws SQLException {
        if (outcome != Outcome.ACCEPTED) {
            throw new IllegalArgumentException(
                    "unknown recipients cannot be settled as " + outcome + ": expected ACCEPTED");
        }
        if (!store.settleAsAccepted(campaign, run, recipients)) {
            throw new IllegalArgumentException(
                    "campaign=" + campaign + " run=" + run + " has not all of the " + recipients.size()
                            + " recipients as unknown: expected those of unknown(…), with their session IDs");
        }
    }

    /**
     * Suppresses a number in the journal's database, where a {@link JdbcSuppressionList} finds it: the next batch honours it.
     *
     * @param phoneNumber with country code, as people write it: {@code +381 60 123-45-67}
     * @throws IllegalArgumentException when it is no such number
     * @throws SQLException when the database cannot be written
     */
    public void suppress(String phoneNumber, SuppressionScope scope) throws SQLException {
        suppression.add(SuppressedNumber.parse(phoneNumber), scope);
    }

    /**
     * Takes a number off the list, in that scope alone.
     *
     * @param phoneNumber as {@link #suppress} takes it
     * @throws IllegalArgumentException when it is no such number
     * @throws SQLException when the database cannot be written
     */
    public void unsuppress(String phoneNumber, SuppressionScope scope) throws SQLException {
        suppression.remove(SuppressedNumber.parse(phoneNumber), scope);
    }
}
