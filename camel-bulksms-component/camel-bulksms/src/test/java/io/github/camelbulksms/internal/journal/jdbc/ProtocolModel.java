package io.github.camelbulksms.internal.journal.jdbc;

import static io.github.camelbulksms.internal.journal.jdbc.AttemptState.ABANDONED;
import static io.github.camelbulksms.internal.journal.jdbc.AttemptState.BEGUN;
import static io.github.camelbulksms.internal.journal.jdbc.AttemptState.LATE;

import io.github.camelbulksms.internal.journal.jdbc.ModelState.Attempt;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Budget;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Hanging;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Known;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Node;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Note;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Phase;
import io.github.camelbulksms.model.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The journal's protocol, a step for each statement, as it is meant to be; {@code docs/never-twice.md} says it in words. Stateless but for
 * the mutations that a test seeds.
 */
final class ProtocolModel {

    /** What can be wrong with a protocol. */
    enum Mutation {
        /** A begin does not look at the fencing token. */
        BEGIN_WITHOUT_FENCING,
        /** The request goes out before its begin is committed. */
        POST_BEFORE_BEGIN,
        /** A begin without an end counts as not sent. */
        BEGUN_IS_FORGOTTEN,
        /** A begin of whose commit nothing is known is sent all the same, as if the database had said no. */
        UNKNOWN_COMMIT_IS_SENT,
        /** A lost reply counts as not accepted. */
        LOST_REPLY_IS_NOT_ACCEPTED,
        /** What is noted late as not accepted does not open a finished run again. */
        LATE_IS_IGNORED,
        /** An end is noted by the number of the attempt alone, which another process may have used. */
        NOTE_BY_NUMBER_ALONE,
        /** Whoever lost the run still gives it back. */
        GIVE_BACK_WITHOUT_FENCING,
        /** A begin does not look whether the run is to stop. */
        STOP_IS_NOT_LOOKED_AT,
        /** An operator takes a run from its process, and leaves the fencing token as it was. */
        FREED_WITHOUT_FENCING
    }

    /** What happens. */
    enum Kind {
        LEASE,
        ABANDON,
        SETTLE_LATE,
        LOAD,
        NOTE,
        NOTE_FAILS,
        BEGIN,
        BEGIN_IS_FENCED,
        BEGIN_FAILS,
        BEGIN_FAILS_AFTER_COMMIT,
        /** The connection is cut, and the server may carry the statement out later. */
        BEGIN_HANGS,
        BEGIN_COMES_LATE,
        BEGIN_IS_STOPPED,
        POST_ACCEPTED,
        POST_ACCEPTED_REPLY_LOST,
        POST_REFUSED,
        POST_LOST,
        FINISH,
        FINISH_FAILS,
        FINISH_FAILS_AFTER_COMMIT,
        START_CLOSING,
        GIVE_BACK,
        GIVE_BACK_IS_FENCED,
        GIVE_BACK_FAILS,
        RENEW,
        CRASH,
        EXPIRE,
        REPORT,
        STOP,
        RESUME,
        /** An operator takes the run from its process. */
        FREE
    }

    /**
     * One step.
     *
     * @param node who takes it; -1 for what befalls all
     * @param batch the batch that it is about; 0 where it is about none
     */
    record Action(Kind kind, int node, int batch) {}

    record Transition(Action action, ModelState next) {}

    private final Set<Mutation> mutations = EnumSet.noneOf(Mutation.class);

    ProtocolModel(Mutation... seeded) {
        mutations.addAll(List.of(seeded));
    }

    /** All that may happen next. */
    List<Transition> next(ModelState state) {
        List<Transition> all = new ArrayList<>();
        for (int node = 0; node < ModelState.NODES; node++) {
            steps(state, node, all);
            Node one = state.node(node);
            if (one.phase() != Phase.IDLE && state.budget().crashes() > 0) {
                add(all, Kind.CRASH, node, 0, state.with(node, Node.IDLE).with(less(state.budget(), Kind.CRASH)));
            }
            if (isWorking(one.phase()) && state.expired() && state.token() == one.token()) {
                add(all, Kind.RENEW, node, 0, state.withRow(state.owner(), state.token(), false, state.finished()));
            }
        }
        if (state.owner() >= 0 && !state.expired() && state.budget().expiries() > 0) {
            add(
                    all,
                    Kind.EXPIRE,
                    -1,
                    0,
                    state.withRow(state.owner(), state.token(), true, state.finished())
                            .with(less(state.budget(), Kind.EXPIRE)));
        }
        for (int batch = 0; batch < ModelState.BATCHES; batch++) {
            if (state.inTruth(batch) > 0
                    && !state.isReported(batch)
                    && state.budget().reports() > 0) {
                add(all, Kind.REPORT, -1, batch, state.withReport(batch).with(less(state.budget(), Kind.REPORT)));
            }
        }
        if (state.hanging() != null) {
            add(all, Kind.BEGIN_COMES_LATE, -1, state.hanging().batch(), carriedOut(state));
        }
        orders(state, all);
        return all;
    }

