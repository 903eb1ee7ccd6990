package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.model.Recipient;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Recipients as bytes, the digits and session ID of one behind those of the other; made to be filled, emptied and filled again. As
 * a list it makes each recipient when asked for it. Not thread-safe.
 */
public final class RecipientBatch extends AbstractList<Recipient> implements RandomAccess {

    private static final int FEW = 16;
    private static final int BYTES_OF_ONE = 48;

    private long[] phoneNumbers = new long[FEW];
    private int[] digitsEnds = new int[FEW];
    private int[] ends = new int[FEW];
    private byte[] bytes = new byte[FEW * BYTES_OF_ONE];
    private final BitSet generated = new BitSet();
    private int size;

    /** The list itself, if it is a batch; of another one no session ID counts as generated. */
    public static RecipientBatch of(List<Recipient> list) {
        if (list instanceof RecipientBatch recipients) {
            return recipients;
        }
        RecipientBatch recipients = new RecipientBatch();
        list.forEach(recipient -> recipients.append(new ValidEntry(0, recipient)));
        return recipients;
    }

    /** Appends the recipient of an entry. */
    public void append(ValidEntry entry) {
        int from = start(size);
        int length = entry.end() - entry.start();
        if (size == phoneNumbers.length) {
            phoneNumbers = Arrays.copyOf(phoneNumbers, 2 * size);
            digitsEnds = Arrays.copyOf(digitsEnds, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        if (from + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(from + length, 2 * bytes.length));
        }
        System.arraycopy(entry.bytes(), entry.start(), bytes, from, length);
        phoneNumbers[size] = entry.phoneNumber();
        digitsEnds[size] = from + entry.digitsEnd() - entry.start();
        ends[size] = from + length;
        if (entry.isSessionIdGenerated()) {
            generated.set(size);
        }
        size++;
    }

    /** Takes some out; the others close up, in their order. */
    public void leaveOut(BitSet indexes) {
        int kept = 0;
        int from = 0;
        int to = 0;
        for (int i = 0; i < size; i++) {
            int end = ends[i];
            int length = end - from;
            if (!indexes.get(i)) {
                System.arraycopy(bytes, from, bytes, to, length);
                phoneNumbers[kept] = phoneNumbers[i];
                digitsEnds[kept] = to + digitsEnds[i] - from;
                generated.set(kept, generated.get(i));
                to += length;
                ends[kept] = to;
                kept++;
            }
            from = end;
        }
        generated.clear(kept, size);
        size = kept;
    }

    /** Some of them, as a batch of their own. */
    public RecipientBatch only(BitSet indexes) {
        RecipientBatch some = new RecipientBatch();
        ValidEntry entry = new ValidEntry();
        indexes.stream().forEach(i -> {
            entry.set(0, phoneNumbers[i], bytes, start(i), digitsEnds[i], ends[i]);
            if (generated.get(i)) {
                entry.markSessionIdGenerated();
            }
            some.append(entry);
        });
        return some;
    }

    /** The digits of all of them as numbers. */
    public long[] phoneNumbers() {
        return Arrays.copyOf(phoneNumbers, size);
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

    @Override
    public Recipient get(int index) {
        Objects.checkIndex(index, size);
        return ValidEntry.recipient(bytes, start(index), digitsEnds[index], ends[index]);
    }

    /**
     * The digits as a number; no phone number starts with 0.
     *
     * @param index less than {@link #size}, which is not checked, here and below
     */
    public long phoneNumber(int index) {
        return phoneNumbers[index];
    }

    /** Whether {@link SessionIds} made the session ID. */
    public boolean isSessionIdGenerated(int index) {
        return generated.get(index);
    }

    public boolean hasSessionId(int index) {
        return digitsEnds[index] < ends[index];
    }

    /** Holds all of them, each as {@link ValidEntry} says; not to be changed, and valid until the batch is changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    public int digitsEnd(int index) {
        return digitsEnds[index];
    }

    public int end(int index) {
        return ends[index];
    }
}
