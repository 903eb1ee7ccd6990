package io.github.camelbulksms.model;

/** What happens, when a run goes on, to recipients whose outcome is unknown. */
public enum UnknownOutcome {
    /** They are not sent to again. */
    hold,
    /** They are sent to again: better twice than not at all. */
    resend
}
