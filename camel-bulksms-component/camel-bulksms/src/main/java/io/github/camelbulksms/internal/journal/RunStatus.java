package io.github.camelbulksms.internal.journal;

/** How a run stands when it is given back. */
public enum RunStatus {
    /** No recipient remains to be sent to. */
    FINISHED,
    /** Some recipients may remain. */
    OPEN
}
