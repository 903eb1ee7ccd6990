package io.github.camelbulksms.internal.recipient.set;

import java.util.Arrays;
import java.util.BitSet;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.Container;

/**
 * A set of phone numbers. Numbers that lie close together share a compressed container of their region (65,536 numbers), a bit to
 * a few bytes each; lone ones stand in a hash table, 11 to 21 bytes each, and half as much again while it grows. Not thread-safe; while none changes it, several threads may ask at once.
 *
 * <p>One open-addressed table holds both: a slot is free, given up, a lone number, or a region with the index of its container. All
 * of a region start from the same slot, so that a search for a number passes its neighbours, and notices when there are many.
 */
public final class NumberSet {

    private static final long FREE = 0;
    private static final long GIVEN_UP = 1;
    private static final long IS_REGION = Long.MIN_VALUE;
    private static final int REGION_BITS = 16;

    /** Beside a sign and 34 bits of region: numbers have 50 at most. */
    private static final int INDEX_BITS = 28;

    /** In hash slots eight take 88 to 168 bytes, about what a container with its array does. */
    private static final int MAX_ALONE = 8;

    /** Roaring takes eight times as many: an insertion into a longer array searches and moves more than a bitmap costs. */
    private static final int MAX_IN_ARRAY = 512;

    /** With more, memory counts, and Roaring decides: 8 kB each, so 16 MB for a set. */
    private static final int MAX_EARLY_BITMAPS = 2048;

    /** Of all empty sets: a run has several that stay empty, and a million runs may be remembered. */
    private static final long[] NO_SLOTS = new long[1];

    private static final Container[] NO_CONTAINERS = new Container[0];
    private static final int FIRST_SLOTS = 16;
    private static final int FIRST_CONTAINERS = 4;

    /** A quarter at least is free, so that each search ends. */
    private long[] slots = NO_SLOTS;

    /** Slots that are not free, those given up among them. */
    private int used;

    private Container[] containers = NO_CONTAINERS;
    private int regions;
    private int earlyBitmaps;
    private long size;

    /** Of the last number that was added to a container: a region keeps its container for ever. */
    private long lastRegion = -1;

    private int lastIndex;

    /**
     * @param number 1,000,000 or more, less than 10<sup>15</sup>
     * @return whether it was not there before
     */
    public boolean add(long number) {
        boolean isNew = addTo(number);
        size += isNew ? 1 : 0;
        return isNew;
    }

    private boolean addTo(long number) {
        long region = number >>> REGION_BITS;
        if (region == lastRegion) {
            return addToContainer(lastIndex, number);
        }
        if (slots == NO_SLOTS) {
            slots = new long[FIRST_SLOTS];
        }
        int neighbours = 0;
        int slot = slotOf(region);
        for (; slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
            long held = slots[slot];
            if (held == number) {
                return false;
            }
            if (isOf(held, region)) {
                if (held < 0) {
                    lastRegion = region;
                    lastIndex = indexOf(held);
                    return addToContainer(lastIndex, number);
                }
                neighbours++;
            }
        }
        if (neighbours >= MAX_ALONE) {
            lastIndex = gather(region);
            lastRegion = region;
            return addToContainer(lastIndex, number);
        }
        if (growFor(1)) {
            slot = freeSlot(region);
        }
        slots[slot] = number;
        used++;
        return true;
    }

    public boolean contains(long number) {
        long region = number >>> REGION_BITS;
        for (int slot = slotOf(region); slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
            long held = slots[slot];
            if (held == number) {
                return true;
            }
            if (held < 0 && isOf(held, region)) {
                return containers[indexOf(held)].contains((char) number);
            }
        }
        return false;
    }

