package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.PriorOutcomesSource;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.RequestForm;
import io.github.camelbulksms.internal.provider.Segments;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Counts;
import io.github.camelbulksms.model.UnknownOutcome;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one run. Up to {@code concurrentRequests} workers each take a batch, send it, enter its outcome and take the next;
 * the last to end closes the book. Reading and bookkeeping happen under the lock, sending outside of it. It stops after a
 * refusal, after three requests in a row without acceptance, and at a limit; the rest is then unsent.
 */
public final class RunExecution {

    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);
    private static final int MOST_FAILURES_IN_A_ROW = 3;

    private final SendRequest request;
    private final RunSettings settings;
    private final SendContext outlet;
    private final StopSignal stop;
    private final ProgressListener progress;
    private final OutcomeRecorder ledger;
    private final RunInProgress run;
    private final RecipientSet recipientsRead;
    private final CompletableFuture<BulkSmsResult> done = new CompletableFuture<>();
    // no monitor: threads that wait for one spin, which cost a tenth of the CPU with 32 requests in flight
    private final Lock lock = new ReentrantLock();
    private RecipientSource source;
    private RunJournal journal;
    private BatchSender sender;
    private BatchReader batches;
    private int workers = 1;
    private int failuresInARow;
    private String stopReason;

    public RunExecution(
            SendRequest request, RunSettings settings, SendContext outlet, StopSignal stop, ProgressListener progress) {
        this.request = request;
        this.settings = settings;
        this.outlet = outlet;
        this.stop = stop;
        this.progress = progress;
        ledger = new OutcomeRecorder(request.run());
        recipientsRead = RecipientSet.of(settings.intake().duplicates());
        run = outlet.activity().begins(request.key());
    }

    /**
     * Sends; to be called once. A run of one request is sent by the calling thread, a longer one by the executor's.
     *
     * @return completed with the result when every recipient has its outcome
     * @throws IOException when not one recipient could be read
     * @throws IllegalArgumentException when there is not one recipient
     */
    public CompletableFuture<BulkSmsResult> start(Executor executor) throws IOException {
        try {
            openSource();
        } catch (IOException | RuntimeException | Error e) {
            if (ledger.counts().read() == 0) {
                close();
                throw e;
            }
            readingFailed(e);
            leave();
            return done;
        }
        Batch first = new Batch();
        take(first, executor);
        if (isLast()) {
            work(first, executor);
        } else {
            executeOrWork(first, executor);
        }
        return done;
    }

    private void openSource() throws IOException {
        settings.limits().check(request.message());
        stopReason = settings.limits().reasonToRefuse(request.recipients());
        journal = outlet.journal()
                .open(
                        request.key(),
                        request.message().fingerprint(),
                        settings.intake().duplicates());
        sender = new BatchSender(outlet, stop, journal, settings.retry(), new RequestForm(request.message()));
        source = PriorOutcomesSource.of(
                settings.intake()
                        .open(
                                request.recipients(),
                                request.run().campaign(),
                                request.run().name(),
                                recipientsRead),
                journal.settled(),
                settings.unknownOutcome());
        batches = new BatchReader(source, settings, ledger, this::isUninvited);
        if (!batches.hasNext() && ledger.counts().read() == 0) {
            throw new IllegalArgumentException(
                    request.recipients().canBeReadAgain()
                            ? "there is no recipient: expected at least one line, or element, with a phone number"
                            : "there is no recipient: the stream or iterator is empty or was read before, expected one"
                                    + " that nobody has read");
        }
    }

    private boolean isUninvited(ValidEntry recipient) {
        return journal.wasFinished() && journal.settled().of(recipient) == null;
    }

    private void executeOrWork(Batch batch, Executor executor) {
        try {
            executor.execute(() -> work(batch, executor));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            work(batch, executor);
        }
    }

    private void work(Batch batch, Executor executor) {
        try {
            while (!batch.isEmpty()) {
                AttemptResult attempt = sender.send(batch);
                // in one go: when many replies come at once, waiting twice costs as much as reading
                lock.lock();
                try {
                    settle(batch, attempt);
                    take(batch, executor);
                } finally {
                    lock.unlock();
                }
            }
        } finally {
            leave();
        }
    }

    private boolean isLast() {
        lock.lock();
        try {
            return !batches.hasNext();
        } finally {
            lock.unlock();
        }
    }

    /** Fills a batch with who is to be sent to next; it is empty when there is nobody, or the run has stopped. */
    private void take(Batch batch, Executor executor) {
        lock.lock();
        try {
            batch.begin(0);
            if (stopReason == null) {
                stopReason = stop.isStopped() ? "the route is stopping" : batches.reasonToStop();
            }
            if (stopReason != null) {
                batches.leaveRest("not sent: the run stopped, " + stopReason);
            }
            batches.fill(batch);
            if (batches.reasonToStop() != null) {
                stopReason = batches.reasonToStop();
                ledger.unsent(batch, "not sent: the run stopped, " + stopReason);
                batch.begin(0);
                batches.leaveRest("not sent: the run stopped, " + stopReason);
            } else if (batches.hasNext() && workers < settings.concurrentRequests()) {
                hire(executor);
            }
        } catch (IOException | RuntimeException | Error e) {
            batch.begin(0);
            readingFailed(e);
        } finally {
            lock.unlock();
        }
    }

    private void readingFailed(Throwable e) {
        stopReason = "reading the recipients failed";
        ledger.readingFailed(e);
    }

    private void hire(Executor executor) {
        workers++;
        try {
            Batch batch = new Batch();
            executor.execute(() -> {
                take(batch, executor);
                work(batch, executor);
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // no thread to be had: fewer hands, the same work
            workers--;
        }
    }

    private void settle(Batch batch, AttemptResult attempt) {
        ledger.settle(batch, attempt);
        boolean failed = !(attempt instanceof AttemptResult.Accepted || attempt instanceof AttemptResult.DryRun);
        failuresInARow = failed ? failuresInARow + 1 : 0;
        if (attempt.endsTheRun()) {
            stopReason = attempt.reason();
        } else if (failuresInARow == MOST_FAILURES_IN_A_ROW) {
            stopReason = MOST_FAILURES_IN_A_ROW + " requests in a row failed";
        }
        Counts soFar = ledger.counts();
        run.getsTo(soFar);
        progress.requestDone(request.run(), soFar);
    }

    private void leave() {
        BulkSmsResult result;
        lock.lock();
        try {
            if (--workers > 0) {
                return;
            }
            try {
                ListForm form = source == null ? ListForm.LINES : source.form();
                int segments = Segments.of(request.message().template()).count();
                result = ledger.close(form, segments, stopReason);
                close();
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
                return;
            }
        } finally {
            lock.unlock();
        }
        done.complete(result);
    }

    private void close() {
        outlet.activity().ends(run);
        closeSource();
        closeJournal();
    }

    private void closeJournal() {
        if (journal != null) {
            Counts counts = ledger.counts();
            long left = counts.unsent()
                    + counts.refused()
                    + (settings.unknownOutcome() == UnknownOutcome.resend ? counts.unknown() : 0);
            boolean nobodyIsLeft = stopReason == null && left == 0;
            if (nobodyIsLeft && journal.wasFinished() && counts.requests() == 0) {
                LOG.warn("{} was finished before: nothing is sent", request.key());
            }
            boolean finished = journal.wasFinished() || nobodyIsLeft && counts.read() > 0;
            journal.read(counts.read());
            journal.close(
                    finished ? RunStatus.FINISHED : RunStatus.OPEN,
                    new RunJournal.Reading(recipientsRead, ledger::named));
        }
    }

    private void closeSource() {
        if (source == null) {
            return;
        }
        try {
            source.close();
        } catch (IOException e) {
            LOG.warn(
                    "campaign={} run={}: closing the recipients failed",
                    request.run().campaign(),
                    request.run().name(),
                    e);
        }
    }
}
