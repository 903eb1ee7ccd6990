package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;

/** What is being done, and how much was done, since the component was made. Thread-safe. */
public final class SendMetrics {

    /** Is called for every request when it has ended, by the thread that sent it; must not block. */
    @FunctionalInterface
    public interface RequestListener {

        /**
         * @param recipients how many recipients the request had
         * @param latency from the moment the request was handed over to its reply, or to the loss of it
         */
        void requestEnded(AttemptResult attempt, int recipients, Duration latency);
    }

    private final Map<Outcome, LongAdder> recipients = new EnumMap<>(Outcome.class);
    private final LongAdder requests = new LongAdder();
    // gauges: what ends them may not throw, and a LongAdder may have to grow
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger backingOff = new AtomicInteger();
    private final LongAdder batches = new LongAdder();
    private final Map<String, LongAdder> retries = new ConcurrentHashMap<>();
    private final RunHistory runs = new RunHistory();
    private final List<RequestListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> retryListeners = new CopyOnWriteArrayList<>();

    public SendMetrics() {
        for (Outcome outcome : Outcome.values()) {
            recipients.put(outcome, new LongAdder());
        }
    }

    public void addListener(RequestListener listener) {
        listeners.add(listener);
    }

    /** Recipients of requests that the provider took. */
    public long accepted() {
        return recipients(Outcome.ACCEPTED);
    }

    /** Recipients of requests that had no trustworthy answer. */
    public long unknown() {
        return recipients(Outcome.UNKNOWN);
    }

    /**
     * Recipients of that outcome. Accepted and unknown ones are counted when their request has ended, others with their run; those
     * that were accepted or unknown before a run began are not counted again.
     */
    public long recipients(Outcome outcome) {
        return recipients.get(outcome).sum();
    }

    /** Groups of recipients that a request was to be made for, of runs that have ended and of those that are being sent, so far. */
    public long batches() {
        return batches.sum()
                + runs.current().stream()
                        .mapToLong(run -> run.counts().batches())
                        .sum();
    }

    /** How often a request was not accepted and is made again, by the provider's code or another word. */
    public Map<String, Long> retries() {
        Map<String, Long> sums = new TreeMap<>();
        retries.forEach((label, count) -> sums.put(label, count.sum()));
        return sums;
    }

    /** Requests that were not accepted, and wait to be made again, now. */
    public int backingOff() {
        return backingOff.get();
    }

    /** How long the request is on its way that has been for longest; zero when there is none. */
    public Duration oldestRequest() {
        return runs.current().stream()
                .flatMap(run -> run.oldestRequest().stream())
                .min(Comparator.naturalOrder())
                .map(since -> Duration.between(since, Instant.now()))
                .orElse(Duration.ZERO);
    }

    /** POSTs that went out, or may have, and have ended. */
    public long requests() {
        return requests.sum();
    }

    /** Requests on their way now. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Requests that wait for the rate limit of their account, or for a permit, now. */
    public int waiting() {
        return waiting.get();
    }

    /** The runs that are being sent now, in no order. */
    public List<RunProgress> runs() {
        return runs.current();
    }

    /** The last hundred runs that ended here, the one that ended first comes first. */
    public List<RunProgress> endedRuns() {
        return runs.ended();
    }

    /** Has a meter for each code from when it comes for the first time. */
    public void onRetry(Consumer<String> firstOfLabel) {
        retryListeners.add(firstOfLabel);
    }

    RunProgress begins(RunKey key, LongToDoubleFunction fractionRead) {
        RunProgress run = new RunProgress(key, Instant.now(), fractionRead);
        runs.begins(run);
        return run;
    }

    void ends(RunProgress run) {
        runs.ends(run);
        batches.add(run.counts().batches());
        for (Outcome outcome : Outcome.values()) {
            long count = run.counts().of(outcome);
            if (count > 0 && !isCountedAtOnce(outcome)) {
                recipients.get(outcome).add(count);
            }
        }
    }

    void backsOff(AttemptResult last) {
        backingOff.incrementAndGet();
        LongAdder count = retries.get(last.label());
        if (count == null) {
            LongAdder first = new LongAdder();
            count = retries.putIfAbsent(last.label(), first);
            if (count == null) {
                count = first;
                retryListeners.forEach(listener -> listener.accept(last.label()));
            }
        }
        count.increment();
    }

    void backedOff() {
        backingOff.decrementAndGet();
    }

    void waitBegins() {
        waiting.incrementAndGet();
    }

    void waitEnds() {
        waiting.decrementAndGet();
    }

    /** A request is handed over. */
    void flightBegins() {
        inFlight.incrementAndGet();
    }

    /** It is back, with a reply or without. */
    void flightEnds() {
        inFlight.decrementAndGet();
    }

    /** Counts an attempt that has ended; throws what a listener throws, after the counting. */
    void requestEnded(AttemptResult result, int recipients, Duration latency) {
        if (result instanceof AttemptResult.DryRun) {
            return;
        }
        if (result.wentOut()) {
            requests.increment();
        }
        if (isCountedAtOnce(result.outcome())) {
            this.recipients.get(result.outcome()).add(recipients);
        }
        for (RequestListener listener : listeners) {
            listener.requestEnded(result, recipients, latency);
        }
    }

    /** Of others only the result of the run tells: they may be sent to yet. */
    private static boolean isCountedAtOnce(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED, UNKNOWN -> true;
            case INVALID, DUPLICATE, SUPPRESSED, POSTPONED, REFUSED, UNSENT -> false;
        };
    }
}
