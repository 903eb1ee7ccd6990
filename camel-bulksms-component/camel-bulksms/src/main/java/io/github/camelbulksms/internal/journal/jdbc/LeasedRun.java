package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.StopRequests;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import java.sql.SQLException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run in the database on which this process has the lease. When it has lost it, as after a pause longer than the lease, another process
 * has taken the run over with a higher fencing token: the next begin or left out batch with this one's token finds
 * no row, and fails with {@link FailureCode#RUN_BUSY}, so that nothing more is sent here; the end of a request in flight is noted all the same, under the token of its own attempt.
 */
final class LeasedRun implements RunJournal {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedRun.class);

    /** Behind a run's fingerprint: its recipients are told apart by number and session ID. */
    private static final String BY_SESSION_ID = ":send";

    private final JournalDatabase database;
    private final RunTable runs;
    private final OwnedRun run;
    private final DuplicateRecipient duplicates;
    private final Consumer<LeasedRun> renewalEnds;
    private final PriorOutcomes priorOutcomes;
    private final EarlierAttempts earlierAttempts;
    private final AttemptBegins begins;
    private final AttemptEnds ends;
    // volatile: written by the thread that reads the stop requests, read by all that send
    private volatile boolean stopped;

    /**
     * @param renewalEnds called when the run needs no renewal any more
     */
    LeasedRun(
            JournalDatabase database,
            RunTable runs,
            OwnedRun run,
            DuplicateRecipient duplicates,
            Consumer<LeasedRun> renewalEnds) {
        this.database = database;
        this.runs = runs;
        this.run = run;
        this.duplicates = duplicates;
        this.renewalEnds = renewalEnds;
        priorOutcomes = new PriorOutcomes(duplicates);
        earlierAttempts = new EarlierAttempts(database, run);
        ends = new AttemptEnds(database, run);
        begins = new AttemptBegins(database, run, ends);
    }

    OwnedRun run() {
        return run;
    }

    RunKey key() {
        return run.key();
    }

    /** Reads the people who were erased. */
    void loadErased() throws SQLException {
        earlierAttempts.enterErasedInto(priorOutcomes);
    }

    /** Reads the outcomes of earlier attempts. */
    void load() throws SQLException {
        earlierAttempts.enterInto(priorOutcomes);
    }

    /** Continues the run with a text and a source. */
    void adopt(String fingerprint, String source) throws SQLException, JournalException {
        adoptText(fingerprint);
        adoptSource(source);
    }

    /** Continues the run with a source. */
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

    private void adoptText(String text) throws SQLException, JournalException {
        String fingerprint = text + suffix(duplicates);
        if (run.fingerprint().equals(fingerprint)) {
            return;
        }
        if (JdbcPartStore.isPlan(run.fingerprint())) {
            throw new JournalException(
                    FailureCode.TEXT_CHANGED,
                    key() + " is sent by its parts: expected one of them" + JournalException.theRest(key()));
        }
        // the run had no text when leased; if another process has sent since, it took the run over, and noteText fails
        if (priorOutcomes.mayHaveReachedAny() && !run.fingerprint().isEmpty()) {
            DuplicateRecipient other =
                    duplicates == DuplicateRecipient.send ? DuplicateRecipient.skip : DuplicateRecipient.send;
            throw run.fingerprint().equals(text + suffix(other))
                    ? JournalException.duplicatesChanged(key(), other, duplicates)
                    : JournalException.textChanged(key());
        }
        noteText(fingerprint);
    }

    private static String suffix(DuplicateRecipient duplicates) {
        return switch (duplicates) {
            case skip -> "";
            case send -> BY_SESSION_ID;
        };
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
                renewalEnds.accept(this);
                LOG.warn("{} was taken over by another process: nothing more of it is sent here", key());
            }
        } catch (SQLException | RuntimeException | Error e) {
            LOG.warn("{}: the lease was not renewed: {}", key(), AttemptResult.describe(e));
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

    @Override
    public long begin(RecipientBatch recipients) throws JournalException {
        OptionalLong attempt = begins.begin(recipients);
        if (attempt.isEmpty()) {
            throw isStopRequested() ? JournalException.stopped(key()) : takenOver();
        }
        return attempt.getAsLong();
    }

    private boolean isStopRequested() throws JournalException {
        try {
            apply(new StopTable(database).read());
            return stopped;
        } catch (SQLException e) {
            throw JournalException.unavailable("read", e);
        }
    }

    /** Takes over the stop requests of operators. */
    void apply(StopRequests requests) {
        stopped = requests.stop(key().campaign(), key().run());
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
        if (!begins.leaveOut(recipients, outcome, reason)) {
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

    /** Accepted recipients are in the attempts; the others get rows of their own, for queries. */
    @Override
    public void close(RunStatus status, Reading reading) {
        try {
            new OutcomeRows(database, run, priorOutcomes).note(reading);
        } finally {
            close(status);
        }
    }

    void close(RunStatus status) {
        renewalEnds.accept(this);
        try {
            ends.noteThoseOfBefore();
            runs.giveBack(run, status);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{} could not be released; its lease will expire: {}", key(), e.getMessage());
        } finally {
            database.closed(this);
        }
    }
}
