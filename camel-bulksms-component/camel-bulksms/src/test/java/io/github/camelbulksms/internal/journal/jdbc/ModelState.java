package io.github.camelbulksms.internal.journal.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that matters of one run that two nodes send: its row, its attempts, what the provider did in truth, what was reported, and
 * what each node has in memory. Two batches, named 0 and 1. Immutable.
 *
 * @param owner the node that holds the run, or -1
 * @param expired whether its lease has run out
 * @param reported of which batch a report is stored, as bits
 * @param unrecorded how often the provider accepted a batch without a row, for all batches; no protocol that is right lets it
 * @param budget what may still go wrong
 */
record ModelState(
        int owner,
        long token,
        boolean expired,
        boolean finished,
        List<Attempt> attempts,
        int reported,
        int unrecorded,
        List<Node> nodes,
        Budget budget) {

    static final int BATCHES = 2;
    static final int NODES = 2;

    /** How much may happen. */
    record Budget(int opens, int attempts, int crashes, int expiries, int faults, int reports) {}

    /**
     * A row, and what became of its request in truth.
     *
     * @param inTruth whether the provider has accepted it
     */
    record Attempt(int batch, long token, AttemptState state, boolean inTruth) {

        Attempt in(AttemptState next) {
            return new Attempt(batch, token, next, inTruth);
        }
    }

    /** What a node is about to do. */
    enum Phase {
        IDLE,
        ABANDONS,
        SETTLES_LATE,
        LOADS,
        WORKS,
        /** Its begin is committed. */
        POSTS,
        /** Its request has an end that it knows. */
        FINISHES,
        /** It notes again what could not be noted, and begins the batch then. */
        NOTES_THEN_BEGINS,
        BEGINS,
        /** It notes again what could not be noted, and gives the run back then. */
        NOTES_THEN_CLOSES,
        GIVES_BACK
    }

    /** What a node knows of a batch. */
    enum Known {
        NOTHING,
        ACCEPTED,
        UNKNOWN,
        NOT_ACCEPTED
    }

    /** An end that is still to be noted. */
    record Note(int attempt, Known end) {}

    /**
     * A node's memory.
     *
     * @param next the number of the next attempt, from 0
     * @param batch the batch that is being sent
     * @param attempt its attempt
     * @param pending what could not be noted, or null
     * @param stopped whether it begins nothing more
     */
    record Node(
            Phase phase,
            long token,
            int next,
            boolean wasFinished,
            List<Known> known,
            int batch,
            int attempt,
            Known end,
            Note pending,
            boolean stopped) {

        static final Node IDLE = new Node(
                Phase.IDLE, 0, 0, false, List.of(Known.NOTHING, Known.NOTHING), 0, 0, Known.NOTHING, null, false);

        Node at(Phase next) {
            return new Node(next, token, this.next, wasFinished, known, batch, attempt, end, pending, stopped);
        }

        Node knowing(int of, Known what) {
            List<Known> all = new ArrayList<>(known);
            all.set(of, what);
            return new Node(phase, token, next, wasFinished, List.copyOf(all), 0, 0, Known.NOTHING, pending, stopped);
        }

        Node loaded(List<Known> all) {
            return new Node(Phase.WORKS, token, next, wasFinished, all, batch, attempt, end, null, false);
        }

        Node sending(Phase phase, int batch) {
            return new Node(phase, token, next, wasFinished, known, batch, attempt, end, pending, stopped);
        }

        Node begun() {
            return new Node(Phase.POSTS, token, next + 1, wasFinished, known, batch, next, end, pending, stopped);
        }

        /** Its request went out before its begin. */
        Node posted() {
            return new Node(phase, token, next, wasFinished, known, batch, attempt, Known.ACCEPTED, pending, stopped);
        }

        Node ended(Known how) {
            return new Node(Phase.FINISHES, token, next, wasFinished, known, batch, attempt, how, pending, stopped);
        }

        Node noting(Note later) {
            return new Node(phase, token, next, wasFinished, known, batch, attempt, end, later, stopped);
        }

        /** Sends an attempt that it takes for withdrawn. */
        Node posting(int of) {
            return new Node(Phase.POSTS, token, next, wasFinished, known, batch, of, end, pending, stopped);
        }

        /** After a begin that failed: the number is used up, nothing more is begun. */
        Node stops() {
            return new Node(Phase.WORKS, token, next, wasFinished, known, batch, attempt, end, pending, true);
        }

        Node usedUp() {
            return new Node(phase, token, next + 1, wasFinished, known, batch, attempt, end, pending, stopped);
        }

        boolean mayBegin(int of) {
            return !stopped && !wasFinished && (known.get(of) == Known.NOTHING || known.get(of) == Known.NOT_ACCEPTED);
        }

        boolean leavesNobody() {
            return wasFinished
                    || !stopped && known.stream().allMatch(one -> one == Known.ACCEPTED || one == Known.UNKNOWN);
        }
    }

    static ModelState first(Budget budget) {
        return new ModelState(-1, 0, false, false, List.of(), 0, 0, List.of(Node.IDLE, Node.IDLE), budget);
    }

    Node node(int number) {
        return nodes.get(number);
    }

    ModelState with(int number, Node node) {
        List<Node> all = new ArrayList<>(nodes);
        all.set(number, node);
        return new ModelState(
                owner, token, expired, finished, attempts, reported, unrecorded, List.copyOf(all), budget);
    }

    ModelState with(List<Attempt> all) {
        return new ModelState(owner, token, expired, finished, List.copyOf(all), reported, unrecorded, nodes, budget);
    }

    ModelState withAttempt(int number, Attempt attempt) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.set(number, attempt);
        return with(all);
    }

    ModelState with(Budget left) {
        return new ModelState(owner, token, expired, finished, attempts, reported, unrecorded, nodes, left);
    }

    ModelState withRow(int newOwner, long newToken, boolean newExpired, boolean newFinished) {
        return new ModelState(
                newOwner, newToken, newExpired, newFinished, attempts, reported, unrecorded, nodes, budget);
    }

    ModelState withReport(int batch) {
        return new ModelState(
                owner, token, expired, finished, attempts, reported | 1 << batch, unrecorded, nodes, budget);
    }

    /** The provider accepts a batch of which the database knows nothing. */
    ModelState withUnrecorded(int batch) {
        return new ModelState(
                owner, token, expired, finished, attempts, reported, unrecorded + (1 << 8 * batch), nodes, budget);
    }

    boolean isReported(int batch) {
        return (reported >>> batch & 1) == 1;
    }

    /** How often the provider has accepted a batch. */
    long inTruth(int batch) {
        return attempts.stream()
                        .filter(one -> one.batch() == batch && one.inTruth())
                        .count()
                + (unrecorded >>> 8 * batch & 0xFF);
    }

    /**
     * The state as a few bits, which are compared faster than objects are.
     *
     * @param database what is there for all
     * @param first the memory of node 0, and the budget
     * @param second the memory of node 1
     */
    record Key(long database, long first, long second) {}

    Key key() {
        Bits row = new Bits()
                .add(owner + 1, 2)
                .add((int) token, 4)
                .add(expired)
                .add(finished)
                .add(reported, 2)
                .add(unrecorded & 3, 2)
                .add(unrecorded >>> 8 & 3, 2)
                .add(attempts.size(), 3);
        for (Attempt one : attempts) {
            row.add(one.batch(), 1)
                    .add((int) one.token(), 4)
                    .add(one.state().ordinal(), 3)
                    .add(one.inTruth());
        }
        Bits left = bits(node(0))
                .add(budget.opens(), 4)
                .add(budget.attempts(), 4)
                .add(budget.crashes(), 4)
                .add(budget.expiries(), 4)
                .add(budget.faults(), 4)
                .add(budget.reports(), 4);
        return new Key(row.value, left.value, bits(node(1)).value);
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

        long value() {
            return value;
        }
    }
}
