package io.github.camelbulksms.model;

/** What happened to a recipient. Every recipient that was read has exactly one outcome. */
public enum Outcome {
    /** The provider accepted the request (reply 293). */
    ACCEPTED(Naming.COUNTED),
    /** No usable number or session ID. */
    INVALID(Naming.NAMED),
    /** The number was already read in this run. */
    DUPLICATE(Naming.COUNTED),
    /** They want no messages. */
    SUPPRESSED(Naming.NAMED),
    /** Not at this hour: they are sent to when the run is entered again later. */
    POSTPONED(Naming.NAMED),
    /** The provider refused the request for good. */
    REFUSED(Naming.NAMED),
    /** Never put on the wire, or known not to have been accepted. */
    UNSENT(Naming.NAMED),
    /** May have been sent: there is no trustworthy answer. */
    UNKNOWN(Naming.NAMED);

    private enum Naming {
        NAMED,
        COUNTED
    }

    private final Naming naming;

    Outcome(Naming naming) {
        this.naming = naming;
    }

    /** Whether a result names the recipients of this outcome; others are only counted. */
    public boolean isNamed() {
        return naming == Naming.NAMED;
    }
}
