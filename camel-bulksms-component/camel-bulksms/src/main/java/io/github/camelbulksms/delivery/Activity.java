package io.github.camelbulksms.delivery;

import io.github.camelbulksms.journal.RunKey;
import io.github.camelbulksms.provider.Attempt;
import io.github.camelbulksms.provider.Sender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What is being done, and how much was done, since the component was made. Thread-safe. */
public final class Activity {

    /** Hears of every request when it has ended. Called by the thread that sent it; must not block. */
    @FunctionalInterface
    public interface RequestListener {

        /**
         * @param recipients how many recipients the request had
         * @param latency from the moment the request was handed over to its reply, or to the loss of it
         */
        void requestEnded(Attempt attempt, int recipients, Duration latency);
    }

    private final LongAdder accepted = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger waitingForPace = new AtomicInteger();
    private final Set<RunInProgress> runs = ConcurrentHashMap.newKeySet();
    private final List<RequestListener> listeners = new CopyOnWriteArrayList<>();

    public void addListener(RequestListener listener) {
        listeners.add(listener);
    }

    /** Recipients of requests that the provider took. */
    public long accepted() {
        return accepted.sum();
    }

    /** Recipients of requests that had no trustworthy answer. */
    public long unknown() {
        return unknown.sum();
    }

    /** Requests that have ended, however. */
    public long requests() {
        return requests.sum();
    }

    /** Requests on their way now. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Requests that wait for their turn in the pace of their account now. */
    public int waitingForPace() {
        return waitingForPace.get();
    }

    /** The runs that are being sent now, in no order. */
    public Collection<RunInProgress> runs() {
        return List.copyOf(runs);
    }

    RunInProgress begins(RunKey key) {
        RunInProgress run = new RunInProgress(key, Instant.now());
        runs.add(run);
        return run;
    }

    void ends(RunInProgress run) {
        runs.remove(run);
    }

    boolean stopsBeforeItsTurn(RateLimiter pace, StopSignal stop) throws IOException {
        waitingForPace.incrementAndGet();
        try {
            return stop.stopsWithin(pace.reserve());
        } finally {
            waitingForPace.decrementAndGet();
        }
    }

    Attempt send(Sender sender, ByteBuffer form, int recipients) {
        inFlight.incrementAndGet();
        long start = System.nanoTime();
        Attempt attempt;
        try {
            attempt = sender.send(form);
        } catch (RuntimeException | Error e) {
            // even out of memory, the recipients of this batch get their outcome
            attempt = new Attempt.Unknown("no trustworthy answer: " + e);
        } finally {
            inFlight.decrementAndGet();
        }
        if (!(attempt instanceof Attempt.DryRun)) {
            note(attempt, recipients, Duration.ofNanos(System.nanoTime() - start));
        }
        return attempt;
    }

    private void note(Attempt attempt, int recipients, Duration latency) {
        requests.increment();
        switch (attempt.outcome()) {
            case ACCEPTED -> accepted.add(recipients);
            case UNKNOWN -> unknown.add(recipients);
            default -> {
                // may be sent yet, so only the result of its run says what became of it
            }
        }
        listeners.forEach(listener -> listener.requestEnded(attempt, recipients, latency));
    }
}
