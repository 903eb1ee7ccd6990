package io.github.camelbulksms.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run as an operator sees it, all of its parts together.
 *
 * @param begun when it was begun, by the clock of this process or of the journal's database
 * @param ended when it ended last, or null
 * @param read recipients whose outcome is known; of a run of another process those of when it ended last
 * @param requests POSTs that went out, or may have
 * @param batches groups of recipients that a request was to be made for; of a run of another process as many as requests
 * @param perSecond recipients a second over the last minute, where this process sends it
 * @param timeToGo how long it takes yet at that rate, where the length of its list is known
 * @param oldestRequest how long the request is on its way that has been for longest
 * @param waitsFor what holds it up, or null
 * @param lastError what went wrong last, or null
 * @param owner the process that has it, or had it until the lease ran out; null when none has, or this one does
 */
public record RunInfo(
        String campaign,
        String run,
        Status status,
        Instant begun,
        Instant ended,
        long read,
        long accepted,
        long unknown,
        long requests,
        long batches,
        OptionalDouble perSecond,
        Optional<Duration> timeToGo,
        Optional<Duration> oldestRequest,
        String waitsFor,
        String lastError,
        String owner) {

    /** How a run stands. */
    public enum Status {
        /** It waits for the journal, or for its list to be read. */
        OPENING,
        SENDING,
        /** An operator has asked it to stop, and requests are on their way yet. */
        STOPPING,
        /** An operator stopped it; it goes on when it was resumed and its list is sent again. */
        STOPPED,
        /** No recipients are left to send to. */
        FINISHED,
        /** Recipients are left; it goes on when its list is sent again. */
        FAILED,
        /** Its process has not renewed the lease; it goes on when its list is sent again. */
        ABANDONED
    }
}
