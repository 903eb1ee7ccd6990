package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.AttemptResult.Consequence;
import io.github.camelbulksms.internal.provider.RequestForm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends one batch until its outcome is known, or will not be: rate limit, then who may be sent to now, begin, send, finish, and again
 * after a while as long as it was certainly not accepted. What any of these throws is part of the outcome. Thread-safe.
 */
final class BatchSender {

    private static final AttemptResult TOO_LATE =
            new AttemptResult.NotSent("not sent: quiet hours have begun for some of its recipients");

    private final SendContext context;
    private final StopSignal stop;
    private final RunJournal journal;
    private final Screening screening;
    private final RetryPolicy retry;
    private final RequestForm form;
    private final RunWatch watch;
    private final RetryLog retryLog;

    BatchSender(
            SendContext context,
            StopSignal stop,
            RunJournal journal,
            Screening screening,
            RetryPolicy retry,
            RequestForm form,
            RunWatch watch) {
        this.context = context;
        this.stop = stop;
        this.journal = journal;
        this.screening = screening;
        this.retry = retry;
        this.form = form;
        this.watch = watch;
        retryLog = new RetryLog(watch.key(), watch, System::nanoTime);
    }

    BatchOutcome send(Batch batch) {
        try {
            return sendUntilKnown(batch);
        } finally {
            watch.doesNothing(batch);
        }
    }

    private BatchOutcome sendUntilKnown(Batch batch) {
        BatchOutcome outcome = attempt(batch, null);
        for (int number = 2; number <= retry.maxAttempts() && mayTryAgain(outcome); number++) {
            AttemptResult last = outcome.result();
            Duration wait = retry.delayBefore(
                    number, last.retryAfter(), ThreadLocalRandom.current().nextDouble());
            outcome = attemptAgain(batch, last, wait).after(outcome);
        }
        return outcome;
    }

    private BatchOutcome attemptAgain(Batch batch, AttemptResult last, Duration wait) {
        try {
            return stopsWhileItBacksOff(batch, last, wait)
                    ? BatchOutcome.of(stopped(last.reason()))
                    : attempt(batch, last.reason());
        } catch (Throwable e) {
            // the requests before it went out, and count
            return BatchOutcome.of(batch.phase() == Batch.Phase.MAY_BE_OUT ? AttemptResult.unknown(e) : withheld(e), e);
        }
    }

    private static boolean mayTryAgain(BatchOutcome outcome) {
        return outcome.failure() == null && outcome.result().consequence() == Consequence.TRY_AGAIN;
    }

    /**
     * @param lastReason why the attempt before was not accepted, or null when there was none
     */
    private BatchOutcome attempt(Batch batch, String lastReason) {
        try {
            // whom it is quiet for takes no place in the queue of requests
            screening.leaveOutQuiet(batch);
            if (batch.isEmpty()) {
                return BatchOutcome.of(new AttemptResult.NobodyLeft());
            }
            if (stopsBeforeItsTurn(batch)) {
                return BatchOutcome.of(stopped(lastReason));
            }
        } catch (Throwable e) {
            return BatchOutcome.of(withheld(e));
        }
        try {
            return screenAndSend(batch);
        } finally {
            context.permits().release();
        }
    }

    /** An interrupt stops a route, too. */
    private AttemptResult stopped(String lastReason) {
        StopReason reason = stop.reason() == null ? StopReason.ROUTE_IS_STOPPING : stop.reason();
        return new AttemptResult.Stopped(reason.code(), reason.text(), lastReason);
    }

    private boolean stopsWhileItBacksOff(Batch batch, AttemptResult last, Duration wait) {
        Instant now = Instant.now();
        watch.does(batch, new Activity.BacksOff(now, now.plus(wait), last.label()));
        watch.failsWith(last.reason());
        try {
            context.metrics().backsOff(last);
            retryLog.notAccepted(last, wait);
            StopSignal speaking = () -> {
                retryLog.look();
                return stop.reason();
            };
            return speaking.stopsWithin(wait);
        } finally {
            context.metrics().backedOff();
        }
    }

    private boolean stopsBeforeItsTurn(Batch batch) throws IOException {
        context.metrics().waitBegins();
        try {
            Duration wait = context.rateLimiter().reserve();
            if (!wait.isZero()) {
                watch.does(batch, new Activity.WaitsForRateLimit(Instant.now()));
            }
            if (stop.stopsWithin(wait)) {
                return true;
            }
            watch.does(batch, new Activity.WaitsForPermit(Instant.now()));
            return !context.permits().acquire(stop);
        } finally {
            context.metrics().waitEnds();
        }
    }

    private BatchOutcome screenAndSend(Batch batch) {
        while (true) {
            ByteBuffer body;
            long begun;
            try {
                screening.leaveOutQuiet(batch);
                if (!batch.isEmpty()) {
                    screening.leaveOutSuppressed(batch);
                }
                if (batch.isEmpty()) {
                    return BatchOutcome.of(new AttemptResult.NobodyLeft());
                }
                body = batch.encode(form);
                begun = journal.begin(batch.recipients());
            } catch (Throwable e) {
                return BatchOutcome.of(withheld(e));
            }
            AttemptResult obstacle = obstacle(batch);
            if (obstacle == null) {
                return send(batch, body, begun);
            }
            Throwable failure = finish(begun, obstacle, null);
            if (obstacle != TOO_LATE || failure != null) {
                return BatchOutcome.of(obstacle, failure);
            }
        }
    }

    /** What a caller can do something about keeps its code. */
    private static AttemptResult withheld(Throwable e) {
        return e instanceof JournalException failure
                ? AttemptResult.withheld(failure.code(), failure)
                : AttemptResult.withheld(e);
    }

    /** Why what was begun does not go out: the quiet hours have begun while the journal was written. Null when it does. */
    private AttemptResult obstacle(Batch batch) {
        try {
            return screening.isQuietForAnybody(batch) ? TOO_LATE : null;
        } catch (Throwable e) {
            return withheld(e);
        }
    }

    /** Sends what was begun. Whatever is thrown here, the batch is one that may be out. */
    private BatchOutcome send(Batch batch, ByteBuffer body, long begun) {
        long start = System.nanoTime();
        AttemptResult result;
        Throwable failure = null;
        batch.markMayBeOut();
        watch.does(batch, new Activity.InFlight(Instant.now()));
        context.metrics().flightBegins();
        try {
            result = Objects.requireNonNull(context.provider().send(body), "what came of the request is null");
        } catch (Throwable e) {
            result = AttemptResult.unknown(e);
            failure = e;
        } finally {
            context.metrics().flightEnds();
        }
        if (result.consequence() == Consequence.TRY_AGAIN) {
            batch.markNotSent();
        }
        failure = finish(begun, result, failure);
        return BatchOutcome.of(result, measure(batch, result, start, failure));
    }

    private Throwable finish(long begun, AttemptResult result, Throwable failure) {
        try {
            journal.finish(begun, result);
            return failure;
        } catch (Throwable e) {
            return failure == null ? e : failure;
        }
    }

    private Throwable measure(Batch batch, AttemptResult result, long start, Throwable failure) {
        try {
            context.metrics().requestEnded(result, batch.size(), Duration.ofNanos(System.nanoTime() - start));
            return failure;
        } catch (Throwable e) {
            return failure == null ? e : failure;
        }
    }
}
