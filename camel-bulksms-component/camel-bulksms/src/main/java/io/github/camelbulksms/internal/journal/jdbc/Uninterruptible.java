package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs a task that must not be interrupted on a thread that no other code can interrupt. */
final class Uninterruptible {

    /** What is done there. */
    @FunctionalInterface
    interface Work<T> {

        T call() throws SQLException;
    }

    private Uninterruptible() {}

    /** A thread for each task ends with it: a pool would have threads left when an application is undeployed. */
    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, "bulksms-journal", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Uninterruptible.class.getClassLoader());
        return thread;
    }

    /** Returns when the work is done, also when the caller is interrupted meanwhile. */
    static <T> T call(Work<T> work) throws SQLException {
        FutureTask<T> task = new FutureTask<>(work::call);
        newThread(task).start();
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
