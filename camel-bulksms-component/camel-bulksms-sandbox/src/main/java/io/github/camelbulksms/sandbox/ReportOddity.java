package io.github.camelbulksms.sandbox;

/** What the provider's delivery reports are known to do, and what others may do in its name. */
public enum ReportOddity {
    /** The same report comes twice, although it was taken. */
    REPEATED,
    /** The final status comes before the others. */
    REORDERED,
    /** All of them come before the reply to the request. */
    EARLY,
    /** The date has the provider's other form (RFC 1123, whole seconds). */
    RFC_1123_DATE,
    /** A report of another status, signed with another key, comes too. */
    FORGED
}
