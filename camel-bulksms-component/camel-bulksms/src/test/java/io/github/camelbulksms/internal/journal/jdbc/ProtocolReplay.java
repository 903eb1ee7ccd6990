package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.jdbc.GatedDatabase.Command;
import io.github.camelbulksms.internal.journal.jdbc.GatedDatabase.Gate;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Attempt;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Budget;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Node;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Action;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.model.Recipient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes one way of the model with two real journals, and compares after each step what is in the database, and what each node knows. */
final class ProtocolReplay {

    private final ReplayStage stage;
    private final ProtocolModel model = new ProtocolModel();
    private final RunKey key = new RunKey("model", UUID.randomUUID().toString(), 0);
    private final List<Recipient> recipients = new ArrayList<>();
    private final ReplayedNode[] nodes = new ReplayedNode[ModelState.NODES];
    /** Where a begin hangs; null when none does. */
    private GatedDatabase hanging;

    ProtocolReplay(ReplayStage stage) {
        this.stage = stage;
        SessionIds ids = new SessionIds(key.campaign(), key.run());
        for (String number : List.of("381601234560", "381601234561")) {
            recipients.add(new Recipient(number, ids.of(number)));
        }
    }

    /**
     * @return where model and journal part, or null when they do not
     */
    String follow(List<Action> way, Budget budget) throws Exception {
        stage.make(key);
        ModelState state = ModelState.first(budget);
        for (int step = 0; step < way.size(); step++) {
            Action action = way.get(step);
            ModelState before = state;
            ModelState after = model.next(state).stream()
                    .filter(one -> one.action().equals(action))
                    .findFirst()
                    .orElseThrow()
                    .next();
            String difference = take(action, before, after);
            difference = difference == null ? compare(after) : difference;
            difference = difference == null ? whetherAStrangerMayTakeIt(after) : difference;
            if (difference != null) {
                killAll();
                return difference + " after " + way.subList(0, step + 1);
            }
            state = after;
        }
        killAll();
        stage.forgetWishes();
        return null;
    }

    private void killAll() throws Exception {
        if (hanging != null) {
            hanging.dropWhatHangs();
        }
        for (ReplayedNode node : nodes) {
            if (node != null) {
                node.kill();
            }
        }
    }

    private String take(Action action, ModelState before, ModelState after) throws Exception {
        int number = action.node();
        Node was = number < 0 ? null : before.node(number);
        ReplayedNode node = number < 0 ? null : nodes[number];
        return switch (action.kind()) {
            case LEASE -> {
                nodes[number] = stage.node(number, key);
                nodes[number].open();
                yield through(nodes[number], Gate.LEASE, Command.GO);
            }
            case ABANDON -> through(node, Gate.ABANDON, Command.GO);
            case SETTLE_LATE -> through(node, Gate.SETTLE_LATE, Command.GO);
            case LOAD -> {
                String difference = through(node, Gate.LOAD, Command.GO);
                yield difference == null ? knowledge(node, after.node(number)) : difference;
            }
            case NOTE -> note(node, action, was, Command.GO);
            case NOTE_FAILS -> note(node, action, was, Command.FAIL);
            case BEGIN -> begin(node, action, was, Command.GO, true);
            case BEGIN_IS_FENCED, BEGIN_IS_STOPPED -> begin(node, action, was, Command.GO, false);
            case BEGIN_FAILS -> begin(node, action, was, Command.FAIL, false);
            case BEGIN_FAILS_AFTER_COMMIT -> begin(node, action, was, Command.FAIL_AFTER_COMMIT, false);
            case BEGIN_HANGS -> {
                hanging = stage.gates(number);
                yield begin(node, action, was, Command.HANG, false);
            }
            case BEGIN_COMES_LATE -> {
                hanging.carryOut();
                yield null;
            }
            case POST_ACCEPTED, POST_ACCEPTED_REPLY_LOST, POST_REFUSED, POST_LOST -> null;
            case FINISH -> finish(node, was, Command.GO);
            case FINISH_FAILS -> finish(node, was, Command.FAIL);
            case FINISH_FAILS_AFTER_COMMIT -> finish(node, was, Command.FAIL_AFTER_COMMIT);
            case START_CLOSING -> {
                node.close(was.leavesNobody());
                yield null;
            }
            case GIVE_BACK, GIVE_BACK_IS_FENCED -> through(node, Gate.GIVE_BACK, Command.GO);
            case GIVE_BACK_FAILS -> through(node, Gate.GIVE_BACK, Command.FAIL);
            case RENEW -> node.renew() ? null : "a lease was not renewed";
            case CRASH -> {
                node.kill();
                nodes[number] = null;
                yield null;
            }
            case EXPIRE -> {
                stage.direct()
                        .once(session -> session.update(
                                "UPDATE bulksms_run SET lease_until = 0 WHERE campaign = 'model' AND run = ?",
                                key.run()));
                yield null;
            }
            case REPORT -> {
                report(action.batch());
                yield null;
            }
            case STOP -> {
                stage.operator().stop(key.campaign(), key.run());
                yield null;
            }
            case RESUME -> {
                stage.operator().resume(key.campaign(), key.run());
                yield null;
            }
            case FREE -> {
                stage.operator().free(key.campaign(), key.run());
                yield null;
            }
        };
    }

