package io.github.camelbulksms.internal.recipient.set;

/** A set of random numbers, such as digests: 11 to 21 bytes each, and half as much again while it grows. Not thread-safe. */
public final class LongHashSet {

    private static final long EMPTY = 0;

    /** A quarter at least is free, so that each search ends. */
    private long[] slots = new long[16];

    private int size;
    private boolean holdsEmpty;

    /** Whether the number was not there before. */
    public boolean add(long number) {
        if (number == EMPTY) {
            boolean isNew = !holdsEmpty;
            holdsEmpty = true;
            return isNew;
        }
        growTo(size);
        boolean isNew = put(slots, number);
        size += isNew ? 1 : 0;
        return isNew;
    }

    public boolean contains(long number) {
        return number == EMPTY ? holdsEmpty : slots[slotOf(slots, number)] == number;
    }

    /** Whether the number was there. */
    public boolean remove(long number) {
        if (number == EMPTY) {
            boolean wasThere = holdsEmpty;
            holdsEmpty = false;
            return wasThere;
        }
        int slot = slotOf(slots, number);
        if (slots[slot] == EMPTY) {
            return false;
        }
        slots[slot] = EMPTY;
        size--;
        // those behind it may have come there by passing it
        int mask = slots.length - 1;
        for (int next = slot + 1 & mask; slots[next] != EMPTY; next = next + 1 & mask) {
            long moved = slots[next];
            slots[next] = EMPTY;
            put(slots, moved);
        }
        return true;
    }

    void addAll(LongHashSet others) {
        // first: numbers that come in the order of their slots fill a smaller table in quadratic time
        growTo((long) size + others.size);
        for (long number : others.slots) {
            if (number != EMPTY) {
                add(number);
            }
        }
        holdsEmpty |= others.holdsEmpty;
    }

    public long size() {
        return size + (holdsEmpty ? 1L : 0);
    }

    /** Makes room for one more than so many. */
    private void growTo(long numbers) {
        int length = slots.length;
        while (4 * numbers >= 3L * length) {
            length = Math.multiplyExact(2, length);
        }
        if (length > slots.length) {
            rehash(new long[length]);
        }
    }

    private void rehash(long[] larger) {
        for (long number : slots) {
            if (number != EMPTY) {
                put(larger, number);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] slots, long number) {
        int slot = slotOf(slots, number);
        boolean isNew = slots[slot] == EMPTY;
        slots[slot] = number;
        return isNew;
    }

    /** Where the number is, or would be. */
    private static int slotOf(long[] slots, long number) {
        int mask = slots.length - 1;
        int slot = (int) number & mask;
        while (slots[slot] != EMPTY && slots[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
