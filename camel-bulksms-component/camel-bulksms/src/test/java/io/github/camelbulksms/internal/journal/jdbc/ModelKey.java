package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.jdbc.ModelState.Attempt;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Node;

/**
 * A state of the model as a few bits, which are compared faster than objects are.
 *
 * @param database what is there for all
 * @param first the memory of node 0, and the budget
 * @param second the memory of node 1
 */
record ModelKey(long database, long first, long second) {

    /** An odd number without a pattern. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** That of a record of small numbers would be the same for many. */
    @Override
    public int hashCode() {
        long mixed = (database * MIX + first) * MIX + second;
        return (int) (mixed * MIX >>> 32);
    }

    static ModelKey of(ModelState state) {
        Bits row = new Bits()
                .add(state.owner() + 1, 2)
                .add((int) state.token(), 4)
                .add(state.expired())
                .add(state.finished())
                .add(state.reported(), 2)
                .add(state.unrecorded() & 3, 2)
                .add(state.unrecorded() >>> 8 & 3, 2)
                .add(state.stopWished())
                .add(state.hanging() != null)
                .add(state.hanging() == null ? 0 : state.hanging().batch(), 1)
                .add(state.hanging() == null ? 0 : (int) state.hanging().token(), 4)
                .add(state.attempts().size(), 3);
        for (Attempt one : state.attempts()) {
            row.add(one.batch(), 1)
                    .add((int) one.token(), 4)
                    .add(one.state().ordinal(), 3)
                    .add(one.inTruth());
        }
        Bits left = bits(state.node(0))
                .add(state.budget().opens(), 4)
                .add(state.budget().attempts(), 4)
                .add(state.budget().crashes(), 4)
                .add(state.budget().expiries(), 4)
                .add(state.budget().faults(), 4)
                .add(state.budget().reports(), 4)
                .add(state.budget().orders(), 4);
        return new ModelKey(row.value, left.value, bits(state.node(1)).value);
    }

    private static Bits bits(Node node) {
        Bits bits = new Bits()
                .add(node.phase().ordinal(), 4)
                .add((int) node.token(), 4)
                .add(node.next(), 4)
                .add(node.wasFinished())
                .add(node.batch(), 1)
                .add(node.attempt(), 3)
                .add(node.end().ordinal(), 2)
                .add(node.stopped());
        node.known().forEach(one -> bits.add(one.ordinal(), 2));
        return node.pending() == null
                ? bits.add(0, 5)
                : bits.add(1, 1)
                        .add(node.pending().attempt(), 2)
                        .add(node.pending().end().ordinal(), 2);
    }

    /** Puts small numbers side by side. Not thread-safe. */
    static final class Bits {
        private long value;
        private int used;

        Bits add(int number, int width) {
            if (number >>> width != 0 || used + width > Long.SIZE) {
                throw new IllegalStateException(number + " does not fit into " + width + " bits behind " + used);
            }
            value = value << width | number;
            used += width;
            return this;
        }

        Bits add(boolean flag) {
            return add(flag ? 1 : 0, 1);
        }

        /** Another number for each value: those of small numbers side by side have few hash codes. */
        long mixed() {
            return value * MIX;
        }
    }
}
