package io.github.camelbulksms.delivery;

import io.github.camelbulksms.journal.RunJournal;
import io.github.camelbulksms.provider.Attempt;
import io.github.camelbulksms.provider.RequestForm;
import io.github.camelbulksms.recipient.Recipients;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends one batch until its outcome is known, or will not be: pace, then begin, then send, then finish, and again after a while
 * as long as it was certainly not accepted. Thread-safe.
 */
final class BatchSender {

    private static final Attempt STOPPED = new Attempt.NotAccepted("not sent: the route is stopping", null);

    private final Outlet outlet;
    private final StopSignal stop;
    private final RunJournal journal;
    private final Retry retry;
    private final RequestForm form;

    BatchSender(Outlet outlet, StopSignal stop, RunJournal journal, Retry retry, RequestForm form) {
        this.outlet = outlet;
        this.stop = stop;
        this.journal = journal;
        this.retry = retry;
        this.form = form;
    }

    /** Never throws: whatever goes wrong is an attempt. */
    Attempt send(Batch batch) {
        Recipients recipients = batch.recipients();
        ByteBuffer body;
        try {
            body = batch.encode(form);
        } catch (Error e) {
            return new Attempt.NotAccepted("not sent: " + e, null);
        }
        Attempt attempt = send(recipients, body);
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

    private Attempt send(Recipients recipients, ByteBuffer body) {
        long begun;
        try {
            if (outlet.activity().stopsBeforeItsTurn(outlet.rateLimiter(), stop)) {
                return STOPPED;
            }
            begun = journal.begin(recipients);
        } catch (IOException | RuntimeException | Error e) {
            return new Attempt.Withheld("not sent: " + (e instanceof IOException ? e.getMessage() : e));
        }
        Attempt attempt = outlet.activity().send(outlet.sender(), body, recipients.size());
        journal.finish(begun, attempt);
        return attempt;
    }
}
