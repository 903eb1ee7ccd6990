package io.github.camelbulksms.internal.run;

/** How far a run of this process has come. */
public enum RunPhase {
    /** It waits for the journal, for another process to give it up, or for its list to be read. */
    OPENING,
    SENDING,
    /** An operator stopped it. */
    STOPPED,
    /** No recipients are left to send to. */
    FINISHED,
    FAILED
}
