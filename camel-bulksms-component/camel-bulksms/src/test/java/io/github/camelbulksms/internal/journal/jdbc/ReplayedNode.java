package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.jdbc.GatedDatabase.Command;
import io.github.camelbulksms.internal.journal.jdbc.GatedDatabase.Gate;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Known;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A real {@link JdbcJournal} that takes the steps of the model, one at a time, on a thread of its own. */
final class ReplayedNode {

    /** What a call has ended with. */
    record Done(Object result, Throwable failure) {}

    private static final Duration LEASE = Duration.ofHours(1);
    private static final int SECONDS = 30;

    private final RunKey key;
    private final ExecutorService thread;
    private final GatedDatabase gates;
    private final JdbcJournal journal;
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private RunJournal run;
    private Object at;

    /**
     * @param database of the gates
     */
    ReplayedNode(
            RunKey key,
            GatedDatabase gates,
            JournalDatabase database,
            ExecutorService thread,
            ScheduledExecutorService leases) {
        this.key = key;
        this.gates = gates;
        this.thread = thread;
        gates.serve(events);
        journal = new JdbcJournal(database, LEASE, leases);
    }

    void open() throws InterruptedException {
        start(() -> {
            run = journal.open(key, "text", DuplicateRecipient.skip);
            return run;
        });
    }

    void begin(List<Recipient> recipients) throws InterruptedException {
        start(() -> run.begin(RecipientBatch.of(recipients)));
    }

    void finish(long attempt, Known end) throws InterruptedException {
        start(() -> {
            run.finish(attempt, result(end));
            return null;
        });
    }

    void close(boolean finished) throws InterruptedException {
        start(() -> {
            ((LeasedRun) run).close(finished ? RunStatus.FINISHED : RunStatus.OPEN);
            return null;
        });
    }

    private static AttemptResult result(Known end) {
        return switch (end) {
            // without a reference ID reports are looked for by session ID alone
            case ACCEPTED -> new AttemptResult.Accepted("B562A981D0E0010488434B07861B1862");
            case UNKNOWN -> new AttemptResult.Unknown("cut");
            case NOT_ACCEPTED -> new AttemptResult.NotAccepted("-40007", "busy", null);
            case NOTHING -> throw new IllegalStateException("no attempt ends without an end");
        };
    }

    private void start(Callable<Object> call) throws InterruptedException {
        thread.execute(() -> {
            try {
                events.add(new Done(call.call(), null));
            } catch (Throwable e) {
                events.add(new Done(null, e));
            }
        });
        awaitNext();
    }

    private void awaitNext() throws InterruptedException {
        at = events.poll(SECONDS, TimeUnit.SECONDS);
    }

    /** The gate that it stands at, or what its call has ended with. */
    Object at() {
        return at;
    }

    boolean isAt(Gate gate) {
        return at == gate;
    }

    void pass(Command command) throws InterruptedException {
        gates.tell(command);
        awaitNext();
    }

    /** Whatever it is at, it does nothing more. */
    void kill() throws InterruptedException {
        journal.close();
        if (at instanceof Gate) {
            pass(Command.DIE);
        } else {
            gates.tell(Command.DIE);
        }
    }

    boolean renew() throws InterruptedException {
        start(() -> {
            ((LeasedRun) run).renew();
            return null;
        });
        return at instanceof Done;
    }

    Known knows(Recipient recipient) {
        Outcome outcome = run.priorOutcomes().of(recipient);
        if (outcome == null) {
            return Known.NOTHING;
        }
        return outcome == Outcome.ACCEPTED ? Known.ACCEPTED : Known.UNKNOWN;
    }

    boolean wasFinished() {
        return run.wasFinished();
    }
}
