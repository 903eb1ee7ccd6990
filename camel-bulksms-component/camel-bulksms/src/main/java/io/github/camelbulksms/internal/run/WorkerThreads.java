package io.github.camelbulksms.internal.run;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads that a run may have. Each task is done once, also where the executor throws after it has taken one, or does one twice:
 * a batch that two threads send is sent twice.
 */
record WorkerThreads(Executor executor) {

    /** False when no thread does the task, now or later: the caller is to do it. */
    boolean take(Runnable task) {
        AtomicBoolean begun = new AtomicBoolean();
        try {
            executor.execute(() -> {
                if (begun.compareAndSet(false, true)) {
                    task.run();
                }
            });
            return true;
        } catch (Throwable e) {
            // it may have been taken all the same: whoever comes first does it
            return !begun.compareAndSet(false, true);
        }
    }
}