    /**
     * Sets the bit of each number that is contained, and leaves the others. The first slots of all are read before any is judged: such
     * reads do not wait for one another, and in a set that is larger than the processor's cache waiting is what costs.
     */
    public void markContained(long[] numbers, BitSet contained) {
        long[] first = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            first[i] = slots[slotOf(numbers[i] >>> REGION_BITS)];
        }
        for (int i = 0; i < numbers.length; i++) {
            if (first[i] != FREE && (first[i] == numbers[i] || contains(numbers[i]))) {
                contained.set(i);
            }
        }
    }

    /** Whether the number was there. */
    public boolean remove(long number) {
        boolean wasThere = removeFrom(number);
        size -= wasThere ? 1 : 0;
        return wasThere;
    }

    private boolean removeFrom(long number) {
        long region = number >>> REGION_BITS;
        for (int slot = slotOf(region); slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
            long held = slots[slot];
            if (held == number) {
                slots[slot] = GIVEN_UP;
                return true;
            }
            if (held < 0 && isOf(held, region)) {
                Container container = containers[indexOf(held)];
                boolean wasThere = container.contains((char) number);
                containers[indexOf(held)] = container.remove((char) number);
                return wasThere;
            }
        }
        return false;
    }

    void addAll(NumberSet others) {
        // first: numbers that come in the order of their slots fill a smaller table in quadratic time
        growFor(others.used);
        for (long held : others.slots) {
            if (held > GIVEN_UP) {
                add(held);
            } else if (held < 0) {
                long first = regionOf(held) << REGION_BITS;
                others.containers[indexOf(held)].forEach((char) 0, low -> add(first | low));
            }
        }
    }

    public long size() {
        return size;
    }

    private boolean addToContainer(int index, long number) {
        Container container = containers[index];
        int before = container.getCardinality();
        if (before == MAX_IN_ARRAY && earlyBitmaps < MAX_EARLY_BITMAPS && container instanceof ArrayContainer array) {
            container = array.toBitmapContainer();
            earlyBitmaps++;
        }
        Container after = container.add((char) number);
        containers[index] = after;
        return after.getCardinality() > before;
    }

    /** Moves the lone numbers of a region into a container of its own, and returns its index. */
    private int gather(long region) {
        if (regions == containers.length) {
            containers = Arrays.copyOf(containers, Math.max(FIRST_CONTAINERS, 2 * regions));
        }
        // all that allocates comes first: an Error leaves the set as it was
        Container container = new ArrayContainer();
        for (int slot = slotOf(region); slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
            if (isOf(slots[slot], region)) {
                container = container.add((char) slots[slot]);
            }
        }
        containers[regions] = container;
        long entry = IS_REGION | region << INDEX_BITS | regions;
        for (int slot = slotOf(region); slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
            if (isOf(slots[slot], region)) {
                slots[slot] = entry;
                entry = GIVEN_UP;
            }
        }
        return regions++;
    }

    /** Keeps a quarter free when so many slots more are used; whether the slots have moved. */
    private boolean growFor(int more) {
        if (4L * (used + (long) more) < 3L * slots.length) {
            return false;
        }
        int kept = 0;
        for (long held : slots) {
            kept += held == FREE || held == GIVEN_UP ? 0 : 1;
        }
        // where most were given up, the table is large enough
        int length = Math.max(FIRST_SLOTS, slots.length);
        while (2L * kept >= length || 4L * (kept + (long) more) >= 3L * length) {
            length = Math.multiplyExact(2, length);
        }
        long[] before = slots;
        slots = new long[length];
        used = kept;
        for (long held : before) {
            if (held != FREE && held != GIVEN_UP) {
                slots[freeSlot(regionOf(held))] = held;
            }
        }
        return true;
    }

    private int freeSlot(long region) {
        int slot = slotOf(region);
        while (slots[slot] != FREE) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int slotOf(long region) {
        // 2^64 by the golden ratio: neighbouring regions scatter
        long mixed = region * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32) & slots.length - 1;
    }

    private static boolean isOf(long held, long region) {
        return held > GIVEN_UP && held >>> REGION_BITS == region || held < 0 && regionOf(held) == region;
    }

    private static long regionOf(long held) {
        return held < 0 ? (held & ~IS_REGION) >>> INDEX_BITS : held >>> REGION_BITS;
    }

    private static int indexOf(long held) {
        return (int) held & (1 << INDEX_BITS) - 1;
    }
}
