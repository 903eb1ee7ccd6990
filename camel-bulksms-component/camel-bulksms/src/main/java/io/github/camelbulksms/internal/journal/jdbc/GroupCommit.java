package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;

/**
 * Lets one of many threads write for all: what comes while a transaction is being written goes into the next one, together. On
 * disk a transaction of many costs little more than one of a single row. Thread-safe.
 */
final class GroupCommit<T> {

    /** The threads that a web server has by default: more do not wait at once. */
    private static final int MAX_AT_ONCE = 200;

    /** Writes all or nothing. */
    @FunctionalInterface
    interface Transaction<T> {

        void write(List<T> all) throws SQLException;
    }

    private static final class Waiting<T> {
        private final T item;
        /** Written by the thread that writes for all; what it has set in the item before is seen by who reads this. */
        private volatile boolean written;
        /** Why it was not written. As written. */
        private volatile Throwable failure;

        Waiting(T item) {
            this.item = item;
        }

        boolean isDone() {
            return written || failure != null;
        }
    }

    private final Transaction<T> transaction;
    /** Guarded by this. No ArrayDeque: one that cannot grow for want of memory has lost count of what is in it. */
    private final Queue<Waiting<T>> waiting = new LinkedList<>();
    /** Whether a thread is writing. Guarded by this. */
    private boolean writing;

    GroupCommit(Transaction<T> transaction) {
        this.transaction = transaction;
    }

    /**
     * Returns when the item is committed. One that cannot be written fails those beside it. After an Error it may be written later all the
     * same: to write it again must do no harm.
     *
     * @throws SQLException when the transaction failed that it was part of; it has no SQL state, but its cause may
     */
    void commit(T item) throws SQLException {
        Waiting<T> mine = new Waiting<>(item);
        List<Waiting<T>> group = join(mine);
        while (!group.isEmpty()) {
            write(group);
            group = next(mine);
        }
        if (mine.failure != null) {
            throw new SQLException(mine.failure.getMessage(), mine.failure);
        }
        if (!mine.written) {
            throw new IllegalStateException("an item was neither written nor refused");
        }
    }

    private synchronized List<Waiting<T>> join(Waiting<T> mine) {
        waiting.add(mine);
        return groupOrDone(mine);
    }

    private synchronized List<Waiting<T>> next(Waiting<T> mine) {
        writing = false;
        notifyAll();
        return groupOrDone(mine);
    }

    /** What the caller is to write, all that waits, of whichever thread; nothing when its own is done. */
    private List<Waiting<T>> groupOrDone(Waiting<T> mine) {
        boolean interrupted = false;
        while (writing && !mine.isDone()) {
            try {
                wait();
            } catch (InterruptedException e) {
                // another thread is still writing for this one, which must learn the outcome
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (mine.isDone()) {
            return List.of();
        }
        int size = Math.min(MAX_AT_ONCE, waiting.size());
        List<Waiting<T>> group = new ArrayList<>(size);
        // nothing is allocated from here on: an Error that left this set would stop all writers for good
        writing = true;
        while (group.size() < size) {
            group.add(waiting.remove());
        }
        return group;
    }

    private void write(List<Waiting<T>> group) {
        Throwable failure = null;
        // an interrupt of this thread is no reason to fail the others
        boolean interrupted = Thread.interrupted();
        try {
            transaction.write(group.stream().map(one -> one.item).toList());
        } catch (Throwable e) {
            // whatever a driver throws, checked or not: the others wait for an outcome
            failure = e;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        // by index, as nothing is allocated so: each learns its outcome even when memory is out
        for (int i = 0; i < group.size(); i++) {
            Waiting<T> one = group.get(i);
            one.failure = failure;
            one.written = failure == null;
        }
    }
}