    /** What the server makes of a begin whose process has given it up: the same as at any other time. */
    private ModelState carriedOut(ModelState state) {
        ModelState after = state.hanging(null);
        boolean inserts = state.hanging().token() == state.token()
                && (!state.stopWished() || has(Mutation.STOP_IS_NOT_LOOKED_AT));
        return inserts
                ? after.plus(
                        new Attempt(state.hanging().batch(), state.hanging().token(), BEGUN, false))
                : after;
    }

    /** What operators do. */
    private void orders(ModelState state, List<Transition> all) {
        if (state.stopWished()) {
            add(all, Kind.RESUME, -1, 0, state.wishingStop(false));
        } else if (state.budget().orders() > 0) {
            add(all, Kind.STOP, -1, 0, state.wishingStop(true).with(less(state.budget(), Kind.STOP)));
        }
        if (state.owner() >= 0 && state.budget().orders() > 0) {
            long token = has(Mutation.FREED_WITHOUT_FENCING) ? state.token() : state.token() + 1;
            add(
                    all,
                    Kind.FREE,
                    -1,
                    0,
                    state.withRow(-1, token, false, state.finished()).with(less(state.budget(), Kind.FREE)));
        }
    }

    private void steps(ModelState state, int node, List<Transition> all) {
        Node one = state.node(node);
        switch (one.phase()) {
            case IDLE -> lease(state, node, all);
            case ABANDONS ->
                add(
                        all,
                        Kind.ABANDON,
                        node,
                        0,
                        abandoned(state, one).with(node, one.at(one.wasFinished() ? Phase.LOADS : Phase.SETTLES_LATE)));
            case SETTLES_LATE ->
                add(
                        all,
                        Kind.SETTLE_LATE,
                        node,
                        0,
                        replaced(state, LATE, AttemptState.NOT_ACCEPTED).with(node, one.at(Phase.LOADS)));
            case LOADS -> add(all, Kind.LOAD, node, 0, state.with(node, one.loaded(loaded(state), state.stopWished())));
            case WORKS -> work(state, node, all);
            case NOTES_THEN_BEGINS -> note(state, node, Phase.BEGINS, all);
            case BEGINS -> {
                if (has(Mutation.POST_BEFORE_BEGIN) && one.end() != Known.ACCEPTED) {
                    add(
                            all,
                            Kind.POST_ACCEPTED,
                            node,
                            one.batch(),
                            state.withUnrecorded(one.batch()).with(node, one.posted()));
                } else {
                    begin(state, node, all);
                }
            }
            case POSTS -> post(state, node, all);
            case FINISHES -> finish(state, node, all);
            case NOTES_THEN_CLOSES -> note(state, node, Phase.GIVES_BACK, all);
            case GIVES_BACK -> giveBack(state, node, all);
        }
    }

    private void lease(ModelState state, int node, List<Transition> all) {
        boolean free = state.owner() < 0 || state.expired();
        if (!free || state.budget().opens() == 0) {
            return;
        }
        boolean late = state.attempts().stream().anyMatch(one -> one.state() == LATE);
        boolean toTakeOver = late || state.attempts().stream().anyMatch(one -> one.state() == BEGUN);
        boolean finished = state.finished() && (!late || has(Mutation.LATE_IS_IGNORED));
        Node taken = new Node(
                toTakeOver ? Phase.ABANDONS : Phase.LOADS,
                state.token() + 1,
                state.attempts().size(),
                finished,
                Node.IDLE.known(),
                0,
                0,
                Known.NOTHING,
                null,
                false);
        add(
                all,
                Kind.LEASE,
                node,
                0,
                state.withRow(node, state.token() + 1, false, finished)
                        .with(node, taken)
                        .with(less(state.budget(), Kind.LEASE)));
    }

    private static ModelState abandoned(ModelState state, Node one) {
        return state.with(state.attempts().stream()
                .map(row -> row.token() < one.token() && row.state() == BEGUN ? row.in(ABANDONED) : row)
                .toList());
    }

    private static ModelState replaced(ModelState state, AttemptState from, AttemptState to) {
        return state.with(state.attempts().stream()
                .map(row -> row.state() == from ? row.in(to) : row)
                .toList());
    }

