package io.github.camelbulksms.internal.recipient.column;

import java.util.List;

/**
 * Where in a line or row the recipient is, counted from 0.
 *
 * @param sessionId {@link #NONE} when there is no such column
 * @param companions what says more of the number
 */
public record Columns(int phone, int sessionId, List<Companion> companions) {

    public static final int NONE = -1;

    /** The number, and behind it a session ID: what lines without a header line are made of. */
    public static final Columns PHONE_AND_SESSION_ID = new Columns(0, 1, List.of());

    public boolean hasSessionId() {
        return sessionId != NONE;
    }
}
