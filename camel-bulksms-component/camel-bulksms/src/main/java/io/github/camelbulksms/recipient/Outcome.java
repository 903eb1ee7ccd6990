package io.github.camelbulksms.recipient;

/** What happened to a recipient. Every recipient that was read has exactly one outcome. */
public enum Outcome {
    /** The provider accepted the request (reply 293). */
    ACCEPTED,
    /** No usable number or session ID. */
    INVALID,
    /** The number was already read in this run. */
    DUPLICATE,
    /** The provider refused the request for good. */
    REFUSED,
    /** Never put on the wire, or known not to have been accepted. */
    UNSENT,
    /** May have been sent: there is no trustworthy answer. */
    UNKNOWN
}
