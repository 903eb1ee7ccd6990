package io.github.camelbulksms.internal.journal.memory;

import io.github.camelbulksms.internal.journal.ExcludedRuns;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.KnownRun;
import io.github.camelbulksms.internal.journal.OperatorCommand;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunRegister;
import io.github.camelbulksms.internal.journal.StopRequests;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the runs of this process for a day, as far as there is room. Room is counted in recipients, {@value #MAX_RECIPIENTS}
 * in all; a run takes as much as {@value #RECIPIENTS_OF_EMPTY_RUN} recipients even if it has fewer. Those used longest ago go
 * first; a run that is being sent stays. Thread-safe.
 */
public final class MemoryJournal implements Journal, RunRegister {

    public static final long MAX_RECIPIENTS = 20_000_000;
    public static final long RECIPIENTS_OF_EMPTY_RUN = 100;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryJournal.class);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final InstantSource clock;
    private final long room;
    /** Guarded by this; by access, so that the one used longest ago comes first. */
    private final Map<RunKey, MemoryRun> runs = new LinkedHashMap<>(16, 0.75f, true);
    /** Guarded by this; what the runs take. */
    private long taken;
    /** Guarded by this. */
    private boolean hasWarned;
    /** Replaced under the lock of this, read without. */
    private volatile StopRequests wishes = StopRequests.NONE;

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
        MemoryRun run = runs.get(key);
        if (run == null || run.mayBeginAnew(duplicates)) {
            run = new MemoryRun(
                    duplicates, closed -> release(key, closed), () -> wishes.stop(key.campaign(), key.run()));
        }
        // first: while it is being closed, its outcomes are locked
        if (run.isInProgress()) {
            throw JournalException.busy(key, "another exchange");
        }
        use(key, run);
        if (run.priorOutcomes().mayHaveReachedAny() && !run.fingerprint().equals(fingerprint)) {
            throw JournalException.textChanged(key);
        }
        if (run.duplicates() != duplicates) {
            throw JournalException.duplicatesChanged(key, run.duplicates(), duplicates);
        }
        if (run.wasFinished() && !Objects.equals(run.source(), source)) {
            throw JournalException.sourceChanged(key, run.source(), source);
        }
        run.take(fingerprint, source);
        return run;
    }

    @Override
    public synchronized RecipientSet accepted(RunKey key, ExcludedRuns excluded) throws JournalException {
        Set<String> missing = new TreeSet<>(excluded.isAll() ? List.of() : excluded.names());
        RecipientSet numbers = RecipientSet.of(DuplicateRecipient.skip);
        for (Map.Entry<RunKey, MemoryRun> other : runs.entrySet()) {
            String run = other.getKey().run();
            boolean isMeant = other.getKey().campaign().equals(key.campaign())
                    && !run.equals(key.run())
                    && (excluded.isAll() || excluded.names().contains(run));
            if (isMeant) {
                if (other.getValue().isInProgress()) {
                    throw JournalException.excludedBusy(key, run);
                }
                if (other.getValue().priorOutcomes().areOthersHeld()) {
                    throw JournalException.excludedForgotten(key, run);
                }
                other.getValue().priorOutcomes().addNumbersTo(numbers);
                missing.remove(run);
            }
        }
        for (String run : missing) {
            throw JournalException.excludedMissing(key, run);
        }
        return numbers;
    }

    /** Those that are being sent, and those that ended, are the component's to list. */
    @Override
    public List<KnownRun> runs() {
        return List.of();
    }

    @Override
    public synchronized void stop(String campaign, String run) {
        Set<StopRequests.Wish> more = new HashSet<>(wishes.wishes());
        more.add(new StopRequests.Wish(campaign, run));
        wishes = new StopRequests(Set.copyOf(more));
    }

    @Override
    public synchronized void resume(String campaign, String run) {
        wishes = wishes.without(campaign, run);
    }

    @Override
    public String free(String campaign, String run) {
        throw new IllegalStateException("the journal is in memory, and no other process has its runs: expected "
                + OperatorCommand.of("stopRun", campaign, run) + ", or a dataSource");
    }

    /** Whether an operator wishes the run to stop. */
    @Override
    public boolean isStopped(String campaign, String run) {
        return wishes.stop(campaign, run);
    }

    /** Unless another one took its place: it had reached no recipient. */
    private synchronized void release(RunKey key, MemoryRun run) {
        run.release();
        MemoryRun remembered = runs.get(key);
        if (remembered == null || remembered == run) {
            use(key, run);
        }
    }

    /** Remembers the run as the one used last, with what it has grown to, and makes room for it. */
    private synchronized void use(RunKey key, MemoryRun run) {
        Instant now = clock.instant();
        MemoryRun before = runs.put(key, run);
        taken -= before == null ? 0 : before.room();
        run.use(now, Math.max(RECIPIENTS_OF_EMPTY_RUN, run.priorOutcomes().size()));
        taken += run.room();
        makeRoom(run, now.minus(LONGEST));
    }

    synchronized int size() {
        return runs.size();
    }

    /** Forgets the runs used longest ago, but not the one that the room is for. */
    private void makeRoom(MemoryRun coming, Instant forgotten) {
        Iterator<MemoryRun> oldestFirst = runs.values().iterator();
        while (oldestFirst.hasNext()) {
            MemoryRun oldest = oldestFirst.next();
            boolean isOld = !oldest.used().isAfter(forgotten);
            if (taken <= room && !isOld) {
                return;
            }
            if (oldest != coming && !oldest.isInProgress()) {
                taken -= oldest.room();
                oldestFirst.remove();
                if (!isOld && !hasWarned) {
                    hasWarned = true;
                    LOG.warn(
                            "the journal in memory is full, and drops runs less than a day old: if such a run is repeated, all"
                                    + " its recipients get the message again; expected a dataSource where more than {} recipients,"
                                    + " or {} runs, must be remembered",
                            room,
                            room / RECIPIENTS_OF_EMPTY_RUN);
                }
            }
        }
    }
}
