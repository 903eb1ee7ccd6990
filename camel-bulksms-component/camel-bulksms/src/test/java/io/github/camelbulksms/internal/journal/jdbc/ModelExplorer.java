package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.jdbc.ModelState.Attempt;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Budget;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Known;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Node;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Action;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Kind;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** Reaches every state of the model, and looks in each whether the promise holds. Not thread-safe. */
final class ModelExplorer {

    /** How far ahead a way looks for a class that is not met yet. */
    private static final int AHEAD = 3;

    private final ProtocolModel model;
    private final Map<ModelKey, Reached> reached = new HashMap<>();
    private final Map<Long, Reached> classes = new HashMap<>();
    private final UndisturbedRun undisturbed;
    private long transitions;
    private String violation;

    /** By which way a state was first reached: the shortest. */
    private record Reached(Reached before, Action action, ModelState state, int steps) {

        Reached then(Transition transition) {
            return new Reached(this, transition.action(), transition.next(), steps + 1);
        }
    }

    ModelExplorer(ProtocolModel model) {
        this.model = model;
        undisturbed = new UndisturbedRun(model);
    }

    /** Breadth first; stops at the first violation. */
    void explore(Budget budget) {
        ModelState first = ModelState.first(budget);
        Reached start = new Reached(null, null, first, 0);
        reached.put(ModelKey.of(first), start);
        Queue<Reached> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty() && violation == null) {
            Reached here = open.remove();
            for (Transition transition : model.next(here.state())) {
                transitions++;
                Reached there = here.then(transition);
                classes.putIfAbsent(StepClass.of(here.state(), transition.action()), there);
                boolean isNew = reached.putIfAbsent(ModelKey.of(transition.next()), there) == null;
                check(here.state(), transition, there);
                if (isNew) {
                    check(there);
                    open.add(there);
                }
            }
        }
    }

    /** What is true of every state, whichever way leads there. */
    private void check(Reached way) {
        ModelState state = way.state();
        for (int batch = 0; batch < ModelState.BATCHES; batch++) {
            if (state.inTruth(batch) > 1) {
                violated("a batch was accepted twice", way);
            }
            if (state.finished() && state.owner() < 0 && isLost(state, batch)) {
                violated("a finished run has lost a batch", way);
            }
        }
        for (Attempt attempt : state.attempts()) {
            if (attempt.state() == AttemptState.ACCEPTED && !attempt.inTruth()) {
                violated("an attempt is noted as accepted that was not", way);
            }
            if (attempt.state().outcome() == null && attempt.inTruth()) {
                violated("an attempt is noted as not accepted that was", way);
            }
        }
        if (!undisturbed.ends(state)) {
            violated("an undisturbed run does not end", way);
        }
    }

    /** What is true of every step. */
    private void check(ModelState before, Transition transition, Reached way) {
        ModelState after = transition.next();
        if (before.finished()
                && !after.finished()
                && before.attempts().stream().noneMatch(one -> one.state() == AttemptState.LATE)) {
            violated("a finished run is not finished any more", way);
        }
        if (before.stopWished() && after.attempts().size() > before.attempts().size()) {
            violated("a batch was begun although the run was to stop", way);
        }
        if (transition.action().kind() == Kind.BEGIN && before.owner() < 0) {
            violated("a batch was begun by a process that the run was taken from", way);
        }
        if (transition.action().kind() == Kind.START_CLOSING) {
            checkResult(before, before.node(transition.action().node()), way);
        }
    }

    /** Neither accepted, nor unknown, nor to be opened again. */
    private static boolean isLost(ModelState state, int batch) {
        return state.attempts().stream()
                .noneMatch(one ->
                        one.batch() == batch && (one.state().outcome() != null || one.state() == AttemptState.LATE));
    }

    /** What the exchange is told: who is not unknown is known rightly, as long as the run is this node's. */
    private void checkResult(ModelState state, Node node, Reached way) {
        for (int batch = 0; batch < ModelState.BATCHES && state.token() == node.token(); batch++) {
            boolean inTruth = state.inTruth(batch) > 0;
            Known known = node.known().get(batch);
            if (known == Known.ACCEPTED && !inTruth || known == Known.NOT_ACCEPTED && inTruth) {
                violated("the result is not true", way);
            }
            if (known == Known.NOTHING && inTruth && !node.wasFinished()) {
                violated("a batch that may have been sent is not named", way);
            }
        }
    }

    private void violated(String what, Reached way) {
        if (violation == null) {
            violation = what + ": "
                    + way(way).stream()
                            .map(one -> one.kind() + " " + one.node() + " " + one.batch())
                            .toList();
        }
    }

    private static List<Action> way(Reached end) {
        List<Action> way = new ArrayList<>();
        for (Reached one = end; one.action() != null; one = one.before()) {
            way.add(one.action());
        }
        Collections.reverse(way);
        return way;
    }

    /** What is wrong, and the shortest way there; null when nothing is. */
    String violation() {
        return violation;
    }

    int states() {
        return reached.size();
    }

    long transitions() {
        return transitions;
    }

    int classCount() {
        return classes.size();
    }

    /**
     * Ways from the start that take every class of steps that is not met yet. Each goes on from class to class as long as one is near that no way
     * has met.
     *
     * @param met the classes that ways meet; those of these ways are added
     */
    List<List<Action>> ways(Set<Long> met) {
        List<Map.Entry<Long, Reached>> longestFirst = new ArrayList<>(classes.entrySet());
        longestFirst.sort(Comparator.comparingInt(
                        (Map.Entry<Long, Reached> one) -> one.getValue().steps())
                .reversed());
        List<List<Action>> ways = new ArrayList<>();
        for (Map.Entry<Long, Reached> one : longestFirst) {
            if (!met.contains(one.getKey())) {
                for (Reached step = one.getValue(); step.action() != null; step = step.before()) {
                    met.add(StepClass.of(step.before().state(), step.action()));
                }
                ways.add(way(extended(one.getValue(), met)));
            }
        }
        return ways;
    }

    private Reached extended(Reached way, Set<Long> met) {
        Reached end = way;
        for (Reached next = nearestUnmet(end, met, AHEAD); next != null; next = nearestUnmet(end, met, AHEAD)) {
            for (Reached step = next; step != end; step = step.before()) {
                met.add(StepClass.of(step.before().state(), step.action()));
            }
            end = next;
        }
        return end;
    }

    /** The way to a class that is not met yet, at most so many steps on; null when there is none. */
    private Reached nearestUnmet(Reached from, Set<Long> met, int steps) {
        List<Reached> ends = List.of(from);
        for (int step = 0; step < steps; step++) {
            List<Reached> further = new ArrayList<>();
            for (Reached here : ends) {
                for (Transition transition : model.next(here.state())) {
                    Reached there = here.then(transition);
                    if (!met.contains(StepClass.of(here.state(), transition.action()))) {
                        return there;
                    }
                    further.add(there);
                }
            }
            ends = further;
        }
        return null;
    }
}