    private static String through(ReplayedNode node, Gate gate, Command command) throws InterruptedException {
        if (!node.isAt(gate)) {
            return "expected to be at " + gate + ", but is at " + node.at();
        }
        do {
            // a statement that touched no row is done once more, after a look whether commits are durable
            node.pass(command);
        } while (command == Command.GO && node.isAt(gate));
        return null;
    }

    /** The node stands at the first gate of its call: the note, where there is one. */
    private String note(ReplayedNode node, Action action, Node was, Command command) throws Exception {
        if (was.phase() == ModelState.Phase.WORKS) {
            node.begin(List.of(recipients.get(action.batch())));
        }
        return through(node, Gate.FINISH, command);
    }

    private String begin(ReplayedNode node, Action action, Node was, Command command, boolean succeeds)
            throws Exception {
        if (was.phase() == ModelState.Phase.WORKS) {
            node.begin(List.of(recipients.get(action.batch())));
        }
        String difference = through(node, Gate.BEGIN, command);
        if (difference != null) {
            return difference;
        }
        if (!(node.at() instanceof ReplayedNode.Done done)) {
            return "a begin does not end, but is at " + node.at();
        }
        return succeeds == (done.failure() == null) ? null : "a begin has ended with " + done;
    }

    private static String finish(ReplayedNode node, Node was, Command command) throws Exception {
        node.finish(was.attempt() + 1L, was.end());
        return through(node, Gate.FINISH, command);
    }

    private void report(int batch) throws Exception {
        byte[] raw = ("{\"reference_id\":\"lost " + key.run() + "\",\"session_id\":\""
                        + recipients.get(batch).sessionId()
                        + "\",\"status\":{\"code\":200,\"updated_on\":\"2026-10-21T14:05:36Z\"}}")
                .getBytes(StandardCharsets.UTF_8);
        new JdbcReportLog(stage.direct(), KeptReports.STATUS).claim(ReportReader.read(raw), raw);
    }

    private String knowledge(ReplayedNode node, Node expected) {
        if (!(node.at() instanceof ReplayedNode.Done)) {
            return "a run is not open, but at " + node.at();
        }
        for (int batch = 0; batch < ModelState.BATCHES; batch++) {
            if (node.knows(recipients.get(batch)) != expected.known().get(batch)) {
                return "batch " + batch + " is known as " + node.knows(recipients.get(batch)) + ", expected "
                        + expected.known().get(batch);
            }
        }
        return node.wasFinished() == expected.wasFinished() ? null : "finished is " + node.wasFinished();
    }

    private String compare(ModelState expected) throws Exception {
        List<String> rows = stage.direct()
                .once(session -> session.list(
                        row -> (row.getString(1) != null) + " " + row.getLong(2) + " " + row.getBoolean(3)
                                + (row.getString(6) == null
                                        ? ""
                                        : " " + row.getLong(4) + " " + row.getLong(5) + " " + row.getString(6)),
                        "SELECT r.owner, r.fencing_token, r.finished, a.attempt_number, a.fencing_token, a.state"
                                + " FROM bulksms_run r LEFT JOIN bulksms_attempt a ON a.run_id = r.id"
                                + " WHERE r.campaign = ? AND r.run = ? ORDER BY a.attempt_number",
                        key.campaign(),
                        key.run()));
        String run = (expected.owner() >= 0) + " " + expected.token() + " " + expected.finished();
        List<String> model = new ArrayList<>();
        for (Attempt attempt : expected.attempts()) {
            model.add(run + " " + (model.size() + 1) + " " + attempt.token() + " " + attempt.state());
        }
        if (model.isEmpty()) {
            model.add(run);
        }
        return rows.equals(model) ? null : "the database has " + rows + ", expected " + model;
    }

    /** As long as a lease holds, nobody else gets the run. */
    private String whetherAStrangerMayTakeIt(ModelState state) throws Exception {
        boolean held = state.owner() >= 0 && !state.expired();
        return held && stage.stranger().take(key).isPresent() ? "a run was taken whose lease holds" : null;
    }
}
