package io.github.camelbulksms.internal.recipient.column;

/**
 * Where in a line or row the recipient is, counted from 0.
 *
 * @param sessionId {@link #NONE} when there is no such column
 */
public record Columns(int phone, int sessionId) {

    public static final int NONE = -1;

    /** The number, and behind it a session ID: what lines without a header line are made of. */
    public static final Columns PHONE_AND_SESSION_ID = new Columns(0, 1);

    public boolean hasSessionId() {
        return sessionId != NONE;
    }
}
