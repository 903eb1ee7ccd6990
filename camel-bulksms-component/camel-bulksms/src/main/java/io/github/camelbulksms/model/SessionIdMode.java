package io.github.camelbulksms.model;

/** What recipients without a session ID get. */
public enum SessionIdMode {
    /** A generated one: a function of campaign, run and number. */
    generate,
    /** None. */
    given
}
