package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.RequestForm;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends one batch until its outcome is known, or will not be: pace, then begin, then send, then finish, and again after a while
 * as long as it was certainly not accepted. Thread-safe.
 */
final class BatchSender {

    private static final AttemptResult STOPPED = new AttemptResult.NotAccepted("not sent: the route is stopping", null);

    private final SendContext outlet;
    private final StopSignal stop;
    private final RunJournal journal;
    private final RetryPolicy retry;
    private final RequestForm form;

    BatchSender(SendContext outlet, StopSignal stop, RunJournal journal, RetryPolicy retry, RequestForm form) {
        this.outlet = outlet;
        this.stop = stop;
        this.journal = journal;
        this.retry = retry;
        this.form = form;
    }

    /** Never throws: whatever goes wrong is an attempt. */
    AttemptResult send(Batch batch) {
        RecipientBatch recipients = batch.recipients();
        ByteBuffer body;
        try {
            body = batch.encode(form);
        } catch (Error e) {
            return new AttemptResult.NotAccepted("not sent: " + e, null);
        }
        AttemptResult attempt = send(recipients, body);
        for (int number = 2; number <= retry.maxAttempts() && attempt.mayBeSentAgain(); number++) {
            Duration wait = retry.before(
                    number, attempt.retryAfter(), ThreadLocalRandom.current().nextDouble());
            if (stop.stopsWithin(wait)) {
                return attempt;
            }
            attempt = send(recipients, body);
        }
        return attempt;
    }

    private AttemptResult send(RecipientBatch recipients, ByteBuffer body) {
        long begun;
        try {
            if (outlet.activity().stopsBeforeItsTurn(outlet.rateLimiter(), stop)) {
                return STOPPED;
            }
            begun = journal.begin(recipients);
        } catch (IOException | RuntimeException | Error e) {
            return new AttemptResult.Withheld("not sent: " + (e instanceof IOException ? e.getMessage() : e));
        }
        AttemptResult attempt = outlet.activity().send(outlet.sender(), body, recipients.size());
        journal.finish(begun, attempt);
        return attempt;
    }
}
