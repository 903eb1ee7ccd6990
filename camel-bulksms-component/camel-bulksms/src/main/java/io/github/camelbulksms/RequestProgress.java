package io.github.camelbulksms;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.protocol.HttpContext;

/** How far one request has got, and that it is given up when its time is out or its owner stops. Thread-safe. */
final class RequestProgress {

    private static final String ATTRIBUTE = "bulksms.progress";

    private final HttpPost post;
    private final long deadline;
    private volatile boolean begun;
    private volatile String givenUp;
    private int tunnelRequests;

    /**
     * @param deadline when its time is out, by {@link System#nanoTime()}
     */
    RequestProgress(HttpPost post, long deadline) {
        this.post = post;
        this.deadline = deadline;
    }

    static RequestProgress in(HttpContext context) {
        return (RequestProgress) context.getAttribute(ATTRIBUTE);
    }

    void putInto(HttpContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    /**
     * The first byte is about to be written: from here on the provider may have the request. Called by the request's own thread.
     *
     * @throws ProtocolException when it was written before
     */
    void begin() throws ProtocolException {
        if (begun) {
            throw new ProtocolException("the HTTP client was about to send the request again");
        }
        begun = true;
    }

    /** How much of its time is left at that moment, by {@link System#nanoTime()}; zero or less when it is out. */
    long nanosToDeadline(long now) {
        return deadline - now;
    }

    boolean begun() {
        return begun;
    }

    /** How often a proxy was asked for a tunnel, this time included. Called by the request's own thread. */
    int tunnelRequested() {
        return ++tunnelRequests;
    }

    /** Closes the connection in whatever state it is; the thread that waits on it gets an exception. */
    void giveUp(String reason) {
        givenUp = reason;
        post.cancel();
    }

    /** Why, or null. */
    String givenUp() {
        return givenUp;
    }
}
