package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.jdbc.AttemptRows.RunRow;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.DeliveryStatus;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds what was reported of a recipient, and the recipient of a report. Of a request whose reply is known, by its reference ID; of others by
 * the recipient's session ID, where that belongs to exactly one recipient of one run. Uses a session that the caller closes.
 */
final class ReportMatch {

    /** Attempts without a trustworthy reply, and those that were settled by hand. */
    static final String WITHOUT_REPLY = "(a.state IN " + AttemptState.namesOf(Outcome.UNKNOWN) + " OR a.state IN "
            + AttemptState.namesOf(Outcome.ACCEPTED) + " AND a.reference_id IS NULL)";

    /** Attempts whose reply is known. */
    static final String WITH_REPLY =
            "a.state IN " + AttemptState.namesOf(Outcome.ACCEPTED) + " AND a.reference_id IS NOT NULL";

    private static final String COLUMNS =
            "SELECT p.session, p.reference, p.status_code, p.updated_micros FROM bulksms_report p WHERE ";
    private static final String IN_ORDER = " ORDER BY p.received_at, p.updated_micros";
    private static final int AT_ONCE = 500;

    private final Session session;

    ReportMatch(Session session) {
        this.session = session;
    }

    /** How the messages of a request stand, by session ID. */
    Map<String, ReportedOutcome> ofRequest(String referenceId) throws SQLException {
        return outcomes(read(COLUMNS + "p.reference = ?" + IN_ORDER, List.of(referenceId)));
    }

