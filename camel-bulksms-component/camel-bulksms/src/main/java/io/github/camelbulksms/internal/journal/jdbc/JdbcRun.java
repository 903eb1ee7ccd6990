package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.StopWishes;
import io.github.camelbulksms.internal.journal.jdbc.AttemptRows.RunRow;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run in the database, which belongs to this process as long as its fencing token is the highest. */
final class JdbcRun implements RunJournal {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcRun.class);
    private static final AttemptResult WITHDRAWN = new AttemptResult.Withheld(
            FailureCode.JOURNAL_UNAVAILABLE, "not sent: whether the journal has its begin was not known");

    private final JournalDatabase database;
    private final RunTable runs;
    private final OwnedRun run;
    private final Consumer<JdbcRun> closed;
    private final PriorOutcomes priorOutcomes;
    /** Guarded by itself. */
    private final RecipientCodec codec;

    private final AtomicLong lastAttempt;
    private final AttemptEnds ends;
    // volatile: written by whoever reads the wishes, read by all who send
    private volatile boolean stopped;

    /**
     * @param closed is told when the run needs no renewal any more
     */
    JdbcRun(
            JournalDatabase database,
            RunTable runs,
            OwnedRun run,
            DuplicateRecipient duplicates,
            Consumer<JdbcRun> closed) {
        this.database = database;
        this.runs = runs;
        this.run = run;
        this.closed = closed;
        priorOutcomes = new PriorOutcomes(duplicates);
        codec = new RecipientCodec(run.key());
        lastAttempt = new AtomicLong(run.lastAttempt());
        ends = new AttemptEnds(database, run);
    }

    OwnedRun run() {
        return run;
    }

    RunKey key() {
        return run.key();
    }

    /** Reads who was erased. */
    void loadErased() throws SQLException {
        priorOutcomes.setErased(database.once(session -> new ErasedPeople(session).ofRun(key())));
    }

    /** Reads what earlier attempts have brought. */
    void load() throws SQLException {
        if (run.held()) {
            priorOutcomes.holdOthers();
        }
        loadErased();
        database.once(session -> {
            // they are judged anew each time that the run is sent
            session.update(
                    "UPDATE bulksms_attempt SET recipients = NULL WHERE run_id = ? AND recipients IS NOT NULL AND state = "
                            + AttemptState.POSTPONED.quoted(),
                    run.id());
            List<Recipient> unknown = new ArrayList<>();
            String remembered = "(a.state IN " + AttemptState.namesOf(Outcome.ACCEPTED) + " OR a.state IN "
                    + AttemptState.namesOf(Outcome.UNKNOWN) + " OR a.state IN "
                    + AttemptState.namesOf(Outcome.SUPPRESSED) + ")";
            new AttemptRows(session, remembered)
                    .read(new RunRow(run.id(), key().campaign(), key().run()), (attempt, recipients) -> {
                        Outcome outcome = attempt.state().outcome();
                        priorOutcomes.enter(recipients, outcome);
                        if (outcome == Outcome.UNKNOWN) {
                            unknown.addAll(recipients);
                        }
                    });
            unknown.removeIf(recipient -> priorOutcomes.of(recipient) == Outcome.ACCEPTED);
            Map<Recipient, ReportedOutcome> reported =
                    new ReportMatch(session).match(key().campaign(), key().run(), unknown);
            priorOutcomes.enter(RecipientBatch.of(List.copyOf(reported.keySet())), Outcome.ACCEPTED);
            return null;
        });
    }

    /** Goes on with a text, and with a source. */
    void adopt(String fingerprint, String source) throws SQLException, JournalException {
        adopt(fingerprint);
        adoptSource(source);
    }

    /** Goes on with a source. */
    void adoptSource(String source) throws SQLException, JournalException {
        if (Objects.equals(run.source(), source)) {
            return;
        }
        if (run.finished()) {
            throw JournalException.sourceChanged(key(), run.source(), source);
        }
        if (!runs.setSource(run, source)) {
            throw takenOver();
        }
    }

    private void adopt(String fingerprint) throws SQLException, JournalException {
        if (run.fingerprint().equals(fingerprint)) {
            return;
        }
        if (JdbcPartStore.isPlan(run.fingerprint())) {
            throw new JournalException(
                    FailureCode.TEXT_CHANGED,
                    key() + " is sent by its parts: expected one of them" + JournalException.theRest(key()));
        }
        // without a text when it was taken: whichever process has sent since has taken it over, which the note finds
        // out
        if (priorOutcomes.isAnybodySentTo() && !run.fingerprint().isEmpty()) {
            throw JournalException.textChanged(key());
        }
        noteText(fingerprint);
    }

    /** Notes the text. */
    void noteText(String fingerprint) throws SQLException, JournalException {
        if (!runs.setFingerprint(run, fingerprint)) {
            throw takenOver();
        }
    }

    JournalException takenOver() {
        return new JournalException(FailureCode.RUN_BUSY, key() + " was taken over by another process");
    }

    /** Extends the lease. Does not throw: other runs' leases are renewed by the same thread. */
    void renew() {
        try {
            if (!runs.renew(run)) {
                closed.accept(this);
                LOG.warn("{} was taken over by another process: nothing more of it is sent here", key());
            }
        } catch (SQLException | RuntimeException | Error e) {
            LOG.warn("{}: the lease was not renewed: {}", key(), e.getMessage());
        }
    }

    @Override
    public PriorOutcomes priorOutcomes() {
        return priorOutcomes;
    }

    @Override
    public boolean wasFinished() {
        return run.finished();
    }

    /** Locks the run while it inserts: whoever takes it over waits, and then sees what was begun. */
    @Override
    public long begin(RecipientBatch recipients) throws JournalException {
        byte[] bytes;
        synchronized (codec) {
            bytes = codec.encode(recipients);
        }
        ends.noteThoseOfBefore();
        long attempt = lastAttempt.incrementAndGet();
        int inserted;
        try {
            inserted = database.repeatedly(session -> session.write(
                    "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients,"
                            + " recipient_count, begun_at) SELECT r.id, ?, r.fencing_token, "
                            + AttemptState.BEGUN.quoted()
                            + ", ?, ?, {now} FROM bulksms_run r WHERE r.id = ? AND r.fencing_token = ? AND "
                            + StopTable.IS_NOT_STOPPED + "{durable} {lock}",
                    attempt,
                    bytes,
                    recipients.size(),
                    run.id(),
                    run.fencingToken()));
        } catch (SQLException e) {
            // the commit may have come through all the same, and nothing is sent
            ends.noteLater(attempt, WITHDRAWN);
            throw JournalException.unavailable("written", e);
        }
        if (inserted == 0) {
            throw isStopWished() ? JournalException.stopped(key()) : takenOver();
        }
        return attempt;
    }

    private boolean isStopWished() throws JournalException {
        try {
            heed(new StopTable(database).read());
            return stopped;
        } catch (SQLException e) {
            throw JournalException.unavailable("read", e);
        }
    }

    /** Is told what operators wish. */
    void heed(StopWishes wishes) {
        stopped = wishes.stop(key().campaign(), key().run());
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void recordError(String reason) {
        try {
            runs.setLastError(run, reason);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{}: why the run failed was not noted: {}", key(), e.getMessage());
        }
    }

    @Override
    public void finish(long attempt, AttemptResult result) {
        ends.note(attempt, result);
    }

    @Override
    public void leaveOut(RecipientBatch recipients, Outcome outcome, String reason) throws JournalException {
        byte[] bytes;
        synchronized (codec) {
            bytes = codec.encode(recipients);
        }
        int inserted;
        try {
            inserted = database.repeatedly(session -> session.update(
                    "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients,"
                            + " recipient_count, reason, begun_at, ended_at) SELECT id, ?, fencing_token, "
                            + AttemptState.ofLeftOut(outcome).quoted()
                            + ", ?, ?, ?, {now}, {now} FROM bulksms_run WHERE id = ? AND fencing_token = ? {lock}",
                    lastAttempt.incrementAndGet(),
                    bytes,
                    recipients.size(),
                    reason,
                    run.id(),
                    run.fencingToken()));
        } catch (SQLException e) {
            throw new JournalException(
                    FailureCode.JOURNAL_UNAVAILABLE, "the journal cannot be written: " + e.getMessage(), e);
        }
        if (inserted == 0) {
            throw takenOver();
        }
    }

    @Override
    public void recordReadCount(long recipients) {
        try {
            runs.setRecipientsRead(run, recipients);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{}: the number of recipients read was not noted: {}", key(), e.getMessage());
        }
    }

    /** Who was accepted is in the attempts; the others are noted for whoever asks. */
    @Override
    public void close(RunStatus status, Reading reading) {
        new OutcomeRows(database, run, priorOutcomes).note(reading);
        close(status);
    }

    void close(RunStatus status) {
        closed.accept(this);
        ends.noteThoseOfBefore();
        try {
            runs.giveBack(run, status == RunStatus.FINISHED);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{} was not given back, its lease runs out by itself: {}", key(), e.getMessage());
        }
    }
}
