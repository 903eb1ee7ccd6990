package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder waiting = new LongAdder();
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

    /** POSTs that went out, or may have, and have ended. */
    public long requests() {
        return requests.sum();
    }

    /** Requests on their way now. */
    public int inFlight() {
        return inFlight.intValue();
    }

    /** Requests that wait for the rate limit of their account, or for a permit, now. */
    public int waiting() {
        return waiting.intValue();
    }

    /** The runs that are being sent now, in no order. */
    public Collection<RunInProgress> runs() {
        return List.copyOf(runs);
    }

    RunInProgress runBegins(RunKey key) {
        RunInProgress run = new RunInProgress(key, Instant.now());
        runs.add(run);
        return run;
    }

    void runEnds(RunInProgress run) {
        runs.remove(run);
    }

    void waitBegins() {
        waiting.increment();
    }

    void waitEnds() {
        waiting.decrement();
    }

    /** A request is handed over. */
    void flightBegins() {
        inFlight.increment();
    }

    /** It is back, with a reply or without. */
    void flightEnds() {
        inFlight.decrement();
    }

    /** Counts an attempt that has ended; throws what a listener throws, after the counting. */
    void requestEnded(AttemptResult result, int recipients, Duration latency) {
        if (result instanceof AttemptResult.DryRun) {
            return;
        }
        if (result.wentOut()) {
            requests.increment();
        }
        LongAdder total = total(result.outcome());
        if (total != null) {
            total.add(recipients);
        }
        for (RequestListener listener : listeners) {
            listener.requestEnded(result, recipients, latency);
        }
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
