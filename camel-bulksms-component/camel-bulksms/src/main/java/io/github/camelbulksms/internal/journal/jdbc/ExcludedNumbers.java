package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.ExcludedRuns;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import java.sql.SQLException;
import java.util.List;

/** Reads the recipients that other runs of a campaign have reached, or may have reached. Uses a session that the caller closes. */
final class ExcludedNumbers {

    private static final String REMEMBERED = "(a.state IN " + AttemptState.namesOf(Outcome.ACCEPTED) + " OR a.state IN "
            + AttemptState.namesOf(Outcome.UNKNOWN) + ")";

    private record Other(String run, boolean sent, boolean held, boolean erased) {}

    private final Session session;

    ExcludedNumbers(Session session) {
        this.session = session;
    }

    RecipientSet read(RunKey key, ExcludedRuns excluded) throws SQLException, JournalException {
        List<Other> others = session.list(
                row -> new Other(row.getString(1), row.getLong(2) > 0, row.getLong(3) > 0, row.getLong(4) > 0),
                "SELECT run, MAX(CASE WHEN owner IS NOT NULL AND lease_until > {now} THEN 1 ELSE 0 END),"
                        + " MAX(CASE WHEN held THEN 1 ELSE 0 END),"
                        + " MAX(CASE WHEN erased_at IS NOT NULL THEN 1 ELSE 0 END)"
                        + " FROM bulksms_run WHERE campaign = ? AND run <> ? GROUP BY run",
                key.campaign(),
                key.run());
        RecipientSet numbers = RecipientSet.of(DuplicateRecipient.skip);
        for (String run : excluded.isAll() ? others.stream().map(Other::run).toList() : excluded.names()) {
            Other other = others.stream()
                    .filter(one -> one.run().equals(run))
                    .findFirst()
                    .orElseThrow(() -> JournalException.excludedMissing(key, run));
            if (other.erased() && !excluded.isAll()) {
                throw JournalException.excludedErased(key, run);
            }
            if (other.held()) {
                throw JournalException.excludedHeld(key, run);
            }
            if (other.sent()) {
                throw JournalException.excludedBusy(key, run);
            }
            new AttemptRows(session, REMEMBERED)
                    .readRun(key.campaign(), run, (attempt, recipients) -> numbers.addAll(recipients));
        }
        return numbers;
    }
}
