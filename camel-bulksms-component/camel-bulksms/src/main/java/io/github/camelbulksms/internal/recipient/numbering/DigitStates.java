package io.github.camelbulksms.internal.recipient.numbering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A non-deterministic automaton over digits, without empty moves. A state is either a step, which reads one of some digits
 * and goes on in a set of states, or a mark, which says at the end of a number that a pattern has matched it.
 *
 * <p>Equal steps are one state, so the many areas of a plan share their tails. Not thread-safe.
 */
final class DigitStates {

    static final int ANY_DIGIT = 0x3FF;

    private final List<Step> steps = new ArrayList<>();
    private final Map<StateSet, Map<Integer, StateSet>> known = new HashMap<>();

    /** @param digits bit n is digit n */
    private record Step(int digits, StateSet next) {}

    /** The state that says at the end: marked. Marks count from 0. */
    static StateSet mark(int mark) {
        return StateSet.of(~mark);
    }

    static boolean isMarked(StateSet states, int mark) {
        return states.contains(~mark);
    }

    StateSet step(int digits, StateSet next) {
        return known.computeIfAbsent(next, each -> new HashMap<>())
                .computeIfAbsent(digits, each -> add(new Step(digits, next)));
    }

    /** The mark, whatever digits follow. */
    StateSet markWhateverFollows(int mark) {
        // leads to itself: its number is the next one, which step could not know
        StateSet next = mark(mark).with(StateSet.of(steps.size()));
        add(new Step(ANY_DIGIT, next));
        return next;
    }

    private StateSet add(Step step) {
        steps.add(step);
        return StateSet.of(steps.size() - 1);
    }

    /** Where each digit leads from these states. Digits that lead to the same states often have the same set. */
    StateSet[] after(StateSet states) {
        StateSet[] next = new StateSet[10];
        Arrays.fill(next, StateSet.EMPTY);
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i) >= 0) {
                add(steps.get(states.get(i)), next);
            }
        }
        return next;
    }

    private static void add(Step step, StateSet[] next) {
        StateSet before = null;
        StateSet with = null;
        for (int digit = 0; digit < 10; digit++) {
            if ((step.digits() >> digit & 1) != 0) {
                if (next[digit] != before) {
                    before = next[digit];
                    with = before.with(step.next());
                }
                next[digit] = with;
            }
        }
    }
}
