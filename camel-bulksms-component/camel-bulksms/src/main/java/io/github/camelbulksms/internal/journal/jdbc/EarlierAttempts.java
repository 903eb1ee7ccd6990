package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.jdbc.AttemptRows.RunRow;
import io.github.camelbulksms.internal.journal.jdbc.RunTable.OwnedRun;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The recorded outcomes of a run's earlier attempts. Thread-safe. */
final class EarlierAttempts {

    private static final String REMEMBERED = "(a.state IN " + AttemptState.namesOf(Outcome.ACCEPTED) + " OR a.state IN "
            + AttemptState.namesOf(Outcome.UNKNOWN) + " OR a.state IN "
            + AttemptState.namesOf(Outcome.SUPPRESSED) + ")";

    private final JournalDatabase database;
    private final OwnedRun run;

    EarlierAttempts(JournalDatabase database, OwnedRun run) {
        this.database = database;
        this.run = run;
    }

    /** Enters the recipients who may not be sent to again. */
    void enterInto(PriorOutcomes outcomes) throws SQLException {
        if (run.held()) {
            outcomes.holdOthers();
        }
        enterErasedInto(outcomes);
        database.once(session -> {
            forgetPostponed(session);
            List<Recipient> unknown = enterRemembered(session, outcomes);
            unknown.removeIf(recipient -> outcomes.of(recipient) == Outcome.ACCEPTED);
            RunKey key = run.key();
            Map<Recipient, ReportedOutcome> reported =
                    new ReportMatch(session).match(key.campaign(), key.run(), unknown);
            outcomes.enter(RecipientBatch.of(List.copyOf(reported.keySet())), Outcome.ACCEPTED);
            return null;
        });
    }

    /** Enters the people who were erased. */
    void enterErasedInto(PriorOutcomes outcomes) throws SQLException {
        outcomes.setErased(database.once(session -> new ErasedPeople(session).ofRun(run.key())));
    }

    /** They are judged anew each time that the run is sent; those of a process that has taken it over meanwhile are not ours. */
    private void forgetPostponed(Session session) throws SQLException {
        session.update(
                "UPDATE bulksms_attempt SET recipients = NULL WHERE run_id = ? AND recipients IS NOT NULL AND fencing_token < ?"
                        + " AND state = " + AttemptState.POSTPONED.quoted(),
                run.id(),
                run.fencingToken());
    }

    /** Returns the unknown among them. */
    private List<Recipient> enterRemembered(Session session, PriorOutcomes outcomes) throws SQLException {
        List<Recipient> unknown = new ArrayList<>();
        RunKey key = run.key();
        new AttemptRows(session, REMEMBERED)
                .read(new RunRow(run.id(), key.campaign(), key.run()), (attempt, recipients) -> {
                    Outcome outcome = attempt.state().outcome();
                    outcomes.enter(recipients, outcome);
                    if (outcome == Outcome.UNKNOWN) {
                        unknown.addAll(recipients);
                    }
                });
        return unknown;
    }
}
