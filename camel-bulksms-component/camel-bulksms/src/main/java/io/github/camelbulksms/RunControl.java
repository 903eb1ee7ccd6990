package io.github.camelbulksms;

import io.github.camelbulksms.model.RunInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What operators see of runs, and ask of them. Implemented by {@link Campaigns}. Thread-safe. */
interface RunControl {

    /**
     * The runs that are being sent, by whichever process, then the last hundred others. Without a database those of this process.
     *
     * @throws SQLException when the database cannot be read
     */
    List<RunInfo> runs() throws SQLException;

    /**
     * Asks a run to stop before its next request, whichever process sends it. It stays so until it is resumed, also over a restart where
     * there is a database; a run of that name that begins meanwhile sends nothing.
     *
     * @throws SQLException when the database cannot be written
     */
    void stopRun(String campaign, String run) throws SQLException;

    /**
     * Asks all runs of a campaign to stop, and those to come.
     *
     * @see #stopRun
     */
    void stopRuns(String campaign) throws SQLException;

    /**
     * Lets a stopped run go on when its list is sent again.
     *
     * @throws IllegalStateException when its campaign is stopped as a whole
     * @throws SQLException when the database cannot be written
     */
    void resumeRun(String campaign, String run) throws SQLException;

    /**
     * Lets all runs of a campaign go on when their lists are sent again, whichever way they were stopped.
     *
     * @throws SQLException when the database cannot be written
     */
    void resumeRuns(String campaign) throws SQLException;

    /**
     * Takes a run from the process that has it, so that another need not wait for its lease: that process can begin no request of it
     * any more, alive or not. Requests that are on their way are unknown.
     *
     * @return the process that had it; empty when none did
     * @throws IllegalArgumentException when there is no such run
     * @throws IllegalStateException when the journal is in memory
     * @throws SQLException when the database cannot be written
     */
    Optional<String> freeRun(String campaign, String run) throws SQLException;
}
