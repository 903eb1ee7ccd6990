package io.github.camelbulksms;

import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Stream;

/** What operators found out about recipients whose outcome the journal does not know. Implemented by {@link Campaigns}. Thread-safe. */
interface RunRecovery {

    /**
     * The recipients of a run whose messages may have been accepted, in the order in which they were sent to. These alone are held
     * in memory, however long the run.
     *
     * @throws SQLException when the database cannot be read
     */
    Stream<Recipient> unknown(String campaign, String run) throws SQLException;

    /**
     * Enters what was found out about unknown recipients of a run, from a file: CSV in UTF-8 with a header line that names the columns
     * {@code phone} and {@code outcome}, which is {@code accepted}, {@code not_accepted} or (not known yet) {@code unknown}; that of
     * {@link Campaigns#csv}, for instance, with its unknowns looked up. Recipients who were not accepted are sent to when the run's
     * list is sent again.
     *
     * @return how many were settled
     * @throws IllegalArgumentException when a line cannot be understood, or names a recipient who is not unknown; nothing is settled then
     * @throws IOException when the file cannot be read, or the run is being sent
     * @throws SQLException when the database cannot be written
     */
    int settle(String campaign, String run, InputStream csv) throws SQLException, IOException;

    /**
     * Enters what was found out about unknown recipients of a run.
     *
     * @param recipients as {@link #unknown} names them, with their session IDs
     * @param outcome {@link Outcome#ACCEPTED}; recipients who were not accepted are left as they are
     * @throws IllegalArgumentException when one of them is not unknown in the run
     * @throws SQLException when the database cannot be written
     */
    void settle(String campaign, String run, Collection<Recipient> recipients, Outcome outcome) throws SQLException;

    /**
     * To be called once after a database was restored from a backup, or an incomplete replica took over, before anything is
     * sent. In each unfinished run all recipients not known to be accepted count as unknown, until {@link #releaseRun}. Runs
     * that began since then must be named, see {@link #holdRun}.
     *
     * @return how many runs, and parts of runs, are held now
     * @throws SQLException when the database cannot be written
     */
    int holdUnfinished() throws SQLException;

    /**
     * As {@link #holdUnfinished}, for one run, which the database need not know.
     *
     * @throws SQLException when the database cannot be written
     */
    void holdRun(String campaign, String run) throws SQLException;

    /**
     * Releases a held run, so that it sends to all recipients not known to be accepted. Settle first which ones got the message.
     *
     * @return whether it was held
     * @throws SQLException when the database cannot be written
     */
    boolean releaseRun(String campaign, String run) throws SQLException;
}
