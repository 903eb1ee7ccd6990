package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.BulkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The sends of one campaign from one place, in their order: what tells a step that is done once more (redelivered, tried
 * elsewhere, begun again further up) from the next one. Not thread-safe.
 */
final class SendHistory {

    private final List<Step> steps = new ArrayList<>();
    /** The index in {@link #steps} of the last one that was entered; -1 before the first. */
    private int current = -1;

    /**
     * Where a send stands in the route.
     *
     * @param node of the route, or null outside of routes
     * @param loop the index of the loop around it, or null
     */
    record Position(String node, Integer loop) {}

    /**
     * By what a message shows that something has gone wrong since its last send.
     *
     * @param faults how often something of it has failed
     * @param caught the exception that it carries, or null
     * @param mark what its last send has left on it, or null; a copy that was given up takes it along
     */
    record State(int faults, Object caught, Object mark) {

        boolean isStill(State before) {
            // compared as objects: each failure has an exception of its own, each send its mark
            return faults == before.faults && caught == before.caught && mark == before.mark;
        }
    }

    private static final class Step {
        private final Position position;
        private final BulkMessage text;
        private State whenDone;

        private Step(Position position, BulkMessage text) {
            this.position = position;
            this.text = text;
        }

        private boolean isDone() {
            return whenDone != null;
        }
    }

    /** Which send this is, from 1. */
    int enter(Position position, BulkMessage text, State state) {
        current = find(position, text, state);
        if (current == steps.size()) {
            steps.add(new Step(position, text));
        }
        return current + 1;
    }

    private int find(Position position, BulkMessage text, State state) {
        if (steps.isEmpty()) {
            return 0;
        }
        Step last = steps.get(current);
        boolean isWell = last.isDone() && state.isStill(last.whenDone);
        if (!last.isDone() && position.equals(last.position)) {
            return current;
        }
        int found = find(position, text, isWell ? current + 1 : 0);
        if (found < 0 && !isWell && sameText(text, last.text)) {
            // another way to do the same: a failover, a fallback, a loop until all is well
            return current;
        }
        return found < 0 ? steps.size() : found;
    }

    /** No recipient of the send is left to send to. */
    void done(int send, State state) {
        steps.get(send - 1).whenDone = state;
    }

    private int find(Position position, BulkMessage text, int from) {
        int samePosition = -1;
        for (int i = from; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.position.equals(position)) {
                if (sameText(text, step.text)) {
                    return i;
                }
                samePosition = samePosition < 0 ? i : samePosition;
            }
        }
        // looked for from the start: the same step whose text has changed meanwhile, which the journal refuses
        return from == 0 ? samePosition : -1;
    }

    private static boolean sameText(BulkMessage one, BulkMessage other) {
        return one.template().equals(other.template())
                && one.ucid() == other.ucid()
                && Objects.equals(one.senderId(), other.senderId());
    }
}
