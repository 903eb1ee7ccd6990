package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.jdbc.ModelState.Budget;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Node;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Phase;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Kind;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Transition;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whatever has happened: when nothing more goes wrong, the next one to open the run ends it. Not thread-safe. */
final class UndisturbedRun {

    private final ProtocolModel model;
    private final Map<ModelKey, Boolean> known = new HashMap<>();

    UndisturbedRun(ProtocolModel model) {
        this.model = model;
    }

    boolean ends(ModelState state) {
        ModelState left = left(state);
        return known.computeIfAbsent(ModelKey.of(left), key -> endsFrom(left));
    }

    /** What the database has when both nodes are gone, the run may go on, and nothing more goes wrong. */
    private static ModelState left(ModelState state) {
        return new ModelState(
                -1,
                state.token(),
                false,
                state.finished(),
                state.attempts(),
                state.reported(),
                state.unrecorded(),
                false,
                null,
                List.of(Node.IDLE, Node.IDLE),
                new Budget(1, ModelState.BATCHES, 0, 0, 0, 0, 0));
    }

    private boolean endsFrom(ModelState state) {
        ModelState now = state;
        for (int step = 0; step < 20; step++) {
            Transition next = model.next(now).stream()
                    .filter(one -> one.action().node() == 0)
                    .filter(one -> !EnumSet.of(Kind.POST_REFUSED, Kind.POST_LOST, Kind.POST_ACCEPTED_REPLY_LOST)
                            .contains(one.action().kind()))
                    .findFirst()
                    .orElseThrow();
            now = next.next();
            if (now.node(0).phase() == Phase.IDLE) {
                return now.finished() && isRemembered(now, 0) && isRemembered(now, 1);
            }
        }
        return false;
    }

    private static boolean isRemembered(ModelState state, int batch) {
        return state.attempts().stream()
                .anyMatch(one -> one.batch() == batch && one.state().outcome() != null);
    }
}
