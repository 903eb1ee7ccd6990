package io.github.camelbulksms.sandbox;

/** What the sandbox does to a request instead of answering it. */
public enum Fault {
    /** Closes the connection when the request has arrived; nothing is accepted. */
    DROP_BEFORE_ACCEPTANCE,
    /** Accepts the request, then closes the connection without a reply: the messages go out and the sender cannot know. */
    DROP_AFTER_ACCEPTANCE
}