    private List<Known> loaded(ModelState state) {
        List<Known> all = new ArrayList<>();
        for (int batch = 0; batch < ModelState.BATCHES; batch++) {
            Known known = Known.NOTHING;
            for (Attempt attempt : state.attempts()) {
                if (attempt.batch() == batch) {
                    known = stronger(known, remembered(attempt.state()));
                }
            }
            all.add(known == Known.UNKNOWN && state.isReported(batch) ? Known.ACCEPTED : known);
        }
        return List.copyOf(all);
    }

    private Known remembered(AttemptState row) {
        if (has(Mutation.BEGUN_IS_FORGOTTEN) && (row == BEGUN || row == ABANDONED)) {
            return Known.NOTHING;
        }
        if (row.outcome() == null) {
            return Known.NOTHING;
        }
        return row.outcome() == Outcome.ACCEPTED ? Known.ACCEPTED : Known.UNKNOWN;
    }

    private static Known stronger(Known one, Known other) {
        return one == Known.ACCEPTED || other == Known.ACCEPTED ? Known.ACCEPTED : one == Known.UNKNOWN ? one : other;
    }

    /** The next batch, or the end; batches are begun in any order, and again after one was not accepted. */
    private void work(ModelState state, int node, List<Transition> all) {
        Node one = state.node(node);
        for (int batch = 0; batch < ModelState.BATCHES; batch++) {
            if (one.mayBegin(batch) && state.budget().attempts() > 0) {
                Node next = one.sending(one.pending() == null ? Phase.BEGINS : Phase.NOTES_THEN_BEGINS, batch);
                steps(state.with(node, next), node, all);
            }
        }
        Phase closing = one.pending() == null ? Phase.GIVES_BACK : Phase.NOTES_THEN_CLOSES;
        add(all, Kind.START_CLOSING, node, 0, state.with(node, one.at(closing)));
    }

    private void note(ModelState state, int node, Phase then, List<Transition> all) {
        Node one = state.node(node);
        Note note = one.pending();
        boolean there = note.attempt() < state.attempts().size()
                && (has(Mutation.NOTE_BY_NUMBER_ALONE)
                        || state.attempts().get(note.attempt()).token() == one.token());
        Node noted = there ? one.noting(null) : one;
        ModelState after = there ? ended(state, note.attempt(), note.end()) : state;
        add(all, Kind.NOTE, node, one.batch(), after.with(node, noted.at(then)));
        if (state.budget().faults() > 0) {
            add(
                    all,
                    Kind.NOTE_FAILS,
                    node,
                    one.batch(),
                    state.with(node, one.at(then)).with(less(state.budget(), Kind.NOTE_FAILS)));
        }
    }

    private void begin(ModelState state, int node, List<Transition> all) {
        Node one = state.node(node);
        boolean isOwner = state.token() == one.token();
        boolean mayFail = state.budget().faults() > 0 && one.pending() == null;
        Node withdraws =
                one.noting(new Note(one.next(), Known.NOT_ACCEPTED)).usedUp().stops();
        if (!isOwner && !has(Mutation.BEGIN_WITHOUT_FENCING)) {
            add(
                    all,
                    Kind.BEGIN_IS_FENCED,
                    node,
                    one.batch(),
                    state.with(node, one.usedUp().stops()));
        } else if (state.stopWished() && !has(Mutation.STOP_IS_NOT_LOOKED_AT)) {
            add(
                    all,
                    Kind.BEGIN_IS_STOPPED,
                    node,
                    one.batch(),
                    state.with(node, one.usedUp().stops()));
        } else if (one.next() == state.attempts().size()) {
            ModelState begun = state.plus(new Attempt(one.batch(), one.token(), BEGUN, false))
                    .with(less(state.budget(), Kind.BEGIN));
            Node sends = has(Mutation.POST_BEFORE_BEGIN) ? one.begun().ended(Known.ACCEPTED) : one.begun();
            add(all, Kind.BEGIN, node, one.batch(), begun.with(node, sends));
            if (mayFail) {
                add(
                        all,
                        Kind.BEGIN_FAILS_AFTER_COMMIT,
                        node,
                        one.batch(),
                        begun.with(less(begun.budget(), Kind.BEGIN_FAILS))
                                .with(
                                        node,
                                        has(Mutation.UNKNOWN_COMMIT_IS_SENT)
                                                ? withdraws.posting(one.next())
                                                : withdraws));
            }
        }
        if (isOwner && mayFail) {
            add(
                    all,
                    Kind.BEGIN_FAILS,
                    node,
                    one.batch(),
                    state.with(less(state.budget(), Kind.BEGIN_FAILS)).with(node, withdraws));
        }
        if (isOwner && mayFail && state.hanging() == null) {
            Budget both = less(less(state.budget(), Kind.BEGIN_HANGS), Kind.BEGIN);
            add(
                    all,
                    Kind.BEGIN_HANGS,
                    node,
                    one.batch(),
                    state.hanging(new Hanging(one.batch(), one.token()))
                            .with(both)
                            .with(node, withdraws));
        }
    }

