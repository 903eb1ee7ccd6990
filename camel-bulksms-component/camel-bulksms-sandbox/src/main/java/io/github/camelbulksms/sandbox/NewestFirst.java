package io.github.camelbulksms.sandbox;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Walks through a log from the newest message to the oldest, a batch at a time, without holding its lock meanwhile. */
final class NewestFirst implements Iterator<TruthLog.Place> {

    private final TruthLog truth;
    private final long oldest;
    private long before;
    private Batch batch;

    NewestFirst(TruthLog truth, long before) {
        this.truth = truth;
        this.before = before;
        oldest = truth.oldest();
    }

    @Override
    public boolean hasNext() {
        if (before <= oldest) {
            return false;
        }
        if (batch == null || before <= batch.firstNumber()) {
            Optional<Batch> next = truth.batchBelow(before);
            if (next.isEmpty()) {
                return false;
            }
            batch = next.get();
            before = Math.min(before, batch.lastNumber() + 1);
        }
        return true;
    }

    @Override
    public TruthLog.Place next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        before--;
        return new TruthLog.Place(batch, (int) (before - batch.firstNumber()));
    }
}
