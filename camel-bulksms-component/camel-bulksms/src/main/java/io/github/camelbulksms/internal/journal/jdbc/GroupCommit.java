package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one of many threads write for all: what comes while a transaction is being written goes into the next one, together. On
 * disk a transaction of many costs little more than one of a single row. Thread-safe.
 */
final class GroupCommit<T> {

    /** As many threads as a server has by default. */
    private static final int MAX_AT_ONCE = 200;

    /** Writes all or nothing. */
    @FunctionalInterface
    interface Transaction<T> {

        void write(List<T> all) throws SQLException;
    }

    private static final class Waiting<T> {
        private final T item;
        private final Thread thread = Thread.currentThread();
        private volatile boolean written;
        private volatile Throwable failure;
        private volatile boolean isWriter;

        Waiting(T item) {
            this.item = item;
        }

        boolean isDone() {
            return written || failure != null;
        }

        /** Returns when the item is done, or it is this thread's turn to write. */
        void await() {
            boolean interrupted = false;
            while (!isDone() && !isWriter) {
                LockSupport.park(this);
                // another thread is still writing for this one, which must learn the outcome
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void wake() {
            LockSupport.unpark(thread);
        }
    }

    private final Transaction<T> transaction;
    /** Guarded by this. */
    private final Queue<Waiting<T>> waiting = new ArrayDeque<>();
    /** Whether it is the turn of a thread to write; if not, none waits. Guarded by this. */
    private boolean writing;

    GroupCommit(Transaction<T> transaction) {
        this.transaction = transaction;
    }

    /**
     * Returns when the item is committed. One that cannot be written fails those beside it.
     *
     * @throws SQLException when the transaction failed that it was part of
     */
    void commit(T item) throws SQLException {
        Waiting<T> mine = new Waiting<>(item);
        join(mine);
        mine.await();
        if (mine.isWriter) {
            writeForAll(mine);
        }
        if (mine.failure != null) {
            throw new SQLException(mine.failure.getMessage(), mine.failure);
        }
        if (!mine.written) {
            throw new IllegalStateException("an item was neither written nor refused");
        }
    }

    private synchronized void join(Waiting<T> mine) {
        waiting.add(mine);
        if (!writing) {
            writing = true;
            mine.isWriter = true;
        }
    }

    private void writeForAll(Waiting<T> mine) {
        List<Waiting<T>> group = List.of();
        try {
            group = group();
            write(group);
        } finally {
            passOn(mine);
            // those alone that are done: whoever waits on would wake for nothing
            for (int i = 0; i < group.size(); i++) {
                group.get(i).wake();
            }
        }
    }

    /** All that waits, of whichever thread; the writer's own is the first. */
    private synchronized List<Waiting<T>> group() {
        int size = Math.min(MAX_AT_ONCE, waiting.size());
        List<Waiting<T>> group = new ArrayList<>(size);
        while (group.size() < size) {
            group.add(waiting.remove());
        }
        return group;
    }

    /** Makes who has waited longest the next writer. Nothing is allocated: an Error here would stop all writers for good. */
    private synchronized void passOn(Waiting<T> mine) {
        if (waiting.peek() == mine) {
            // for want of memory it was not taken
            waiting.remove();
        }
        Waiting<T> next = waiting.peek();
        writing = next != null;
        if (writing) {
            next.isWriter = true;
            next.wake();
        }
    }

    private void write(List<Waiting<T>> group) {
        Throwable failure = null;
        try {
            transaction.write(group.stream().map(one -> one.item).toList());
        } catch (SQLException | RuntimeException | Error e) {
            failure = e;
        }
        // by index, as nothing is allocated so: each learns its outcome even when memory is out
        for (int i = 0; i < group.size(); i++) {
            Waiting<T> one = group.get(i);
            one.failure = failure;
            one.written = failure == null;
        }
    }
}
