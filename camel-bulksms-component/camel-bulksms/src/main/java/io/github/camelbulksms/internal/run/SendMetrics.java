package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.spi.RateLimiter;
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
public final class SendMetrics {

    /** Hears of every request when it has ended. Called by the thread that sent it; must not block. */
    @FunctionalInterface
    public interface RequestListener {

        /**
         * @param recipients how many recipients the request had
         * @param latency from the moment the request was handed over to its reply, or to the loss of it
         */
        void requestEnded(AttemptResult attempt, int recipients, Duration latency);
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

    AttemptResult send(ProviderApi sender, ByteBuffer form, int recipients) {
        inFlight.incrementAndGet();
        long start = System.nanoTime();
        AttemptResult attempt;
        try {
            attempt = sender.send(form);
        } catch (RuntimeException | Error e) {
            // even out of memory, the recipients of this batch get their outcome
            attempt = new AttemptResult.Unknown("no trustworthy answer: " + e);
        } finally {
            inFlight.decrementAndGet();
        }
        if (!(attempt instanceof AttemptResult.DryRun)) {
            note(attempt, recipients, Duration.ofNanos(System.nanoTime() - start));
        }
        return attempt;
    }

    private void note(AttemptResult attempt, int recipients, Duration latency) {
        requests.increment();
        LongAdder total = total(attempt.outcome());
        if (total != null) {
            total.add(recipients);
        }
        listeners.forEach(listener -> listener.requestEnded(attempt, recipients, latency));
    }

    /** What counts an outcome, or null for one that only the result of its run tells: it may be sent to yet. */
    private LongAdder total(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> accepted;
            case UNKNOWN -> unknown;
            case INVALID, DUPLICATE, SUPPRESSED, POSTPONED, REFUSED, UNSENT -> null;
        };
    }
}
