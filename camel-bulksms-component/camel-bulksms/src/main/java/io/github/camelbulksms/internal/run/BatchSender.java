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
 * Sends one batch until its outcome is known, or cannot become known: rate limit, permit, screening, begin, POST, finish; and again
 * after a backoff as long as it was certainly not accepted. An exception of any of these is part of the outcome. Thread-safe.
 */
final class BatchSender {

    private static final AttemptResult QUIET_HOURS_BEGAN =
            new AttemptResult.NotSent("not sent: quiet hours have begun for some of its recipients");

    /** How a wait ended. */
    private enum Wait {
        OVER,
        STOPPED
    }

    private final SendContext context;
    private final StopCheck stop;
    private final RunJournal journal;
    private final Screening screening;
    private final RetryPolicy retry;
    private final RequestForm form;
    private final RunProgress watch;
    private final RetryLog retryLog;

    BatchSender(
            SendContext context,
            StopCheck stop,
            RunJournal journal,
            Screening screening,
            RetryPolicy retry,
            RequestForm form,
            RunProgress watch) {
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
            watch.clearActivity(batch);
        }
    }

    private BatchOutcome sendUntilKnown(Batch batch) {
        BatchOutcome outcome = attempt(batch, null);
        for (int number = 2; number <= retry.maxAttempts() && mayTryAgain(outcome); number++) {
            AttemptResult last = outcome.result();
            Duration delay = retry.delayBefore(
                    number, last.retryAfter(), ThreadLocalRandom.current().nextDouble());
            outcome = attemptAgain(batch, last, delay).after(outcome);
        }
        return outcome;
    }

    private BatchOutcome attemptAgain(Batch batch, AttemptResult last, Duration delay) {
        try {
            return backOff(batch, last, delay) == Wait.STOPPED
                    ? BatchOutcome.of(stopped(last.reason()))
                    : attempt(batch, last.reason());
        } catch (Throwable e) {
            // part of the outcome, so that the requests before it are counted
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
            // recipients in quiet hours take no place in the queue of requests
            screening.leaveOutQuiet(batch);
            if (batch.isEmpty()) {
                return BatchOutcome.of(new AttemptResult.NobodyLeft());
            }
            if (awaitTurn(batch) == Wait.STOPPED) {
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

    private Wait backOff(Batch batch, AttemptResult last, Duration delay) {
        Instant now = Instant.now();
        watch.setActivity(batch, new Activity.BacksOff(now, now.plus(delay), last.label()));
        watch.setLastError(last.reason());
        try {
            context.metrics().backsOff(last);
            retryLog.notAccepted(last, delay);
            StopCheck loggingStop = () -> {
                retryLog.look();
                return stop.reason();
            };
            return loggingStop.stopsWithin(delay) ? Wait.STOPPED : Wait.OVER;
        } finally {
            context.metrics().backedOff();
        }
    }

    /** Waits for the rate limit, then for a permit. On {@link Wait#OVER} the caller holds the permit, and must release it. */
    private Wait awaitTurn(Batch batch) throws IOException {
        context.metrics().waitBegins();
        try {
            Duration delay = context.rateLimiter().reserve();
            if (!delay.isZero()) {
                watch.setActivity(batch, new Activity.WaitsForRateLimit(Instant.now()));
            }
            if (stop.stopsWithin(delay)) {
                return Wait.STOPPED;
            }
            watch.setActivity(batch, new Activity.WaitsForPermit(Instant.now()));
            return context.permits().acquire(stop) ? Wait.OVER : Wait.STOPPED;
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
                return post(batch, body, begun);
            }
            Throwable failure = finish(begun, obstacle, null);
            if (obstacle != QUIET_HOURS_BEGAN || failure != null) {
                return BatchOutcome.of(obstacle, failure);
            }
        }
    }

    /** The journal's exceptions keep their code: it tells the caller what to do. */
    private static AttemptResult withheld(Throwable e) {
        return e instanceof JournalException failure
                ? AttemptResult.withheld(failure.code(), failure)
                : AttemptResult.withheld(e);
    }

    /** Why a begun attempt is not sent: quiet hours began while the journal was written. Null when it is sent. */
    private AttemptResult obstacle(Batch batch) {
        try {
            return screening.isAnyInQuietHours(batch) ? QUIET_HOURS_BEGAN : null;
        } catch (Throwable e) {
            return withheld(e);
        }
    }

    /** Posts a begun attempt. Whatever is thrown from here on, the messages may have been sent. */
    private BatchOutcome post(Batch batch, ByteBuffer body, long begun) {
        long start = System.nanoTime();
        AttemptResult result;
        Throwable failure = null;
        batch.markMayBeOut();
        watch.setActivity(batch, new Activity.InFlight(Instant.now()));
        context.metrics().flightBegins();
        try {
            result = Objects.requireNonNull(context.provider().send(body), "the result of the request is null");
        } catch (Throwable e) {
            result = AttemptResult.unknown(e);
            failure = e;
        } finally {
            context.metrics().flightEnds();
        }
        if (result.consequence() == Consequence.TRY_AGAIN) {
            batch.markNotAccepted();
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
