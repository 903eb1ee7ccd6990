package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.PartStore;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.JournalException;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a database, for the runs of any number of processes. A run belongs to one process at a time, for as long as it
 * renews its lease, by the database's clock. Whoever takes a run over raises its fence; from then on its former owner can note
 * how its attempts ended, but begin none. Uses connections of its own from the data source. Thread-safe.
 */
public final class JdbcJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcJournal.class);
    private static final long LOOKS_EVERY_MILLIS = 250;

    private final JournalDatabase database;
    private final Duration lease;
    private final String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final Set<JdbcRun> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService renewal;

    /**
     * @param lease how long a run stays with a process that is not heard of any more, 100 ms or more
     */
    public JdbcJournal(DataSource dataSource, Duration lease) {
        if (lease.toMillis() < 100) {
            throw new IllegalArgumentException("the lease of a run is " + lease + ": expected 100 ms or more");
        }
        database = new JournalDatabase(dataSource);
        this.lease = lease;
        renewal = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "bulksms-lease");
            thread.setDaemon(true);
            return thread;
        });
        long every = lease.toMillis() / 3;
        renewal.scheduleWithFixedDelay(() -> open.forEach(JdbcRun::renew), every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public RunJournal open(RunKey key, String fingerprint, DuplicateRecipient duplicates) throws JournalException {
        return use(key, duplicates, run -> {
            load(run);
            run.adopt(fingerprint);
            return run;
        });
    }

    @Override
    public PartStore plan(RunKey key, String fingerprint) throws JournalException {
        return use(key, DuplicateRecipient.skip, run -> {
            JdbcPartStore plan = new JdbcPartStore(this, run);
            plan.adopt(fingerprint);
            return plan;
        });
    }

    @FunctionalInterface
    private interface Use<T> {

        T of(JdbcRun run) throws SQLException, JournalException;
    }

    /** Takes the run, and gives it back as it was when it cannot be used. */
    private <T> T use(RunKey key, DuplicateRecipient duplicates, Use<T> use) throws JournalException {
        try {
            JdbcRun run = take(key, duplicates);
            try {
                return use.of(run);
            } catch (SQLException | JournalException | RuntimeException e) {
                run.close(run.wasFinished() ? RunStatus.FINISHED : RunStatus.OPEN);
                throw e;
            }
        } catch (SQLException e) {
            throw new JournalException("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        renewal.shutdownNow();
    }

    Connection connect() throws SQLException {
        return database.connect();
    }

    Duration lease() {
        return lease;
    }

    void isClosed(JdbcRun run) {
        open.remove(run);
    }

    /** Takes the run; waits once for a lease that may run out, as that of a process that has ended does. */
    private JdbcRun take(RunKey key, DuplicateRecipient duplicates) throws SQLException, JournalException {
        Held first = null;
        while (true) {
            Held held;
            try (Connection connection = connect()) {
                insertIfMissing(connection, key);
                JdbcRun run = tryToTake(connection, key, duplicates);
                if (run != null) {
                    open.add(run);
                    return run;
                }
                held = whoHolds(connection, key);
            }
            if (held.owner() == null || held.millisLeft() <= 0) {
                continue;
            }
            if (first != null && (first.fence() != held.fence() || first.until() != held.until())) {
                throw new JournalException(key + " is being sent by " + held.owner()
                        + ": expected one process for a run at a time, or another run in the header CamelBulkSmsRun");
            }
            first = held;
            try {
                // not for the whole lease: the run may be given back before
                Thread.sleep(Math.min(held.millisLeft(), LOOKS_EVERY_MILLIS) + 10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JournalException(key + " is being sent by " + held.owner(), e);
            }
        }
    }

    private record Held(String owner, long fence, long until, long millisLeft) {}

    /**
     * One statement, like all that lock a run: were it a transaction of several, a process suspended in the middle of it would
     * keep its heir waiting. What a former owner noted late makes a finished run an unfinished one.
     *
     * @return null when somebody else has it
     */
    private JdbcRun tryToTake(Connection connection, RunKey key, DuplicateRecipient duplicates) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE bulksms_run SET fence = fence + 1, owner = ?, lease_until = " + JournalTables.NOW + " + ?,"
                        + " finished = finished AND NOT EXISTS (SELECT 1 FROM bulksms_attempt a"
                        + " WHERE a.run_id = bulksms_run.id AND a.state = 'L')"
                        + " WHERE campaign = ? AND run = ? AND part = ? AND (owner IS NULL OR lease_until <= "
                        + JournalTables.NOW + ")",
                new String[] {"id", "fence", "fingerprint", "finished"})) {
            update.setString(1, owner);
            update.setLong(2, lease.toMillis());
            update.setString(3, key.campaign());
            update.setString(4, key.run());
            update.setLong(5, key.part());
            if (update.executeUpdate() == 0) {
                return null;
            }
            try (ResultSet taken = update.getGeneratedKeys()) {
                taken.next();
                JdbcRun run = new JdbcRun(
                        this,
                        key,
                        taken.getLong(1),
                        taken.getLong(2),
                        taken.getString(3),
                        taken.getBoolean(4),
                        duplicates);
                if (!run.wasFinished()) {
                    takeNoteOfWhatCameLate(connection, run.id());
                }
                return run;
            }
        }
    }

    private static Held whoHolds(Connection connection, RunKey key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT owner, fence, lease_until, lease_until - "
                + JournalTables.NOW + " FROM bulksms_run WHERE campaign = ? AND run = ? AND part = ?")) {
            select.setString(1, key.campaign());
            select.setString(2, key.run());
            select.setLong(3, key.part());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Held(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        }
    }

    private static void takeNoteOfWhatCameLate(Connection connection, long run) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE bulksms_attempt SET state = 'N' WHERE run_id = ? AND state = 'L'")) {
            update.setLong(1, run);
            update.executeUpdate();
        }
    }

    private static void insertIfMissing(Connection connection, RunKey key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bulksms_run (campaign, run, part,"
                + " fingerprint, finished, fence, lease_until, begun) SELECT ?, ?, ?, '', FALSE, 0, 0, "
                + JournalTables.NOW
                + " WHERE NOT EXISTS (SELECT 1 FROM bulksms_run WHERE campaign = ? AND run = ? AND part = ?)")) {
            for (int first : new int[] {1, 4}) {
                insert.setString(first, key.campaign());
                insert.setString(first + 1, key.run());
                insert.setLong(first + 2, key.part());
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            // 23505: another process was faster, which is as good
            if (!"23505".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private void load(JdbcRun run) throws SQLException {
        List<Recipient> unknown = new ArrayList<>();
        try (Connection connection = connect()) {
            AttemptRows.read(
                    connection, "a.state IN ('A', 'U', 'B') AND r.id = ?", List.of(run.id()), (attempt, recipients) -> {
                        Outcome outcome = attempt.isAccepted() ? Outcome.ACCEPTED : Outcome.UNKNOWN;
                        run.settled().enter(recipients, outcome);
                        if (outcome == Outcome.UNKNOWN) {
                            unknown.addAll(recipients);
                        }
                    });
            unknown.removeIf(recipient -> run.settled().of(recipient) == Outcome.ACCEPTED);
            Map<Recipient, ReportedOutcome> reported = new ReportMatch(connection)
                    .match(run.key().campaign(), run.key().run(), unknown);
            run.settled().enter(RecipientBatch.of(List.copyOf(reported.keySet())), Outcome.ACCEPTED);
        }
        LOG.debug("{} taken by {}", run.key(), owner);
    }
}
