package io.github.camelbulksms.internal.journal.jdbc;

/** What of a delivery report is kept. */
public enum KeptReports {
    /** IDs, status and times: what the state of a campaign is made of. */
    STATUS,
    /** The body as it came, too. */
    RAW
}
