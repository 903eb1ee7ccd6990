package io.github.camelbulksms.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a run failed, by what a caller does about it. */
public enum FailureCode {
    /** Another exchange, or another process, is sending the run: later there is its result. */
    RUN_BUSY(409),
    /** The run is finished, and its source or its list is another now. */
    RUN_FINISHED(409),
    /** The run is finished, and was erased since: its name is not used again. */
    RUN_ERASED(409),
    /** The run was begun with another text, ucid, sender or {@code duplicateRecipient}. */
    TEXT_CHANGED(409),
    /** The journal cannot be read or written, so nothing is sent: later. */
    JOURNAL_UNAVAILABLE(503),
    /** The list cannot be understood, or goes beyond a guard. */
    LIST_REFUSED(400),
    /** Not one recipient of the list is valid. */
    NOBODY_VALID(400),
    /** An operator has stopped the run, or its campaign: it goes on when it was resumed and its list is sent again. */
    RUN_STOPPED(503),
    /** The route, or Camel, is stopping: the run goes on when its list is sent again. */
    ROUTE_STOPPING(503),
    /** The provider refused a request for good. */
    REFUSED(502),
    /** The account has reached its cap. */
    CAPPED(502),
    /** Some may have got the message: there is no trustworthy answer. */
    UNKNOWN(502),
    /** Some were not sent to, for a reason that may pass: the network, or a provider that is busy. */
    UNSENT(503),
    /** Some are sent to by the same run later. */
    POSTPONED(503),
    /** The list could not be read to its end. */
    READING_FAILED(500),
    /** Something was thrown where nothing may be thrown. */
    INTERNAL_ERROR(500);

    private final int httpStatus;

    FailureCode(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** The status that an HTTP caller may be given. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The code as it stands in JSON and logs, for instance {@code run_busy}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
