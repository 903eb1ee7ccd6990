package io.github.camelbulksms;

import io.github.camelbulksms.internal.compliance.SuppressedNumber;
import io.github.camelbulksms.internal.compliance.SuppressedNumbers;
import io.github.camelbulksms.spi.SuppressionList;
import java.util.BitSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A suppression list in memory, which ends with the process: for tests, and for lists that are filled at start. Ten million numbers
 * take some 14 bytes each. Thread-safe.
 */
public final class MemorySuppressionList implements SuppressionList.Writable {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    /** Guarded by the lock. */
    private final SuppressedNumbers numbers = new SuppressedNumbers();

    @Override
    public BitSet suppressed(String campaign, long[] phoneNumbers) {
        lock.readLock().lock();
        try {
            return numbers.of(campaign, phoneNumbers);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void suppress(String phoneNumber) {
        long number = SuppressedNumber.parse(phoneNumber);
        change(() -> numbers.add(number));
    }

    @Override
    public void suppress(String phoneNumber, String campaign) {
        long number = SuppressedNumber.parse(phoneNumber);
        change(() -> numbers.add(number, campaign));
    }

    @Override
    public void unsuppress(String phoneNumber) {
        long number = SuppressedNumber.parse(phoneNumber);
        change(() -> numbers.remove(number));
    }

    @Override
    public void unsuppress(String phoneNumber, String campaign) {
        long number = SuppressedNumber.parse(phoneNumber);
        change(() -> numbers.remove(number, campaign));
    }

    private void change(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** How many numbers it holds; a number counts once in each scope. */
    public long size() {
        lock.readLock().lock();
        try {
            return numbers.size();
        } finally {
            lock.readLock().unlock();
        }
    }
}
