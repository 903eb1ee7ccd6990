package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.Counts;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The workers of a run, up to {@code concurrentRequests}: each fills a batch, sends it, records its outcome and fills the next. An
 * exception in a worker stops the run, and its batch is recorded all the same. The last worker to end ends the run. Thread-safe.
 *
 * <p><b>The run's lock</b> is {@link #lock}. Workers read and record under it, and send without it. It guards the run's
 * state, reader, outcomes and names, and the progress that {@link RunProgress} shows. Before the first worker and after the last, one
 * thread alone opens and closes the run, and needs no lock: the executor and the lock hand what it wrote over to the next.
 */
final class RunWorkers {

    private final OpenRun run;
    private final BatchSender sender;
    private final RunProgress watch;
    private final ProgressListener listener;
    private final StopCheck stop;
    private final WorkerThreads threads;
    private final Runnable whenEnded;

    // no monitor: threads that wait for one spin, which took a tenth of the CPU with 32 requests in flight
    private final Lock lock = new ReentrantLock();

    /** Workers that have begun and not ended, that of the starting thread from the beginning; each calls {@link #end} once. Guarded by the run's lock. */
    private int working = 1;

    /** Workers that were requested and have not begun. Guarded by the run's lock. */
    private int expected;

    /**
     * @param whenEnded called once, by the last worker, without the run's lock
     */
    RunWorkers(
            OpenRun run,
            BatchSender sender,
            RunProgress watch,
            ProgressListener listener,
            WorkerThreads threads,
            Runnable whenEnded) {
        this.run = run;
        this.sender = sender;
        this.watch = watch;
        this.listener = listener;
        stop = run.stop();
        this.threads = threads;
        this.whenEnded = whenEnded;
    }

    /** Fills the first batch; a run of one batch is sent by the calling thread, a longer one by the executor's. */
    void start() {
        Batch first = new Batch();
        try {
            if (recordAndRefill(first, null)) {
                addWorker();
                if (threads.tryExecute(() -> work(first))) {
                    return;
                }
            }
        } catch (Throwable e) {
            abandon(first, e);
            end();
            return;
        }
        work(first);
    }

    /** Does the first worker's work on the calling thread. */
    void startOnCallingThread() {
        work(new Batch());
    }

    private void work(Batch batch) {
        try {
            do {
                BatchOutcome outcome = batch.isEmpty() ? null : sender.send(batch);
                if (recordAndRefill(batch, outcome)) {
                    addWorker();
                }
            } while (!batch.isEmpty());
        } catch (Throwable e) {
            abandon(batch, e);
        } finally {
            end();
        }
    }

    /**
     * Records what became of a batch and fills it again, in one go: when many replies come at once, waiting twice costs as much as
     * reading.
     *
     * @param outcome null for a batch that has none
     * @return whether there is more to be sent
     */
    private boolean recordAndRefill(Batch batch, BatchOutcome outcome) {
        lock.lock();
        try {
            if (outcome != null) {
                run.state().record(batch, outcome);
                showProgress();
            }
            if (stop.isStopped()) {
                run.state().stop(stop.reason());
            }
            run.reader().fill(batch);
            if (run.state().isStopped()) {
                run.reader().readRest();
            }
            watch.setEntriesRead(run.reader().read());
            return run.reader().hasNext();
        } finally {
            lock.unlock();
        }
    }

    private void showProgress() {
        try {
            Counts soFar = run.state().counts();
            watch.setCounts(soFar);
            listener.requestDone(run.request().run(), soFar);
        } catch (Throwable e) {
            run.state().failed("reporting progress", e);
        }
    }

    private void addWorker() {
        lock.lock();
        try {
            if (working + expected >= run.settings().concurrentRequests()) {
                return;
            }
            expected++;
        } finally {
            lock.unlock();
        }
        if (!threads.tryExecute(this::joinRun)) {
            // fewer workers do the same work
            noLongerExpected();
        }
    }

    private void joinRun() {
        Batch batch = null;
        try {
            batch = new Batch();
        } finally {
            if (batch == null) {
                // memory is out: fewer workers do the same work
                noLongerExpected();
            }
        }
        lock.lock();
        try {
            expected--;
            if (working == 0) {
                // the run ended before this worker began
                return;
            }
            working++;
        } finally {
            lock.unlock();
        }
        work(batch);
    }

    private void noLongerExpected() {
        lock.lock();
        expected--;
        lock.unlock();
    }

    private void abandon(Batch batch, Throwable e) {
        lock.lock();
        try {
            run.state().abandon(batch, e);
            run.reader().readRest();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            if (--working > 0) {
                return;
            }
        } finally {
            lock.unlock();
        }
        whenEnded.run();
    }
}
