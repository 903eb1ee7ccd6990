package io.github.camelbulksms.internal.run;

/** How far a run has come that this process has. */
public enum RunPhase {
    /** It waits for the journal, for another process to give it up, or for its list to be read. */
    OPENING,
    SENDING,
    /** An operator stopped it. */
    STOPPED,
    /** Nobody is left to send to. */
    FINISHED,
    FAILED
}
