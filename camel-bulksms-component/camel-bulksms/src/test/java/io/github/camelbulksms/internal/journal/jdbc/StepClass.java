package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.jdbc.ModelState.Attempt;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Node;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Action;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Kind;
import java.util.List;

/**
 * What a step meets, as far as it can matter to it: the run's row, the attempts' states by the actor's own token or others', the phase
 * and what it knows. Steps of one class do the same to the same; the two batches are interchangeable, as the two nodes are.
 */
final class StepClass {

    private StepClass() {}

    /** The class of a step as a number. */
    static long of(ModelState state, Action action) {
        return Math.min(of(state, action, List.of(0, 1)), of(state, action, List.of(1, 0)));
    }

    /**
     * @param numbers of the batches, as they are called here
     */
    private static long of(ModelState state, Action action, List<Integer> numbers) {
        Node node = action.node() < 0 ? Node.IDLE : state.node(action.node());
        int rows = 0;
        for (Attempt attempt : state.attempts()) {
            int own = attempt.token() == node.token() ? 1 : 0;
            rows |= 1 << attempt.state().ordinal() * 4 + own * 2 + numbers.get(attempt.batch());
        }
        ModelKey.Bits bits = new ModelKey.Bits()
                .add(rows, 24)
                .add(action.kind().ordinal(), 5)
                .add(isAboutABatch(action.kind()) ? numbers.get(action.batch()) : 0, 1)
                .add(state.owner() < 0)
                .add(state.expired())
                .add(state.finished())
                .add(state.stopWished())
                .add(state.token() == node.token());
        numbers.forEach(batch -> bits.add(state.isReported(batch)));
        bits.add(node.wasFinished()).add(node.pending() == null).add(node.stopped());
        numbers.forEach(batch -> bits.add(node.known().get(batch).ordinal(), 2));
        return bits.mixed();
    }

    private static boolean isAboutABatch(Kind kind) {
        return switch (kind) {
            case LEASE,
                    ABANDON,
                    SETTLE_LATE,
                    LOAD,
                    START_CLOSING,
                    GIVE_BACK,
                    GIVE_BACK_IS_FENCED,
                    GIVE_BACK_FAILS,
                    RENEW,
                    CRASH,
                    EXPIRE,
                    STOP,
                    RESUME,
                    FREE -> false;
            case NOTE,
                    NOTE_FAILS,
                    BEGIN,
                    BEGIN_IS_FENCED,
                    BEGIN_FAILS,
                    BEGIN_FAILS_AFTER_COMMIT,
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
                    REPORT -> true;
        };
    }
}
