package io.github.camelbulksms.internal.journal;

import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/** The journal refuses a request, or cannot be written. Nothing was sent for it. */
public final class JournalException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String THE_REST =
            "; a new run (header CamelBulkSmsRun) sends to all recipients: add excludeRuns=";

    private final FailureCode code;

    public JournalException(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    public JournalException(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * Another exchange or process is sending the run, perhaps for a caller that has stopped waiting.
     *
     * @param owner what sends it, for instance "another exchange"
     */
    public static JournalException busy(RunKey key, String owner) {
        return new JournalException(
                FailureCode.RUN_BUSY,
                key + " is being sent by " + owner
                        + ": nothing is sent twice; try again later, when the run has its result");
    }

    /** A run is continued with a text other than the one that some of its recipients may have received. */
    public static JournalException textChanged(RunKey key) {
        return new JournalException(
                FailureCode.TEXT_CHANGED,
                key + " was begun with another text, ucid or sender, and some of its recipients may have got it:"
                        + " expected the same" + theRest(key));
    }

    /**
     * A run is continued with another idea of which recipients are the same than the one that some of them were sent to by.
     *
     * @param begunWith what the run was begun with
     * @param now what it is continued with
     */
    public static JournalException duplicatesChanged(RunKey key, DuplicateRecipient begunWith, DuplicateRecipient now) {
        return new JournalException(
                FailureCode.TEXT_CHANGED,
                key + " was begun with duplicateRecipient=" + begunWith + ", and is continued with " + now
                        + ": expected the same" + theRest(key));
    }

    /**
     * A run that is finished is entered again by another source than the one it was finished from.
     *
     * @param before the source that the run was finished from, or null
     * @param now the source that enters it, or null
     */
    public static JournalException sourceChanged(RunKey key, String before, String now) {
        return new JournalException(
                FailureCode.RUN_FINISHED,
                key + " was finished from another source (" + named(before) + ", now " + named(now)
                        + "): nothing is sent; expected the same source, or a run of its own for each source, as in"
                        + " run=${file:name.noext}-${date:file:yyyyMMdd}" + theRest(key));
    }

    /** A finished run that was erased since: its recipients are no longer known, so nothing is sent. */
    public static JournalException erased(RunKey key, Instant erasedAt) {
        return new JournalException(
                FailureCode.RUN_ERASED,
                key + " was finished, and erased on " + erasedAt
                        + " by the option retention: its recipients are no longer known, so nothing is sent; expected"
                        + " an unused run name, for a list that was not sent before (a new run sends to all"
                        + " recipients)");
    }

    /** An operator has stopped the run, or its campaign. */
    public static JournalException stopped(RunKey key) {
        return new JournalException(FailureCode.RUN_STOPPED, stopReason(key));
    }

    public static JournalException unavailable(String what, Throwable cause) {
        return new JournalException(
                FailureCode.JOURNAL_UNAVAILABLE, "the journal cannot be " + what + ": " + cause.getMessage(), cause);
    }

    /** An excluded run is not known. */
    public static JournalException excludedMissing(RunKey key, String run) {
        return new JournalException(
                FailureCode.LIST_REFUSED,
                "excludeRuns names the run " + run + ", and campaign=" + key.campaign()
                        + " has no other run of that name: expected one that was sent, or * for all of them; nothing"
                        + " was sent");
    }

    /** An excluded run is being sent. */
    public static JournalException excludedBusy(RunKey key, String run) {
        return new JournalException(
                FailureCode.RUN_BUSY,
                "campaign=" + key.campaign() + " run=" + run
                        + " of excludeRuns is still being sent: try again when it has ended");
    }

    /** An excluded run was erased. An error where the run is named; {@code *} skips erased runs, as the retention wants it. */
    public static JournalException excludedErased(RunKey key, String run) {
        return new JournalException(
                FailureCode.LIST_REFUSED,
                "campaign=" + key.campaign() + " run=" + run
                        + " of excludeRuns is older than the retention, and was erased:"
                        + " its recipients are no longer known; expected runs within the retention");
    }

    /** An excluded run in memory ended when memory was short: its recipients are not known. */
    public static JournalException excludedForgotten(RunKey key, String run) {
        return new JournalException(
                FailureCode.JOURNAL_UNAVAILABLE,
                "campaign=" + key.campaign() + " run=" + run
                        + " of excludeRuns ended when memory was short: its recipients are not known any more; expected more"
                        + " memory, or a dataSource");
    }

    /** An excluded run is held: its recipients are not completely known. */
    public static JournalException excludedHeld(RunKey key, String run) {
        return new JournalException(
                FailureCode.JOURNAL_UNAVAILABLE,
                "campaign=" + key.campaign() + " run=" + run
                        + " of excludeRuns is held since its database was restored: its recipients are not known;"
                        + " settle it, then type " + OperatorCommand.of("releaseRun", key.campaign(), run));
    }

    /** Why nothing of a stopped run is sent, and how to continue it. */
    public static String stopReason(RunKey key) {
        return "it was stopped by an operator: to continue, type "
                + OperatorCommand.of("resumeRun", key.campaign(), key.run())
                + ", or " + OperatorCommand.of("resumeRuns", key.campaign())
                + " for all runs, in a shell, JMX, Campaigns or the dev console, then send the same list again";
    }

    /** What to type to send only to the recipients who have not received a run. */
    public static String theRest(RunKey key) {
        return THE_REST + key.run() + " to send only to those who have not received this one";
    }

    public FailureCode code() {
        return code;
    }

    private static String named(String source) {
        return Objects.requireNonNullElse(source, "an unidentified source");
    }
}
