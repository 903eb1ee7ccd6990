package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs a task that must not be interrupted on a thread that no other code can interrupt. */
final class Uninterruptible {

    /** What is done there. */
    @FunctionalInterface
    interface Work<T> {

        T call() throws SQLException;
    }

    /** Threads that end by themselves when nothing has come for a second: they need no owner. */
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Uninterruptible::newThread);

    private Uninterruptible() {}

    /** Holds nothing of the application that happened to be first. */
    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, "bulksms-journal", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Uninterruptible.class.getClassLoader());
        return thread;
    }

    /** Returns when the work is done, also when the caller is interrupted meanwhile. */
    static <T> T call(Work<T> work) throws SQLException {
        FutureTask<T> task = new FutureTask<>(work::call);
        THREADS.execute(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw thrownBy(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SQLException thrownBy(Throwable cause) {
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (SQLException) cause;
    }
}
