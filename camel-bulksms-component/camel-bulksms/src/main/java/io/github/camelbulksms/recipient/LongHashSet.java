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
        int mask = slots.length - 1;
        int slot = (int) number & mask;
        while (slots[slot] != EMPTY) {
            if (slots[slot] == number) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
        return true;
    }
}
