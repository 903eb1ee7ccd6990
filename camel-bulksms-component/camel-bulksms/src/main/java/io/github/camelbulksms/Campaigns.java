package io.github.camelbulksms;

import io.github.camelbulksms.SettledLines.Others;
import io.github.camelbulksms.internal.compliance.SuppressedNumber;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.RunRegister;
import io.github.camelbulksms.internal.journal.jdbc.CampaignStore;
import io.github.camelbulksms.internal.journal.jdbc.HeldRuns;
import io.github.camelbulksms.internal.journal.jdbc.JdbcRunRegister;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.Settlement;
import io.github.camelbulksms.internal.journal.jdbc.SuppressionTable;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.internal.journal.memory.MemoryJournal;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.internal.run.SpoolFolder;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RunInfo;
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
import java.util.Set;
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
    private final RunRegister register;
    private final RunList runs;
    private final Settlement settlement;
    private final HeldRuns held;

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
        store = new CampaignStore(database);
        suppression = new SuppressionTable(database);
        register = new JdbcRunRegister(database);
        settlement = new Settlement(database);
        held = new HeldRuns(database);
        runs = new RunList(metrics, register, journal);
    }

    /** Of a component without a database. */
    Campaigns(MemoryJournal journal, SendMetrics metrics) {
        store = null;
        suppression = null;
        settlement = null;
        held = null;
        register = journal;
        runs = new RunList(metrics, register, journal);
    }

    /**
     * The runs that are being sent, by whichever process, then the last hundred others. Without a database those of this process.
     *
     * @throws SQLException when the database cannot be read
     */
    public List<RunInfo> runs() throws SQLException {
        return runs.read();
    }

    /**
     * Asks a run to stop before its next request, whichever process sends it. It stays so until it is resumed, also over a restart where
     * there is a database; a run of that name that begins meanwhile sends nothing.
     *
     * @throws SQLException when the database cannot be written
     */
    public void stopRun(String campaign, String run) throws SQLException {
        register.stop(campaign, run);
    }

    /**
     * Asks all runs of a campaign to stop, and those to come.
     *
     * @see #stopRun
     */
    public void stopRuns(String campaign) throws SQLException {
        register.stop(campaign, RunRegister.ALL_RUNS);
    }

    /**
     * Lets a run go on when it comes again.
     *
     * @throws IllegalStateException when its campaign is stopped as a whole
     * @throws SQLException when the database cannot be written
     */
    public void resumeRun(String campaign, String run) throws SQLException {
        register.resume(campaign, run);
    }

    /**
     * Lets all runs of a campaign go on when they come again, whichever way they were stopped.
     *
     * @throws SQLException when the database cannot be written
     */
    public void resumeRuns(String campaign) throws SQLException {
        register.resume(campaign, RunRegister.ALL_RUNS);
    }

    /**
     * Takes a run from the process that has it, so that another need not wait for its lease: that process can begin no request of it
     * any more, alive or not. Requests that are on their way are unknown.
     *
     * @return who had it; empty when nobody did
     * @throws IllegalArgumentException when there is no such run
     * @throws IllegalStateException when the journal is in memory
     * @throws SQLException when the database cannot be written
     */
    public Optional<String> freeRun(String campaign, String run) throws SQLException {
        return Optional.ofNullable(register.free(campaign, run));
    }

    /**
     * Enters what was found out about unknown recipients of a run, from a file: CSV in UTF-8 with a header line that names the columns
     * {@code phone} and {@code outcome}, which is {@code accepted}, {@code not_accepted} or (not known yet) {@code unknown}; that of
     * {@link #csv}, for instance, with its unknowns looked up. Those who were not accepted are sent to when the run comes again.
     *
     * @return how many were settled
     * @throws IllegalArgumentException when a line cannot be understood, or names somebody who is not unknown; nothing is settled then
     * @throws IOException when the file cannot be read, or the run is being sent
     * @throws SQLException when the database cannot be written
     */
    public int settle(String campaign, String run, InputStream csv) throws SQLException, IOException {
        List<Recipient> unknown = store().unknown(campaign, run);
        SettledLines lines = new SettledLines(unknown, held.isHeld(campaign, run) ? Others.UNKNOWN : Others.KNOWN);
        lines.read(csv);
        if (!lines.accepted().isEmpty()) {
            store.noteAccepted(campaign, run, lines.accepted());
        }
        if (!lines.notAccepted().isEmpty()) {
            settlement.asNotAccepted(campaign, run, Set.copyOf(lines.notAccepted()));
        }
        return lines.accepted().size() + lines.notAccepted().size();
    }

    /**
     * To be called once after a database was restored from a backup, or a replica took over that may lack something, before anything is
     * sent. In each run that has not finished, everybody is unknown who is not known to be accepted, until {@link #releaseRun}. Runs
     * that began since then must be named, see {@link #holdRun}.
     *
     * @return how many runs, and parts of runs, are held now
     * @throws SQLException when the database cannot be written
     */
    public int holdUnfinished() throws SQLException {
        store();
        return held.holdUnfinished();
    }

    /**
     * As {@link #holdUnfinished}, for one run, which the database need not know.
     *
     * @throws SQLException when the database cannot be written
     */
    public void holdRun(String campaign, String run) throws SQLException {
        store();
        held.hold(campaign, run);
    }

    /**
     * Lets a held run go on with all who are not known to be accepted. Settle first who got the message.
     *
     * @return whether it was held
     * @throws SQLException when the database cannot be written
     */
    public boolean releaseRun(String campaign, String run) throws SQLException {
        store();
        return held.release(campaign, run);
    }

    /** A command of the dev console; says what it has done. */
    String execute(String command, String campaign, String run) throws SQLException {
        String name = run == null || run.isBlank() ? RunRegister.ALL_RUNS : run;
        String all = "campaign=" + campaign + (name.isEmpty() ? ", all runs" : " run=" + name);
        switch (command) {
            case "stop" -> register.stop(campaign, name);
            case "resume" -> register.resume(campaign, name);
            case "free" -> register.free(campaign, name);
            default ->
                throw new IllegalArgumentException(
                        "the option command is '" + command + "': expected stop, resume or free");
        }
        return command + ": " + all;
    }

    private CampaignStore store() {
        if (store == null) {
            throw new IllegalStateException(
                    "the journal is in memory and knows no past campaigns: expected the component option dataSource");
        }
        return store;
    }

    /** A recipient of a run, whom a report is about. */
    public record ReportedRecipient(String campaign, String run, Recipient recipient) {}

    /**
     * The campaigns that were ever begun, by name.
     *
     * @throws SQLException when the database cannot be read
     */
    public List<String> names() throws SQLException {
        return store().names();
    }

    /**
     * How a campaign stands, all of its runs together; zeros when there is none of that name.
     *
     * @throws SQLException when the database cannot be read
     */
    public CampaignTotals totals(String campaign) throws SQLException {
        return store().totals(campaign);
    }

    /**
     * How a run of a campaign stands; zeros when there is none of that name.
     *
     * @throws SQLException when the database cannot be read
     */
    public CampaignTotals totals(String campaign, String run) throws SQLException {
        return store().totals(campaign, run);
    }

    /**
     * The recipients of a campaign who were sent to, with the final state of each: CSV (RFC 4180, UTF-8) whose first line names
     * the columns. It stands in a temporary file that goes when the stream is closed.
     *
     * @throws SQLException when the database cannot be read
     * @throws IOException when the temporary file cannot be written
     */
    public InputStream csv(String campaign) throws SQLException, IOException {
        Path file = SpoolFolder.newFile(".csv");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                store().writeCsv(campaign, writer);
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
        return store().ownerOf(report.referenceId(), report.sessionId())
                .map(owner -> new ReportedRecipient(owner.campaign(), owner.run(), owner.recipient()));
    }

    /**
     * How many reports are stored that are about no recipient here. Reads all runs.
     *
     * @throws SQLException when the database cannot be read
     */
    public long uncorrelated() throws SQLException {
        return store().uncorrelated();
    }

    /**
     * The recipients of a run whose messages may have been accepted, in the order in which they were sent to. These alone are held
     * in memory, however long the run.
     *
     * @throws SQLException when the database cannot be read
     */
    public Stream<Recipient> unknown(String campaign, String run) throws SQLException {
        return store().unknown(campaign, run).stream();
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
        if (!store().settleAsAccepted(campaign, run, recipients)) {
            throw new IllegalArgumentException(
                    "campaign=" + campaign + " run=" + run + " has not all of the " + recipients.size()
                            + " recipients as unknown: expected those of unknown(…), with their session IDs");
        }
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
     * @throws SQLException when the database cannot be written; called again, it goes on
     */
    public long erase(String phoneNumber) throws SQLException {
        String digits = phoneNumber.startsWith("+") ? phoneNumber.substring(1) : phoneNumber;
        return store.erase(new Recipient(digits, null).phoneNumber());
    }

    /**
     * Suppresses a number in the journal's database, where a {@link JdbcSuppressionList} finds it: the next batch honours it.
     *
     * @param phoneNumber with country code, as people write it: {@code +381 60 123-45-67}
     * @throws IllegalArgumentException when it is no such number
     * @throws IllegalStateException when the journal is in memory
     * @throws SQLException when the database cannot be written
     */
    public void suppress(String phoneNumber, SuppressionScope scope) throws SQLException {
        store();
        suppression.add(SuppressedNumber.parse(phoneNumber), scope);
    }

    /**
     * Takes a number off the list, in that scope alone.
     *
     * @param phoneNumber as {@link #suppress} takes it
     * @throws IllegalArgumentException when it is no such number
     * @throws IllegalStateException when the journal is in memory
     * @throws SQLException when the database cannot be written
     */
    public void unsuppress(String phoneNumber, SuppressionScope scope) throws SQLException {
        store();
        suppression.remove(SuppressedNumber.parse(phoneNumber), scope);
    }
}
