package io.github.camelbulksms.recipient;

import java.nio.charset.StandardCharsets;

/**
 * A usable recipient, as a number and bytes: what is read millions of times must not make an object each time. A source may use the
 * same entry for one recipient after another, so an entry is good until the next is read. Not thread-safe.
 */
public final class ValidEntry implements Entry {

    private static final byte[] NOTHING = {};

    private long position;
    private long phoneNumber;
    private byte[] bytes = NOTHING;
    private int start;
    private int end;
    private boolean sessionIdGenerated;

    public ValidEntry() {}

    public ValidEntry(long position, Recipient recipient) {
        byte[] sessionId =
                recipient.sessionId() == null ? NOTHING : recipient.sessionId().getBytes(StandardCharsets.UTF_8);
        set(position, Long.parseLong(recipient.phoneNumber()), sessionId, 0, sessionId.length);
    }

    /**
     * Makes it another recipient.
     *
     * @param bytes UTF-8, with the session ID from {@code start} to {@code end}; there is none when these are the same
     */
    public void set(long position, long phoneNumber, byte[] bytes, int start, int end) {
        this.position = position;
        this.phoneNumber = phoneNumber;
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        sessionIdGenerated = false;
    }

    /** Makes it another recipient, or the same with a session ID that {@link SessionIds} made. */
    public void generated(long position, long phoneNumber, byte[] sessionId) {
        set(position, phoneNumber, sessionId, 0, sessionId.length);
        sessionIdGenerated = true;
    }

    @Override
    public long position() {
        return position;
    }

    /** The digits as a number; no phone number starts with 0. */
    public long phoneNumber() {
        return phoneNumber;
    }

    boolean hasSessionId() {
        return start < end;
    }

    boolean sessionIdHoldsLetter() {
        for (int i = start; i < end; i++) {
            if (Character.isLetter(bytes[i])) {
                return true;
            }
        }
        return false;
    }

    boolean isSessionIdGenerated() {
        return sessionIdGenerated;
    }

    /** Holds the session ID, from {@link #start} to {@link #end}. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The recipient as an object that stays. */
    public Recipient recipient() {
        return new Recipient(
                Long.toString(phoneNumber),
                hasSessionId() ? new String(bytes, start, end - start, StandardCharsets.UTF_8) : null);
    }

    /** Leaves the recipient out: this is what reaches logs. */
    @Override
    public String toString() {
        return "ValidEntry[position=" + position + "]";
    }
}
