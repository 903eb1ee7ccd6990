package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.DeliveryStatus;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what was reported. Of a request whose reply is known, by its reference ID; of others by the recipient's session ID, where
 * that belongs to exactly one recipient of one run. Uses a session that somebody else closes.
 */
final class ReportMatch {

    /** Attempts without a trustworthy reply, and those that were settled by hand. */
    static final String WITHOUT_REPLY = "(a.state IN " + AttemptState.namesOf(Outcome.UNKNOWN) + " OR a.state IN "
            + AttemptState.namesOf(Outcome.ACCEPTED) + " AND a.reference_id IS NULL)";

    /** Attempts whose reply is known. */
    static final String WITH_REPLY =
            "a.state IN " + AttemptState.namesOf(Outcome.ACCEPTED) + " AND a.reference_id IS NOT NULL";

    private static final String COLUMNS =
            "SELECT p.session_id, p.reference_id, p.status_code, p.updated_on, p.updated_at"
                    + " FROM bulksms_report p WHERE p.session_id ";
    private static final String OF_NO_REQUEST =
            " AND NOT EXISTS (SELECT 1 FROM bulksms_attempt a WHERE a.reference_id = p.reference_id)";
    private static final int AT_ONCE = 500;

    private final Session session;

    ReportMatch(Session session) {
        this.session = session;
    }

    /** How the messages of a request stand, by session ID. */
    Map<String, ReportedOutcome> ofRequest(String referenceId) throws SQLException {
        return read(COLUMNS + "IS NOT NULL AND p.reference_id = ? ORDER BY p.id", List.of(referenceId));
    }

    /**
     * How those of these recipients stand whose request had no reply, and of whom something was reported all the same.
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
            reported.putAll(read(COLUMNS + "IN (" + marks + ")" + OF_NO_REQUEST + " ORDER BY p.id", some));
        }
        reported.keySet().removeAll(ofSeveral(given(campaign, run, bySession, reported.keySet())));
        Map<Recipient, ReportedOutcome> match = new LinkedHashMap<>();
        bySession.forEach((sessionId, recipient) -> {
            if (reported.containsKey(sessionId)) {
                match.put(recipient, reported.get(sessionId));
            }
        });
        return match;
    }

    /** The recipient whom a report is about; empty when it is about none, or that is not certain. */
    Optional<ReportOwner> ownerOf(String referenceId, String sessionId) throws SQLException {
        if (sessionId == null) {
            return Optional.empty();
        }
        boolean isOfRequest = referenceId != null
                && session.exists("SELECT 1 FROM bulksms_attempt WHERE reference_id = ?", referenceId);
        AttemptRows attempts = isOfRequest
                ? new AttemptRows(session, WITH_REPLY + " AND a.reference_id = ?", referenceId)
                : new AttemptRows(session, WITHOUT_REPLY);
        Set<ReportOwner> all = new HashSet<>();
        attempts.readAll((attempt, recipients) -> {
            for (Recipient recipient : recipients) {
                if (sessionId.equals(recipient.sessionId())) {
                    all.add(new ReportOwner(
                            attempt.run().campaign(), attempt.run().run(), recipient));
                }
            }
        });
        return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
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
    private Set<String> ofSeveral(Set<String> sessionIds) throws SQLException {
        Set<String> ofSeveral = new HashSet<>();
        if (!sessionIds.isEmpty()) {
            Map<String, ReportOwner> owners = new HashMap<>();
            new AttemptRows(session, WITHOUT_REPLY).readAll((attempt, recipients) -> {
                for (Recipient recipient : recipients) {
                    if (sessionIds.contains(recipient.sessionId())) {
                        ReportOwner owner = new ReportOwner(
                                attempt.run().campaign(), attempt.run().run(), recipient);
                        ReportOwner other = owners.putIfAbsent(recipient.sessionId(), owner);
                        if (other != null && !other.equals(owner)) {
                            ofSeveral.add(recipient.sessionId());
                        }
                    }
                }
            });
        }
        return ofSeveral;
    }

    private record Reported(String sessionId, ReportedOutcome outcome) {}

    private Map<String, ReportedOutcome> read(String sql, List<String> parameters) throws SQLException {
        Map<String, ReportedOutcome> bySession = new HashMap<>();
        for (Reported reported : session.list(ReportMatch::reported, sql, parameters.toArray())) {
            bySession.merge(reported.sessionId(), reported.outcome(), ReportedOutcome::and);
        }
        return bySession;
    }

    private static Reported reported(ResultSet row) throws SQLException {
        long millis = row.getLong(5);
        Instant updatedAt = row.wasNull() ? null : Instant.ofEpochMilli(millis);
        return new Reported(
                row.getString(1),
                new ReportedOutcome(
                        row.getString(2), DeliveryStatus.of(row.getInt(3)), row.getString(4), updatedAt, 1));
    }
}