    /**
     * The reported state of those of the recipients whose request had no reply.
     *
     * @return in the order of the recipients
     */
    Map<Recipient, ReportedOutcome> match(String campaign, String run, Collection<Recipient> recipients)
            throws SQLException {
        Map<String, Recipient> bySession = new LinkedHashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Recipient recipient : recipients) {
            if (recipient.sessionId() != null) {
                Recipient other = bySession.putIfAbsent(recipient.sessionId(), recipient);
                if (other != null && !other.equals(recipient)) {
                    ambiguous.add(recipient.sessionId());
                }
            }
        }
        bySession.keySet().removeAll(ambiguous);
        Map<String, ReportedOutcome> reported = new HashMap<>();
        List<String> sessionIds = new ArrayList<>(bySession.keySet());
        for (int start = 0; start < sessionIds.size(); start += AT_ONCE) {
            List<String> some = sessionIds.subList(start, Math.min(start + AT_ONCE, sessionIds.size()));
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            reported.putAll(
                    outcomes(withoutKnownRequest(read(COLUMNS + "p.unmatched IN (" + marks + ")" + IN_ORDER, some))));
        }
        reported.keySet().removeAll(ofSeveralRecipients(given(campaign, run, bySession, reported.keySet())));
        Map<Recipient, ReportedOutcome> match = new LinkedHashMap<>();
        bySession.forEach((sessionId, recipient) -> {
            if (reported.containsKey(sessionId)) {
                match.put(recipient, reported.get(sessionId));
            }
        });
        return match;
    }

    /** The recipient of a report; empty when it is about none, or that is not certain. */
    Optional<DeliveryReport.Owner> ownerOf(String referenceId, String sessionId) throws SQLException {
        if (sessionId == null) {
            return Optional.empty();
        }
        if (isOfRequest(referenceId)) {
            return ownerWithin(
                    new AttemptRows(session, WITH_REPLY + " AND a.reference_id = ?", referenceId), sessionId);
        }
        Optional<DeliveryReport.Owner> owner = ownerByGeneratedId(sessionId);
        return owner.isPresent() ? owner : ownerWithin(new AttemptRows(session, WITHOUT_REPLY), sessionId);
    }

    /** The same, but empty also where all requests without a reply would have to be looked through. */
    Optional<DeliveryReport.Owner> ownerWithoutSearch(String referenceId, String sessionId) throws SQLException {
        return SessionIds.runKey(sessionId).isPresent() || isOfRequest(referenceId)
                ? ownerOf(referenceId, sessionId)
                : Optional.empty();
    }

    private boolean isOfRequest(String referenceId) throws SQLException {
        return referenceId != null
                && !ReportRows.knownRequests(session, List.of(referenceId)).isEmpty();
    }

    private static Optional<DeliveryReport.Owner> ownerWithin(AttemptRows attempts, String sessionId)
            throws SQLException {
        Set<DeliveryReport.Owner> all = new HashSet<>();
        attempts.readAll((attempt, recipients) -> {
            for (Recipient recipient : recipients) {
                if (sessionId.equals(recipient.sessionId())) {
                    all.add(new DeliveryReport.Owner(
                            attempt.run().campaign(), attempt.run().run(), recipient));
                }
            }
        });
        return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
    }

    /** Whose session ID it is, as far as the component has made it. */
    private Optional<DeliveryReport.Owner> ownerByGeneratedId(String sessionId) throws SQLException {
        OptionalLong runKey = SessionIds.runKey(sessionId);
        if (runKey.isEmpty()) {
            return Optional.empty();
        }
        Set<RunRow> tried = new HashSet<>();
        Optional<RunRow> run = next(runKey.getAsLong(), tried);
        while (run.isPresent()) {
            tried.add(run.get());
            OptionalLong number = new SessionIds(run.get().campaign(), run.get().run()).phoneNumber(sessionId);
            if (number.isPresent()) {
                return Optional.of(new DeliveryReport.Owner(
                        run.get().campaign(),
                        run.get().run(),
                        new Recipient(Long.toString(number.getAsLong()), sessionId)));
            }
            run = next(runKey.getAsLong(), tried);
        }
        return Optional.empty();
    }

    /** One more run with that key; there is hardly ever a second one, but a run may have many rows, one for each part. */
    private Optional<RunRow> next(long runKey, Set<RunRow> tried) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT id, campaign, run FROM bulksms_run WHERE session_key = ?");
        List<Object> values = new ArrayList<>(List.of((int) runKey));
        for (RunRow run : tried) {
            sql.append(" AND NOT (campaign = ? AND run = ?)");
            values.addAll(List.of(run.campaign(), run.run()));
        }
        return session.first(
                row -> new RunRow(row.getLong(1), row.getString(2), row.getString(3)),
                sql.append(" LIMIT 1").toString(),
                values.toArray());
    }

    /** Generated session IDs belong to one recipient by the way they are made, given ones need not. */
    private static Set<String> given(
            String campaign, String run, Map<String, Recipient> bySession, Set<String> sessionIds) {
        SessionIds generated = new SessionIds(campaign, run);
        Set<String> given = new HashSet<>(sessionIds);
        given.removeIf(sessionId ->
                sessionId.equals(generated.of(bySession.get(sessionId).phoneNumber())));
        return given;
    }

    /** Those session IDs that several recipients of requests without reply share, whatever their runs. */
    private Set<String> ofSeveralRecipients(Set<String> sessionIds) throws SQLException {
        Set<String> ofSeveralRecipients = new HashSet<>();
        if (!sessionIds.isEmpty()) {
            Map<String, DeliveryReport.Owner> owners = new HashMap<>();
            new AttemptRows(session, WITHOUT_REPLY).readAll((attempt, recipients) -> {
                for (Recipient recipient : recipients) {
                    if (sessionIds.contains(recipient.sessionId())) {
                        DeliveryReport.Owner owner = new DeliveryReport.Owner(
                                attempt.run().campaign(), attempt.run().run(), recipient);
                        DeliveryReport.Owner other = owners.putIfAbsent(recipient.sessionId(), owner);
                        if (other != null && !other.equals(owner)) {
                            ofSeveralRecipients.add(recipient.sessionId());
                        }
                    }
                }
            });
        }
        return ofSeveralRecipients;
    }

    /** Without those whose request has become known meanwhile: it has its reply. */
    private List<Reported> withoutKnownRequest(List<Reported> all) throws SQLException {
        Set<String> known = ReportRows.knownRequests(
                session, all.stream().map(one -> one.outcome().referenceId()).toList());
        return all.stream()
                .filter(one -> !known.contains(one.outcome().referenceId()))
                .toList();
    }

    private record Reported(String sessionId, ReportedOutcome outcome) {}

    private static Map<String, ReportedOutcome> outcomes(List<Reported> all) {
        Map<String, ReportedOutcome> bySession = new HashMap<>();
        all.stream()
                .filter(one -> one.sessionId() != null)
                .forEach(one -> bySession.merge(one.sessionId(), one.outcome(), ReportedOutcome::and));
        return bySession;
    }

    private List<Reported> read(String sql, List<String> ids) throws SQLException {
        return session.list(
                ReportMatch::reported,
                sql,
                ids.stream().map(id -> ReportId.of(id).bytes()).toArray());
    }

    private static Reported reported(ResultSet row) throws SQLException {
        long micros = row.getLong(4);
        return new Reported(
                new ReportId(row.getBytes(1)).text(),
                new ReportedOutcome(
                        new ReportId(row.getBytes(2)).text(),
                        DeliveryStatus.of(row.getInt(3)),
                        micros < 0 ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                        1));
    }
}
