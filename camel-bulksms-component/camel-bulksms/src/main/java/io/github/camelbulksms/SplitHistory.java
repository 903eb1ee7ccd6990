package io.github.camelbulksms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How often a message was cut into chunks, or branched, on its way through the routes. Tells a node that is passed again after a
 * failure from the next one. Not thread-safe.
 */
final class SplitHistory {

    private final List<Cut> cuts = new ArrayList<>();
    /** The index in {@link #cuts} of the last one that was entered; -1 before the first. */
    private int current = -1;

    private int attempt;

    private static final class Cut {
        private final SendHistory.Position position;
        private int faults;
        private boolean begun;

        private Cut(SendHistory.Position position) {
            this.position = position;
        }
    }

    /**
     * Which cut a chunk comes from, from 1.
     *
     * @param position of the node that cuts
     * @param index of the chunk; chunks that are made in parallel come in any order
     * @param faults how often something of the message has failed
     * @param attempt of the message that the chunk was made in: rises with each redelivery
     * @param isCutting whether the node there makes chunks at all
     */
    int enter(SendHistory.Position position, int index, int faults, int attempt, BooleanSupplier isCutting) {
        Cut last = current < 0 ? null : cuts.get(current);
        if (last != null && attempt < this.attempt) {
            // a late thread of an earlier attempt
            return Math.max(find(position, 0), 0) + 1;
        }
        this.attempt = attempt;
        boolean again = last != null && last.faults != faults;
        boolean same = last != null && (last.position.equals(position) || !isCutting.getAsBoolean());
        if (!same || !again && index == 0 && last.begun) {
            int found = find(position, again ? 0 : current + 1);
            if (found >= 0) {
                current = found;
            } else if (!again) {
                cuts.add(new Cut(position));
                current = cuts.size() - 1;
            }
            // a different node after a failure: treat as a retry of the same cut, never as a new send
            cuts.get(current).begun = false;
        }
        Cut cut = cuts.get(current);
        // chunks made in parallel may be repeated in any order
        cut.begun &= !again;
        cut.faults = faults;
        cut.begun |= index == 0;
        return current + 1;
    }

    private int find(SendHistory.Position position, int from) {
        for (int i = from; i < cuts.size(); i++) {
            if (cuts.get(i).position.equals(position)) {
                return i;
            }
        }
        return -1;
    }
}
