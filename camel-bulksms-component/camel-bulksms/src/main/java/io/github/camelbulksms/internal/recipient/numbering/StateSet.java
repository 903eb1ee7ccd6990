package io.github.camelbulksms.internal.recipient.numbering;

import java.util.Arrays;

/**
 * A set of states of {@link DigitStates}, in ascending order: first the marks (negative), then the steps. Immutable.
 */
final class StateSet {

    static final StateSet EMPTY = new StateSet(new int[0]);

    private final int[] states;
    private final int hash;

    private StateSet(int[] states) {
        this.states = states;
        this.hash = Arrays.hashCode(states);
    }

    static StateSet of(int state) {
        return new StateSet(new int[] {state});
    }

    int size() {
        return states.length;
    }

    int get(int index) {
        return states[index];
    }

    boolean isEmpty() {
        return states.length == 0;
    }

    boolean hasMarks() {
        return states.length > 0 && states[0] < 0;
    }

    boolean contains(int state) {
        return Arrays.binarySearch(states, state) >= 0;
    }

    StateSet with(StateSet other) {
        if (isEmpty() || equals(other)) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        int[] merged = new int[states.length + other.states.length];
        int length = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < states.length && theirs < other.states.length) {
            int left = states[mine];
            int right = other.states[theirs];
            merged[length++] = Math.min(left, right);
            if (left <= right) {
                mine++;
            }
            if (right <= left) {
                theirs++;
            }
        }
        while (mine < states.length) {
            merged[length++] = states[mine++];
        }
        while (theirs < other.states.length) {
            merged[length++] = other.states[theirs++];
        }
        return new StateSet(Arrays.copyOf(merged, length));
    }

    StateSet without(StateSet other) {
        return new StateSet(
                Arrays.stream(states).filter(state -> !other.contains(state)).toArray());
    }

    /** Those that say something at the end of a number. */
    StateSet marks() {
        return new StateSet(Arrays.stream(states).filter(each -> each < 0).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateSet set && hash == set.hash && Arrays.equals(states, set.states);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
