package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.RequestForm;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Counts;
import io.github.camelbulksms.model.FailureCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends one run: {@link RunOpening} opens all of it or nothing, {@link RunWorkers} read, send and record, {@link RunState} keeps the
 * outcomes and the first reason to stop, {@link RunClosing} closes it whatever was thrown. To be started once.
 */
public final class RunExecution {

    private final SendRequest request;
    private final RunSettings settings;
    private final SendContext context;
    private final StopCheck stop;
    private final ProgressListener listener;
    private final Function<BulkMessage, RequestForm> forms;
    private final CompletableFuture<BulkSmsResult> done = new CompletableFuture<>();

    public RunExecution(
            SendRequest request, RunSettings settings, SendContext context, StopCheck stop, ProgressListener listener) {
        this(request, settings, context, stop, listener, RequestForm::new);
    }

    /**
     * @param forms makes the form of the run's message, which a test replaces by one that throws
     */
    RunExecution(
            SendRequest request,
            RunSettings settings,
            SendContext context,
            StopCheck stop,
            ProgressListener listener,
            Function<BulkMessage, RequestForm> forms) {
        this.request = request;
        this.settings = settings;
        this.context = context;
        this.stop = stop;
        this.listener = listener;
        this.forms = forms;
    }

    /**
     * Opens and sends. A run that may take long to open is opened by the executor; a run of one request is sent by the calling
     * thread, a longer one by the executor's threads, and all by the calling thread where the executor rejects the task.
     *
     * @return completed with the result when every recipient has an outcome; exceptionally, with what was thrown, when the run could
     *     not be opened: an {@link java.io.IOException} when no recipient could be read or the journal does not allow the run, an
     *     {@link IllegalArgumentException} when there is no recipient or the text is refused
     */
    public CompletableFuture<BulkSmsResult> start(Executor executor) {
        RunOpening opening = new RunOpening(request, settings, context, stop);
        WorkerThreads threads = new WorkerThreads(executor);
        boolean isScheduled = opening.mayBlock()
                && threads.tryExecute(() -> open(opening, threads, RunWorkers::startOnCallingThread));
        if (!isScheduled) {
            open(opening, threads, RunWorkers::start);
        }
        return done;
    }

    private void open(RunOpening opening, WorkerThreads threads, Consumer<RunWorkers> start) {
        RunProgress watch;
        try {
            watch = context.metrics().begins(request.key(), request.recipients()::fractionRead);
        } catch (Throwable e) {
            done.completeExceptionally(e);
            return;
        }
        OpenRun run;
        try {
            run = opening.open();
            watch.markOpened();
        } catch (Throwable e) {
            fail(watch, e);
            return;
        }
        try {
            Screening screening = new Screening(
                    context.compliance(), run.journal(), request.run().campaign());
            BatchSender sender = new BatchSender(
                    context,
                    run.stop(),
                    run.journal(),
                    screening,
                    settings.retry(),
                    forms.apply(request.message()),
                    watch);
            start.accept(new RunWorkers(run, sender, watch, listener, threads, () -> close(run, watch)));
        } catch (Throwable e) {
            // no worker has begun
            run.state().failed("starting", e);
            run.reader().readRest();
            close(run, watch);
        }
    }

    private void close(OpenRun run, RunProgress watch) {
        BulkSmsResult result;
        try {
            result = new RunClosing(run).close();
        } catch (Throwable e) {
            fail(watch, e);
            return;
        }
        end(watch, phase(result), result.counts(), result.whatWentWrong());
        done.complete(result);
    }

    private void fail(RunProgress watch, Throwable e) {
        end(watch, RunPhase.FAILED, watch.counts(), AttemptResult.describe(e));
        done.completeExceptionally(e);
    }

    /** Must not throw: the future is completed next. */
    private void end(RunProgress watch, RunPhase phase, Counts counts, String error) {
        try {
            watch.markEnded(phase, counts, error);
            context.metrics().ends(watch);
        } catch (Throwable e) {
            // the result is complete without an entry in the history
        }
    }

    private static RunPhase phase(BulkSmsResult result) {
        if (result.code() == FailureCode.RUN_STOPPED) {
            return RunPhase.STOPPED;
        }
        return result.allWell() ? RunPhase.FINISHED : RunPhase.FAILED;
    }
}
