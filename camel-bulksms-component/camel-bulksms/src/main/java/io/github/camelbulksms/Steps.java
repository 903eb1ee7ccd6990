package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.BulkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The sends of one campaign from one place, in their order: what tells a step that is done once more (redelivered, tried
 * elsewhere, begun again further up) from the next one. Not thread-safe.
 */
final class Steps {

    private final List<Step> steps = new ArrayList<>();
    private int current = -1;

    /**
     * Where a send stands in the route.
     *
     * @param node of the route, or null outside of routes
     * @param loop the index of the loop around it, or null
     */
    record Position(String node, Integer loop) {}

    /**
     * What has gone wrong so far.
     *
     * @param faults how often something of the message has failed
     * @param caught the exception that the message carries, or null
     */
    record Trouble(int faults, Object caught) {

        boolean isSameAs(Trouble other) {
            // exceptions are compared as objects: each failure has its own
            return faults == other.faults && caught == other.caught;
        }
    }

    private static final class Step {
        private final Position position;
        private final BulkMessage text;
        private Trouble whenDone;

        private Step(Position position, BulkMessage text) {
            this.position = position;
            this.text = text;
        }

        private boolean isDone() {
            return whenDone != null;
        }
    }

    /** Which send this is, from 1. */
    int enter(Position position, BulkMessage text, Trouble trouble) {
        current = find(position, text, trouble);
        if (current == steps.size()) {
            steps.add(new Step(position, text));
        }
        return current + 1;
    }

    private int find(Position position, BulkMessage text, Trouble trouble) {
        if (steps.isEmpty()) {
            return 0;
        }
        Step last = steps.get(current);
        boolean isWell = last.isDone() && trouble.isSameAs(last.whenDone);
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

    /** Everybody of the send has their message. */
    void done(int send, Trouble trouble) {
        steps.get(send - 1).whenDone = trouble;
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
