package io.github.camelbulksms.internal.journal.memory;

import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.JournalException;
import io.github.camelbulksms.model.TextChangedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers the runs of this process: the last {@value #MAX_RUNS}, with {@value #MAX_RECIPIENTS} recipients in all, for a
 * day. Those used longest ago go first; a run that is being sent stays.
 */
public final class MemoryJournal implements Journal {

    public static final int MAX_RUNS = 10_000;
    public static final long MAX_RECIPIENTS = 20_000_000;

    private static final Duration LONGEST = Duration.ofDays(1);

    private final InstantSource clock;
    private final AtomicLong recipients = new AtomicLong();
    private final Map<RunKey, Remembered> runs = new LinkedHashMap<>();

    private record Remembered(MemoryRun run, Instant used) {}

    public MemoryJournal(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public synchronized RunJournal open(RunKey key, String fingerprint, DuplicateRecipient duplicates)
            throws JournalException {
        Remembered remembered = runs.remove(key);
        MemoryRun run = remembered == null ? new MemoryRun(duplicates, recipients) : remembered.run();
        if (run.duplicates() != duplicates && run.priorOutcomes().isEmpty() && !run.isInProgress()) {
            run = new MemoryRun(duplicates, recipients);
        }
        runs.put(key, new Remembered(run, clock.instant()));
        forgetTheOldest();
        if (run.duplicates() != duplicates) {
            throw new JournalException(
                    key + " was begun with duplicateRecipient=" + run.duplicates() + ", and comes again" + " with "
                            + duplicates + ": expected the same, or another run in the header CamelBulkSmsRun");
        }
        if (!run.priorOutcomes().isEmpty() && !run.fingerprint().equals(fingerprint)) {
            throw new TextChangedException(key);
        }
        if (!run.take(fingerprint)) {
            throw new JournalException(
                    key + " is being sent already: expected one exchange for a run at a time, or another"
                            + " run in the header CamelBulkSmsRun");
        }
        return run;
    }

    /** Forgets a run that cannot come back. */
    public synchronized void forget(RunKey key) {
        Remembered forgotten = runs.remove(key);
        if (forgotten != null) {
            recipients.addAndGet(-forgotten.run().priorOutcomes().size());
        }
    }

    synchronized int size() {
        return runs.size();
    }

    private void forgetTheOldest() {
        Instant forgotten = clock.instant().minus(LONGEST);
        Iterator<Remembered> oldestFirst = runs.values().iterator();
        while (oldestFirst.hasNext()) {
            Remembered oldest = oldestFirst.next();
            boolean keep = runs.size() <= MAX_RUNS
                    && recipients.get() <= MAX_RECIPIENTS
                    && oldest.used().isAfter(forgotten);
            if (keep) {
                return;
            }
            if (!oldest.run().isInProgress()) {
                recipients.addAndGet(-oldest.run().priorOutcomes().size());
                oldestFirst.remove();
            }
        }
    }
}
