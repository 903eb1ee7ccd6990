package io.github.camelbulksms.internal.journal.memory;

import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.JournalException;
import io.github.camelbulksms.model.RunBusyException;
import io.github.camelbulksms.model.SourceChangedException;
import io.github.camelbulksms.model.TextChangedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the runs of this process for a day, as far as there is room. Room is counted in recipients, {@value #MAX_RECIPIENTS}
 * in all; a run takes as much as {@value #RECIPIENTS_OF_EMPTY_RUN} recipients even if it has fewer. Those used longest ago go
 * first; a run that is being sent stays. Thread-safe.
 */
public final class MemoryJournal implements Journal {

    public static final long MAX_RECIPIENTS = 20_000_000;
    public static final long RECIPIENTS_OF_EMPTY_RUN = 100;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryJournal.class);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final InstantSource clock;
    private final long room;
    /** Guarded by this; the one used longest ago first. */
    private final Map<RunKey, Remembered> runs = new LinkedHashMap<>();
    /** Guarded by this; what the runs take. */
    private long taken;
    /** Guarded by this. */
    private boolean hasWarned;

    private record Remembered(MemoryRun run, Instant used, long size) {}

    public MemoryJournal(InstantSource clock) {
        this(clock, MAX_RECIPIENTS);
    }

    /**
     * @param room how many recipients are remembered
     */
    MemoryJournal(InstantSource clock, long room) {
        this.clock = clock;
        this.room = room;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public synchronized RunJournal open(RunKey key, String fingerprint, String source, DuplicateRecipient duplicates)
            throws JournalException {
        Remembered remembered = runs.get(key);
        MemoryRun run = remembered == null || remembered.run().mayBeginAnew(duplicates)
                ? new MemoryRun(duplicates, closed -> use(key, closed))
                : remembered.run();
        use(key, run);
        if (run.isInProgress()) {
            throw new RunBusyException(key, "another exchange");
        }
        if (run.priorOutcomes().isAnybodySentTo() && !run.fingerprint().equals(fingerprint)) {
            throw new TextChangedException(key);
        }
        if (run.duplicates() != duplicates) {
            throw new JournalException(
                    key + " was begun with duplicateRecipient=" + run.duplicates() + ", and comes again with "
                            + duplicates + ": expected the same; another run would send to everybody");
        }
        if (run.wasFinished() && !Objects.equals(run.source(), source)) {
            throw new SourceChangedException(key, run.source(), source);
        }
        run.take(fingerprint, source);
        return run;
    }

    /** Remembers the run as the one used last, with what it has grown to, and makes room for it. */
    private synchronized void use(RunKey key, MemoryRun run) {
        forget(runs.remove(key));
        Remembered now = new Remembered(
                run,
                clock.instant(),
                Math.max(RECIPIENTS_OF_EMPTY_RUN, run.priorOutcomes().size()));
        makeRoom(now.size());
        runs.put(key, now);
        taken += now.size();
    }

    private void forget(Remembered run) {
        taken -= run == null ? 0 : run.size();
    }

    synchronized int size() {
        return runs.size();
    }

    private void makeRoom(long coming) {
        Instant forgotten = clock.instant().minus(LONGEST);
        Iterator<Remembered> oldestFirst = runs.values().iterator();
        while (oldestFirst.hasNext()) {
            Remembered oldest = oldestFirst.next();
            boolean isOld = !oldest.used().isAfter(forgotten);
            if (taken + coming <= room && !isOld) {
                return;
            }
            if (!oldest.run().isInProgress()) {
                forget(oldest);
                oldestFirst.remove();
                if (!isOld && !hasWarned) {
                    hasWarned = true;
                    LOG.warn(
                            "the journal in memory is full, and forgets runs that are younger than a day: what comes"
                                    + " again of them is sent to everybody; expected a dataSource where more than {} recipients,"
                                    + " or {} runs, must be remembered",
                            room,
                            room / RECIPIENTS_OF_EMPTY_RUN);
                }
            }
        }
    }
}
