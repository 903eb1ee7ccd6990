package io.github.camelbulksms.internal.journal;

import java.sql.SQLException;
import java.util.List;

/** The runs that a journal knows, and what operators wish of them. Thread-safe. */
public interface RunRegister {

    /** How many runs are listed at most, the latest first. */
    int MAX_RUNS = 100;

    /** Stands for all runs of a campaign. */
    String ALL_RUNS = "";

    /** The latest runs of all processes, each with all of its parts. */
    List<KnownRun> runs() throws SQLException;

    /**
     * Asks a run to stop, wherever it is sent, before its next request; it stays so until it is resumed.
     *
     * @param run a name, of a run that need not have begun, or {@link #ALL_RUNS}
     */
    void stop(String campaign, String run) throws SQLException;

    /**
     * Takes the wish back; {@link #ALL_RUNS} takes back those of each run, too.
     *
     * @throws IllegalStateException when the campaign is stopped as a whole, and this is one run of it
     */
    void resume(String campaign, String run) throws SQLException;

    /** Whether a run, or its campaign, was asked to stop. */
    boolean isStopped(String campaign, String run) throws SQLException;

    /**
     * Takes a run from the process that has it, which can begin no request of it any more.
     *
     * @return the process that had it; null when none did
     * @throws IllegalArgumentException when there is no such run
     * @throws IllegalStateException when the owner cannot be notified
     */
    String free(String campaign, String run) throws SQLException;
}
