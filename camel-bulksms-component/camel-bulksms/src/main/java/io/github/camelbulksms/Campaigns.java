package io.github.camelbulksms;

import io.github.camelbulksms.internal.compliance.SuppressedNumber;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.RunRegister;
import io.github.camelbulksms.internal.journal.jdbc.JdbcRunRegister;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.internal.journal.memory.MemoryJournal;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RunInfo;
import java.io.IOException;
import java.io.InputStream;
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
public final class Campaigns implements RunControl, RunRecovery, OptOutControl {

    /** Null when the journal is in memory. */
    private final StoredCampaigns stored;

    private final RunRegister register;
    private final RunList runs;

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

    private Campaigns(JournalDatabase database) {
        this(database, new SendMetrics(), Journal.NONE);
    }

    /** Of a component with a database: what it sends itself is known better. */
    Campaigns(JournalDatabase database, SendMetrics metrics, Journal journal) {
        stored = new StoredCampaigns(database);
        register = new JdbcRunRegister(database);
        runs = new RunList(metrics, register, journal);
    }

    /** Of a component without a database. */
    Campaigns(MemoryJournal journal, SendMetrics metrics) {
        stored = null;
        register = journal;
        runs = new RunList(metrics, register, journal);
    }

    @Override
    public List<RunInfo> runs() throws SQLException {
        return runs.read();
    }

    @Override
    public void stopRun(String campaign, String run) throws SQLException {
        register.stop(campaign, run);
    }

    @Override
    public void stopRuns(String campaign) throws SQLException {
        register.stop(campaign, RunRegister.ALL_RUNS);
    }

    @Override
    public void resumeRun(String campaign, String run) throws SQLException {
        register.resume(campaign, run);
    }

    @Override
    public void resumeRuns(String campaign) throws SQLException {
        register.resume(campaign, RunRegister.ALL_RUNS);
    }

    @Override
    public Optional<String> freeRun(String campaign, String run) throws SQLException {
        return Optional.ofNullable(register.free(campaign, run));
    }

    @Override
    public Stream<Recipient> unknown(String campaign, String run) throws SQLException {
        return stored().store().unknown(campaign, run).stream();
    }

    @Override
    public int settle(String campaign, String run, InputStream csv) throws SQLException, IOException {
        return stored().settle(campaign, run, csv);
    }

    @Override
    public void settle(String campaign, String run, Collection<Recipient> recipients, Outcome outcome)
            throws SQLException {
        stored().settle(campaign, run, recipients, outcome);
    }

    @Override
    public int holdUnfinished() throws SQLException {
        return stored().held().holdUnfinished();
    }

    @Override
    public void holdRun(String campaign, String run) throws SQLException {
        stored().held().hold(campaign, run);
    }

    @Override
    public boolean releaseRun(String campaign, String run) throws SQLException {
        return stored().held().release(campaign, run);
    }

    private StoredCampaigns stored() {
        if (stored == null) {
            throw new IllegalStateException(
                    "the journal is in memory and knows no past campaigns: expected the component option dataSource");
        }
        return stored;
    }

    /**
     * The campaigns that were ever begun, by name.
     *
     * @throws SQLException when the database cannot be read
     */
    public List<String> names() throws SQLException {
        return stored().store().names();
    }

    /**
     * How a campaign stands, all of its runs together; zeros when there is none of that name.
     *
     * @throws SQLException when the database cannot be read
     */
    public CampaignTotals totals(String campaign) throws SQLException {
        return stored().store().totals(campaign);
    }

    /**
     * How a run of a campaign stands; zeros when there is none of that name.
     *
     * @throws SQLException when the database cannot be read
     */
    public CampaignTotals totals(String campaign, String run) throws SQLException {
        return stored().store().totals(campaign, run);
    }

    /**
     * All recipients who were read for a campaign, but duplicates, with the final state of each, or why they did not get the message: CSV
     * (RFC 4180, UTF-8) whose first line names the columns. Recipients without a request are known when their run is given back. It is a
     * temporary file that is deleted when the stream is closed.
     *
     * @throws SQLException when the database cannot be read
     * @throws IOException when the temporary file cannot be written
     */
    public InputStream csv(String campaign) throws SQLException, IOException {
        return stored().csv(campaign);
    }

    /**
     * The recipient of a report, for instance to enter them into a list of those who must not get messages. A report on a request
     * without a reply takes a search through all such requests.
     *
     * @return empty when it is about none here, or about one of several
     * @throws SQLException when the database cannot be read
     */
    public Optional<DeliveryReport.Owner> recipient(DeliveryReport report) throws SQLException {
        return stored().store().ownerOf(report.referenceId(), report.sessionId());
    }

    /**
     * How many reports are stored that are about no recipient here. Reads all runs.
     *
     * @throws SQLException when the database cannot be read
     */
    public long uncorrelated() throws SQLException {
        return stored().store().uncorrelated();
    }

    /**
     * Takes one person out of the journal: number and session IDs go from attempts, parts, reports and named outcomes of all runs. Of each
     * run that had them there remains an HMAC with the journal's own key, so that the run, entered again, does not send to them. They
     * stay on a suppression list. Whatever the database has deleted stands in its files until its own vacuum or compaction, in
     * its logs and backups for longer. Reads all attempts; a run that is in progress may note them again, so call it again then.
     *
     * @param phoneNumber 7 to 15 digits with the country code, with or without {@code +} in front
     * @return how many rows knew them; 0 when none did
     * @throws IllegalArgumentException when it is no number
     * @throws IllegalStateException when the journal is in memory
     * @throws SQLException when the database cannot be written; repeat the call to finish
     */
    public long erase(String phoneNumber) throws SQLException {
        String digits = phoneNumber.startsWith("+") ? phoneNumber.substring(1) : phoneNumber;
        return stored().store().erase(new Recipient(digits, null).phoneNumber());
    }

    @Override
    public void suppress(String phoneNumber) throws SQLException {
        stored().suppression().add(SuppressedNumber.parse(phoneNumber));
    }

    @Override
    public void suppress(String phoneNumber, String campaign) throws SQLException {
        stored().suppression().add(SuppressedNumber.parse(phoneNumber), campaign);
    }

    @Override
    public void unsuppress(String phoneNumber) throws SQLException {
        stored().suppression().remove(SuppressedNumber.parse(phoneNumber));
    }

    @Override
    public void unsuppress(String phoneNumber, String campaign) throws SQLException {
        stored().suppression().remove(SuppressedNumber.parse(phoneNumber), campaign);
    }
}
