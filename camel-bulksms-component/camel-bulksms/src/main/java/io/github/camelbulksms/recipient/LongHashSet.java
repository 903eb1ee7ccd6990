package io.github.camelbulksms.recipient;

/** A set of random numbers, such as digests: 11 to 21 bytes each, and half as much again while it grows. */
final class LongHashSet {

    private static final long EMPTY = 0;

    private long[] slots = new long[1024];
    private int size;
    private boolean holdsEmpty;

    /** Whether the number was not there before. */
    boolean add(long number) {
        if (number == EMPTY) {
            boolean isNew = !holdsEmpty;
            holdsEmpty = true;
            return isNew;
        }
        if (4L * size >= 3L * slots.length) {
            grow();
        }
        boolean isNew = put(slots, number);
        size += isNew ? 1 : 0;
        return isNew;
    }

    boolean contains(long number) {
        return number == EMPTY ? holdsEmpty : slots[slotOf(slots, number)] == number;
    }

    boolean isEmpty() {
        return size == 0 && !holdsEmpty;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(2, slots.length)];
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
