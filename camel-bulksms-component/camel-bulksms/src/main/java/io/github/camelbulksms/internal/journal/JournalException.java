package io.github.camelbulksms.internal.journal;

import io.github.camelbulksms.model.FailureCode;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

/** The journal does not allow what was asked of it, or cannot be written. Nothing was sent for it. */
public final class JournalException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String THE_REST =
            "; a new run in the header CamelBulkSmsRun sends to everybody, but with" + " excludeRuns=";

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
     * Another exchange, or another process, is sending the run right now, perhaps for a caller who has given up waiting.
     *
     * @param owner who sends it, for instance "another exchange"
     */
    public static JournalException busy(RunKey key, String owner) {
        return new JournalException(
                FailureCode.RUN_BUSY,
                key + " is being sent by " + owner
                        + ": nothing is sent twice; expected to be tried again later, when the"
                        + " run has its result");
    }

    /** A run goes on with another text than the one that some of its recipients may have got already. */
    public static JournalException textChanged(RunKey key) {
        return new JournalException(
                FailureCode.TEXT_CHANGED,
                key + " was begun with another text, ucid or sender, and some of its recipients may have got it:"
                        + " expected the same" + theRest(key));
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
                        + "): nobody is sent to; expected the same source, or a run of its own for each source, as in"
                        + " run=${file:name.noext}-${date:file:yyyyMMdd}" + theRest(key));
    }

    /** A run that was finished, and erased since: which recipients got it is not known any more, so none is sent to. */
    public static JournalException erased(RunKey key, Instant erasedAt) {
        return new JournalException(
                FailureCode.RUN_ERASED,
                key + " was finished, and erased on " + erasedAt
                        + " by the option retention: who got it is not known any"
                        + " more, and nobody is sent to; expected a name that was not used before for a list that was"
                        + " not sent before (a new run sends to everybody)");
    }

    /** An operator has stopped the run, or its campaign. */
    public static JournalException stopped(RunKey key) {
        return new JournalException(FailureCode.RUN_STOPPED, stopReason(key));
    }

    public static JournalException unavailable(String what, Throwable cause) {
        return new JournalException(
                FailureCode.JOURNAL_UNAVAILABLE, "the journal cannot be " + what + ": " + cause.getMessage(), cause);
    }

    /** A run that is to be left out is not known. */
    public static JournalException excludedMissing(RunKey key, String run) {
        return new JournalException(
                FailureCode.LIST_REFUSED,
                "excludeRuns names the run " + run + ", and campaign=" + key.campaign()
                        + " has no other run of that name: expected one that was sent, or * for all of them; nobody was"
                        + " sent to");
    }

    /** A run that is to be left out is being sent. */
    public static JournalException excludedBusy(RunKey key, String run) {
        return new JournalException(
                FailureCode.RUN_BUSY,
                "campaign=" + key.campaign() + " run=" + run + " of excludeRuns is being sent: whom it reaches is not"
                        + " known before it ends; expected to be tried again then");
    }

    /** A run that is to be left out was erased: by name that is an error, among all it is what the retention asks for. */
    public static JournalException excludedErased(RunKey key, String run) {
        return new JournalException(
                FailureCode.LIST_REFUSED,
                "campaign=" + key.campaign() + " run=" + run
                        + " of excludeRuns is older than the retention, and was erased:"
                        + " whom it reached is not known any more; expected runs within the retention");
    }

    /** Of a run that is to be left out the journal knows too little. */
    public static JournalException excludedHeld(RunKey key, String run) {
        return new JournalException(
                FailureCode.JOURNAL_UNAVAILABLE,
                "campaign=" + key.campaign() + " run=" + run
                        + " of excludeRuns is held since its database was restored: whom"
                        + " it reached is not known; expected it settled, and then "
                        + OperatorCommand.of("releaseRun", key.campaign(), run));
    }

    /** Why nothing of a stopped run is sent, and what lets it go on. */
    public static String stopReason(RunKey key) {
        return "it was stopped by an operator: resumed by " + OperatorCommand.of("resumeRun", key.campaign(), key.run())
                + ", or " + OperatorCommand.of("resumeRuns", key.campaign())
                + " for all runs, in a shell, JMX, Campaigns or the dev console, it goes on when it comes again";
    }

    /** How those alone are sent to who got nothing of a run. */
    public static String theRest(RunKey key) {
        return THE_REST + key.run() + " to those alone who got nothing of this one";
    }

    public FailureCode code() {
        return code;
    }

    private static String named(String source) {
        return Objects.requireNonNullElse(source, "one that cannot be told");
    }
}
