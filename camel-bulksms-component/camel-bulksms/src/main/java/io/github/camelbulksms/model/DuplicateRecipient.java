package io.github.camelbulksms.model;

/** What happens when a number comes more than once in a run. */
public enum DuplicateRecipient {
    /** The first is sent to. */
    skip,
    /** Each is sent to that has a session ID of its own; the same number with the same session ID comes once. */
    send
}
