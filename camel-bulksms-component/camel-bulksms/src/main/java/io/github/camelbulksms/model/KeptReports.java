package io.github.camelbulksms.model;

/** What of a delivery report the journal keeps. */
public enum KeptReports {
    /** IDs, status and times: what the state of a campaign is made of. */
    status,
    /** The body as it came, too. */
    raw
}
