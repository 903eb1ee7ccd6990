package io.github.camelbulksms.internal.run;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads that a run may have. Each task runs once, also where the executor throws after accepting it, or runs it twice: a batch
 * sent by two threads would be sent twice.
 */
record WorkerThreads(Executor executor) {

    /** False when no thread runs the task, now or later: the caller has to run it. */
    boolean tryExecute(Runnable task) {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            executor.execute(() -> {
                if (begun.compareAndSet(false, true)) {
                    task.run();
                }
            });
            return true;
        } catch (Throwable e) {
            // the executor may still run it: the first to set begun runs the task
            return !begun.compareAndSet(false, true);
        }
    }
}
