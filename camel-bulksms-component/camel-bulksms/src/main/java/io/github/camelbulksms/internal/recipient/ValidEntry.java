package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.model.Recipient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A usable recipient, as bytes: what is read millions of times must not make objects each time. A source may use the same entry for
 * one recipient after another, so an entry is good until the next is read. Not thread-safe.
 *
 * <p>The bytes are UTF-8: the digits, and when there is a session ID one byte that stands between, and the session ID.
 */
public final class ValidEntry implements Entry {

    private long position;
    private long phoneNumber;
    private byte[] bytes = {};
    private int start;
    private int digitsEnd;
    private int end;
    private boolean sessionIdGenerated;
    private boolean outsidePlan;
    private boolean saysItsCountry;
    private boolean sessionIdWithLetter;

    public ValidEntry() {}

    public ValidEntry(long position, Recipient recipient) {
        String digits = recipient.phoneNumber();
        String text = recipient.sessionId() == null ? digits : digits + "," + recipient.sessionId();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        set(position, Long.parseLong(digits), utf8, 0, digits.length(), utf8.length);
    }

    /**
     * Makes it another recipient, without any mark.
     *
     * @param phoneNumber the digits as a number
     * @param bytes hold the recipient from {@code start} to {@code end}, and are not copied
     * @param digitsEnd where the digits end; the same as {@code end} when there is no session ID
     */
    public void set(long position, long phoneNumber, byte[] bytes, int start, int digitsEnd, int end) {
        this.position = position;
        this.phoneNumber = phoneNumber;
        this.bytes = bytes;
        this.start = start;
        this.digitsEnd = digitsEnd;
        this.end = end;
        sessionIdGenerated = false;
        outsidePlan = false;
        saysItsCountry = false;
        sessionIdWithLetter = false;
    }

    /** The same recipient, for as long as it is needed. */
    ValidEntry copy() {
        ValidEntry copy = new ValidEntry();
        copy.set(position, phoneNumber, Arrays.copyOfRange(bytes, start, end), 0, digitsEnd - start, end - start);
        copy.sessionIdGenerated = sessionIdGenerated;
        copy.outsidePlan = outsidePlan;
        copy.saysItsCountry = saysItsCountry;
        copy.sessionIdWithLetter = sessionIdWithLetter;
        return copy;
    }

    /** Says that the number is possible, and in no range that is known to be given out. */
    ValidEntry markOutsidePlan() {
        outsidePlan = true;
        return this;
    }

    /** Says that the number was written with {@code +}. */
    ValidEntry markWithPlus() {
        saysItsCountry = true;
        return this;
    }

    boolean saysItsCountry() {
        return saysItsCountry;
    }

    boolean isOutsidePlan() {
        return outsidePlan;
    }

    /** Says that {@link SessionIds} made the session ID of this recipient. */
    public void markSessionIdGenerated() {
        sessionIdGenerated = true;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void sortInto(Sorter sorter) {
        sorter.valid(this);
    }

    /** The digits as a number; no phone number starts with 0. */
    public long phoneNumber() {
        return phoneNumber;
    }

    public boolean hasSessionId() {
        return digitsEnd < end;
    }

    boolean isSessionIdGenerated() {
        return sessionIdGenerated;
    }

    /** Says that the session ID holds a letter of ASCII, so that it is no other number. */
    public void markSessionIdHasLetter() {
        sessionIdWithLetter = true;
    }

    /** Whether {@link #markSessionIdHasLetter} was said: a fast reader sees it in passing, others do not look. */
    public boolean isSessionIdWithLetter() {
        return sessionIdWithLetter;
    }

    /** Holds the recipient from {@link #start} to {@link #end}. */
    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int digitsEnd() {
        return digitsEnd;
    }

    public int end() {
        return end;
    }

    /** The recipient as an object that stays. */
    public Recipient recipient() {
        return recipient(bytes, start, digitsEnd, end);
    }

    /** The recipient that bytes hold as {@link ValidEntry} says. */
    static Recipient recipient(byte[] utf8, int start, int digitsEnd, int end) {
        return new Recipient(
                new String(utf8, start, digitsEnd - start, StandardCharsets.US_ASCII),
                digitsEnd == end ? null : new String(utf8, digitsEnd + 1, end - digitsEnd - 1, StandardCharsets.UTF_8));
    }

    /** Leaves the recipient out: this is what reaches logs. */
    @Override
    public String toString() {
        return "ValidEntry[position=" + position + "]";
    }
}
