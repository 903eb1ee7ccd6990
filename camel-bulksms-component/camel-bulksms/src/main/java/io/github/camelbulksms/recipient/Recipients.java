package io.github.camelbulksms.recipient;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;

/**
 * Recipients as numbers and bytes, 13 bytes each and their session IDs; made to be filled, emptied and filled again. As a list it
 * makes each recipient when asked for it. Not thread-safe.
 */
public final class Recipients extends AbstractList<Recipient> implements RandomAccess {

    private static final int FEW = 16;

    private long[] phoneNumbers = new long[FEW];
    private int[] ends = new int[FEW];
    private byte[] sessionIds = new byte[32 * FEW];
    private final BitSet generated = new BitSet();
    private int size;

    public static Recipients of(List<Recipient> list) {
        if (list instanceof Recipients recipients) {
            return recipients;
        }
        Recipients recipients = new Recipients();
        list.forEach(recipient -> recipients.append(new ValidEntry(0, recipient)));
        return recipients;
    }

    /** Appends the recipient of an entry. */
    public void append(ValidEntry entry) {
        append(entry.phoneNumber(), entry.bytes(), entry.start(), entry.end());
        if (entry.isSessionIdGenerated()) {
            generated.set(size - 1);
        }
    }

    private void append(long phoneNumber, byte[] bytes, int start, int end) {
        int from = startOf(size);
        int to = from + end - start;
        if (size == phoneNumbers.length) {
            phoneNumbers = Arrays.copyOf(phoneNumbers, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        if (to > sessionIds.length) {
            sessionIds = Arrays.copyOf(sessionIds, Math.max(to, 2 * sessionIds.length));
        }
        System.arraycopy(bytes, start, sessionIds, from, end - start);
        phoneNumbers[size] = phoneNumber;
        ends[size] = to;
        size++;
    }

    @Override
    public void clear() {
        generated.clear();
        size = 0;
    }

    @Override
    public int size() {
        return size;
    }

    /** The digits as a number; no phone number starts with 0. */
    public long phoneNumber(int index) {
        return phoneNumbers[index];
    }

    /** Whether {@link SessionIds} made the session ID. */
    public boolean isSessionIdGenerated(int index) {
        return generated.get(index);
    }

    /** The session IDs of all, UTF-8, one behind the other; not to be changed. */
    public byte[] sessionIds() {
        return sessionIds;
    }

    /** Where the session ID of a recipient starts in those of all. */
    public int startOf(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Where it ends; where it starts when there is none. */
    public int endOf(int index) {
        return ends[index];
    }

    @Override
    public Recipient get(int index) {
        int start = startOf(index);
        int length = endOf(index) - start;
        return new Recipient(
                Long.toString(phoneNumbers[index]),
                length == 0 ? null : new String(sessionIds, start, length, StandardCharsets.UTF_8));
    }
}