    private void post(ModelState state, int node, List<Transition> all) {
        Node one = state.node(node);
        Attempt row = state.attempts().get(one.attempt());
        ModelState accepted =
                state.withAttempt(one.attempt(), new Attempt(row.batch(), row.token(), row.state(), true));
        Known lost = has(Mutation.LOST_REPLY_IS_NOT_ACCEPTED) ? Known.NOT_ACCEPTED : Known.UNKNOWN;
        add(all, Kind.POST_ACCEPTED, node, one.batch(), accepted.with(node, one.ended(Known.ACCEPTED)));
        add(all, Kind.POST_ACCEPTED_REPLY_LOST, node, one.batch(), accepted.with(node, one.ended(lost)));
        add(all, Kind.POST_REFUSED, node, one.batch(), state.with(node, one.ended(Known.NOT_ACCEPTED)));
        add(all, Kind.POST_LOST, node, one.batch(), state.with(node, one.ended(lost)));
    }

    private void finish(ModelState state, int node, List<Transition> all) {
        Node one = state.node(node);
        Node knows = one.knowing(one.batch(), one.end()).at(Phase.WORKS);
        ModelState noted = ended(state, one.attempt(), one.end());
        add(all, Kind.FINISH, node, one.batch(), noted.with(node, knows));
        if (state.budget().faults() > 0 && one.pending() == null) {
            Budget fault = less(state.budget(), Kind.FINISH_FAILS);
            Node later = knows.noting(new Note(one.attempt(), one.end()));
            add(all, Kind.FINISH_FAILS, node, one.batch(), state.with(fault).with(node, later));
            add(
                    all,
                    Kind.FINISH_FAILS_AFTER_COMMIT,
                    node,
                    one.batch(),
                    noted.with(fault).with(node, later));
        }
    }

    private void giveBack(ModelState state, int node, List<Transition> all) {
        Node one = state.node(node);
        if (state.token() == one.token() || has(Mutation.GIVE_BACK_WITHOUT_FENCING)) {
            add(
                    all,
                    Kind.GIVE_BACK,
                    node,
                    0,
                    state.withRow(-1, state.token(), false, one.leavesNobody()).with(node, Node.IDLE));
        } else {
            add(all, Kind.GIVE_BACK_IS_FENCED, node, 0, state.with(node, Node.IDLE));
        }
        if (state.budget().faults() > 0) {
            add(
                    all,
                    Kind.GIVE_BACK_FAILS,
                    node,
                    0,
                    state.with(node, Node.IDLE).with(less(state.budget(), Kind.GIVE_BACK_FAILS)));
        }
    }

    /** The row of an attempt with its end; not bound to the fencing token. */
    private static ModelState ended(ModelState state, int attempt, Known end) {
        if (attempt >= state.attempts().size()) {
            return state;
        }
        Attempt row = state.attempts().get(attempt);
        AttemptState next =
                switch (end) {
                    case ACCEPTED -> AttemptState.ACCEPTED;
                    case UNKNOWN -> AttemptState.UNKNOWN;
                    case NOT_ACCEPTED ->
                        row.state() == ABANDONED || row.state() == LATE ? LATE : AttemptState.NOT_ACCEPTED;
                    case NOTHING -> throw new IllegalStateException("no attempt ends without an end");
                };
        return state.withAttempt(attempt, row.in(next));
    }

    private boolean has(Mutation mutation) {
        return mutations.contains(mutation);
    }

    private static boolean isWorking(Phase phase) {
        return phase == Phase.WORKS || phase == Phase.POSTS || phase == Phase.FINISHES;
    }

    private static void add(List<Transition> all, Kind kind, int node, int batch, ModelState next) {
        all.add(new Transition(new Action(kind, node, batch), next));
    }

    private static Budget less(Budget now, Kind kind) {
        int[] left = {
            now.opens(), now.attempts(), now.crashes(), now.expiries(), now.faults(), now.reports(), now.orders()
        };
        int taken =
                switch (kind) {
                    case LEASE -> 0;
                    case BEGIN -> 1;
                    case CRASH -> 2;
                    case EXPIRE -> 3;
                    case REPORT -> 5;
                    case STOP, FREE -> 6;
                    default -> 4;
                };
        left[taken]--;
        return new Budget(left[0], left[1], left[2], left[3], left[4], left[5], left[6]);
    }
}
