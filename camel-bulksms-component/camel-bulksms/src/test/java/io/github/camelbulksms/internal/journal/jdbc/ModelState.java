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
 * @param stopWished whether an operator wishes that the run stop
 * @param hanging a begin whose connection was cut and that the server may carry out yet, or null
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
        boolean stopWished,
        Hanging hanging,
        List<Node> nodes,
        Budget budget) {

    static final int BATCHES = 2;
    static final int NODES = 2;

    /** How much may happen. */
    record Budget(int opens, int attempts, int crashes, int expiries, int faults, int reports, int orders) {}

    /** A begin of which the server has heard, and its process will not hear again. */
    record Hanging(int batch, long token) {}

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

        Node loaded(List<Known> all, boolean stop) {
            return new Node(Phase.WORKS, token, next, wasFinished, all, batch, attempt, end, null, stop);
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
        return new ModelState(-1, 0, false, false, List.of(), 0, 0, false, null, List.of(Node.IDLE, Node.IDLE), budget);
    }

    Node node(int number) {
        return nodes.get(number);
    }

    ModelState with(int number, Node node) {
        List<Node> all = new ArrayList<>(nodes);
        all.set(number, node);
        return with(owner, token, expired, finished, attempts, reported, unrecorded, List.copyOf(all), budget);
    }

    ModelState with(List<Attempt> all) {
        return with(owner, token, expired, finished, List.copyOf(all), reported, unrecorded, nodes, budget);
    }

    ModelState withAttempt(int number, Attempt attempt) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.set(number, attempt);
        return with(all);
    }

    ModelState plus(Attempt attempt) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        return with(all);
    }

    ModelState with(Budget left) {
        return with(owner, token, expired, finished, attempts, reported, unrecorded, nodes, left);
    }

    ModelState withRow(int newOwner, long newToken, boolean newExpired, boolean newFinished) {
        return with(newOwner, newToken, newExpired, newFinished, attempts, reported, unrecorded, nodes, budget);
    }

    ModelState withReport(int batch) {
        return with(owner, token, expired, finished, attempts, reported | 1 << batch, unrecorded, nodes, budget);
    }

    /** The provider accepts a batch of which the database knows nothing. */
    ModelState withUnrecorded(int batch) {
        return with(owner, token, expired, finished, attempts, reported, unrecorded + (1 << 8 * batch), nodes, budget);
    }

    ModelState wishingStop(boolean stop) {
        return new ModelState(
                owner, token, expired, finished, attempts, reported, unrecorded, stop, hanging, nodes, budget);
    }

    ModelState hanging(Hanging begin) {
        return new ModelState(
                owner, token, expired, finished, attempts, reported, unrecorded, stopWished, begin, nodes, budget);
    }

    private ModelState with(
            int newOwner,
            long newToken,
            boolean newExpired,
            boolean newFinished,
            List<Attempt> newAttempts,
            int newReported,
            int newUnrecorded,
            List<Node> newNodes,
            Budget left) {
        return new ModelState(
                newOwner,
                newToken,
                newExpired,
                newFinished,
                newAttempts,
                newReported,
                newUnrecorded,
                stopWished,
                hanging,
                newNodes,
                left);
    }

    boolean isReported(int batch) {
        return (reported >>> batch & 1) == 1;
    }

    /** How often the provider has accepted a batch. */
    long inTruth(int batch) {
        long rows = 0;
        for (Attempt one : attempts) {
            rows += one.batch() == batch && one.inTruth() ? 1 : 0;
        }
        return rows + (unrecorded >>> 8 * batch & 0xFF);
    }
}
