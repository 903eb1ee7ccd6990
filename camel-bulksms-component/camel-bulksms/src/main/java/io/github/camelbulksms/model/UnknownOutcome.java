package io.github.camelbulksms.model;

/** What happens, when a run goes on, to those who may have been sent to. */
public enum UnknownOutcome {
    /** They are not sent to again. */
    hold,
    /** They are sent to again: better twice than not at all. */
    resend
}
