package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.ExcludedRuns;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.OperatorCommand;
import io.github.camelbulksms.internal.journal.PartStore;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.StopRequests;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.LeaseHolder;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a database, for the runs of any number of processes. A run belongs to one process at a time, for as long as it
 * renews its lease, by the database's clock. A process that takes a run over raises its fencing token; from then on its former owner can
 * note how its attempts ended, but begin none. Uses connections of its own from the data source. Thread-safe.
 */
public final class JdbcJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcJournal.class);
    private static final Duration MIN_LEASE = Duration.ofMillis(100);
    private static final long LOOKS_EVERY_MILLIS = 250;
    private static final long LISTENS_EVERY_MILLIS = 1000;

    private final JournalDatabase database;
    private final RunTable runs;
    private final Set<LeasedRun> open = ConcurrentHashMap.newKeySet();
    private final Map<RunKey, String> awaited = new ConcurrentHashMap<>();
    private final StopTable wishes;
    /** Leases are renewed by the same thread. */
    private final Duration patience;

    private final Future<?> renewal;
    private final Future<?> listening;

    /**
     * @param lease how long a run stays with a process that is not heard of any more, 100 ms or more
     * @param scheduler renews leases, until the journal is closed; the caller ends it
     */
    public JdbcJournal(JournalDatabase database, Duration lease, ScheduledExecutorService scheduler) {
        if (lease.compareTo(MIN_LEASE) < 0) {
            throw new IllegalArgumentException("the lease of a run is " + lease + ": expected 100 ms or more");
        }
        this.database = database;
        runs = new RunTable(database, lease);
        long every = lease.toMillis() / 3;
        renewal = scheduler.scheduleWithFixedDelay(
                () -> open.forEach(LeasedRun::renew), every, every, TimeUnit.MILLISECONDS);
        wishes = new StopTable(database);
        patience = lease.dividedBy(3);
        listening = scheduler.scheduleWithFixedDelay(
                this::listen, LISTENS_EVERY_MILLIS, LISTENS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public RunJournal open(RunKey key, String fingerprint, String source, DuplicateRecipient duplicates)
            throws JournalException {
        return use(key, duplicates, run -> {
            run.load();
            run.apply(wishes.read());
            run.adopt(fingerprint, source);
            return run;
        });
    }

    /** A begin looks by itself; this is for runs that begin nothing for a while. Does not throw: it would be the last time. */
    private void listen() {
        if (!open.isEmpty()) {
            try {
                StopRequests now = wishes.readWithin(patience);
                open.forEach(run -> run.apply(now));
            } catch (SQLException | RuntimeException | Error e) {
                LOG.debug("the stop requests of operators were not read; the next begin reads them again", e);
            }
        }
    }

    @Override
    public RecipientSet accepted(RunKey key, ExcludedRuns excluded) throws JournalException {
        try {
            JournalException[] refused = new JournalException[1];
            RecipientSet numbers = database.once(session -> {
                try {
                    return new ExcludedNumbers(session).read(key, excluded);
                } catch (JournalException e) {
                    refused[0] = e;
                    return null;
                }
            });
            if (refused[0] != null) {
                throw refused[0];
            }
            return numbers;
        } catch (SQLException e) {
            throw JournalException.unavailable("read", e);
        }
    }

    @Override
    public Optional<String> awaitedOwner(RunKey key) {
        return Optional.ofNullable(awaited.get(key));
    }

    @Override
    public PartStore plan(RunKey key, String fingerprint, String source) throws JournalException {
        return use(key, DuplicateRecipient.skip, run -> {
            JdbcPartStore plan = new JdbcPartStore(database, run);
            plan.adopt(fingerprint);
            run.adoptSource(source);
            return plan;
        });
    }

    @FunctionalInterface
    private interface RunAction<T> {

        T of(LeasedRun run) throws SQLException, JournalException;
    }

    /** Takes the run, and gives it back as it was when it cannot be used. */
    private <T> T use(RunKey key, DuplicateRecipient duplicates, RunAction<T> action) throws JournalException {
        try {
            LeasedRun run = new LeasedRun(database, runs, take(key), duplicates, open::remove);
            open.add(run);
            database.opened(run);
            try {
                return action.of(run);
            } catch (SQLException | JournalException | RuntimeException | Error e) {
                run.close(run.wasFinished() ? RunStatus.FINISHED : RunStatus.OPEN);
                throw e;
            }
        } catch (SQLException e) {
            throw JournalException.unavailable("read", e);
        }
    }

    @Override
    public void close() {
        renewal.cancel(false);
        listening.cancel(false);
    }

    /** Takes the run; waits once for a lease that may run out, as that of a process that has ended does. */
    private OwnedRun take(RunKey key) throws SQLException, JournalException {
        try {
            return takeOrWait(key);
        } finally {
            awaited.remove(key);
        }
    }

    private OwnedRun takeOrWait(RunKey key) throws SQLException, JournalException {
        LeaseHolder first = null;
        while (true) {
            Optional<OwnedRun> run = runs.take(key);
            if (run.isPresent()) {
                return run.get();
            }
            Optional<Instant> erasedAt = runs.erasedAt(key);
            if (erasedAt.isPresent()) {
                throw JournalException.erased(key, erasedAt.get());
            }
            LeaseHolder holder = runs.holder(key).orElse(null);
            if (holder == null || holder.isGone()) {
                continue;
            }
            if (first != null && holder.isAliveSince(first)) {
                throw JournalException.busy(key, holder.owner());
            }
            first = holder;
            if (awaited.put(key, holder.owner()) == null) {
                LOG.info(
                        "{} waits for {}, whose lease ends in {} ms unless it is renewed; if that process is dead, {} ends the wait",
                        key,
                        holder.owner(),
                        holder.millisLeft(),
                        OperatorCommand.of("freeRun", key.campaign(), key.run()));
            }
            try {
                // not for the whole lease: the run may be given back before
                Thread.sleep(Math.min(holder.millisLeft(), LOOKS_EVERY_MILLIS) + 10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JournalException(FailureCode.RUN_BUSY, key + " is being sent by " + holder.owner(), e);
            }
        }
    }
}
