package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of reports, within the caller's transaction. */
final class ReportRows {

    private static final String KEY = "reference = ? AND session = ? AND status_code = ? AND updated_micros = ?";

    private final Session session;

    ReportRows(Session session) {
        this.session = session;
    }

    /**
     * Stores those that are new, and notes of the others that they were processed.
     *
     * @param all in the order of their keys; two with the same key are one report that came in two forms
     * @throws DuplicateReportException when another node has stored one of them meanwhile
     */
    void write(List<ReportWrite> all) throws SQLException {
        List<ReportWrite> incoming = new ArrayList<>();
        Map<ReportWrite, ReportWrite> sameAs = new IdentityHashMap<>();
        for (ReportWrite write : all) {
            ReportWrite last = incoming.isEmpty() ? null : incoming.get(incoming.size() - 1);
            if (write.isNew() && last != null && write.compareTo(last) == 0) {
                sameAs.put(write, last);
            } else if (write.isNew()) {
                incoming.add(write);
            }
        }
        if (!incoming.isEmpty()) {
            store(withoutExisting(incoming));
        }
        sameAs.forEach((write, stored) -> write.setProcessedBefore(stored.wasProcessed()));
        session.updateAll(
                "UPDATE bulksms_report SET processed = TRUE WHERE " + KEY,
                all.stream()
                        .filter(write -> !write.isNew())
                        .map(ReportWrite::key)
                        .toList());
    }

    private record ExistingRow(
            byte[] reference, byte[] session, int statusCode, long updatedMicros, boolean processed) {}

    /** Those that are not stored yet; of the others it notes whether they were processed. */
    private List<ReportWrite> withoutExisting(List<ReportWrite> all) throws SQLException {
        InList keys = InList.ofRows(all.stream().map(ReportWrite::key).toList());
        List<ExistingRow> there = session.list(
                row -> new ExistingRow(
                        row.getBytes(1), row.getBytes(2), row.getInt(3), row.getLong(4), row.getBoolean(5)),
                "SELECT reference, session, status_code, updated_micros, processed FROM bulksms_report WHERE "
                        + "(reference, session, status_code, updated_micros) IN " + keys.marks(),
                keys.values());
        List<ReportWrite> missing = new ArrayList<>();
        for (ReportWrite write : all) {
            ExistingRow found = there.stream()
                    .filter(row -> write.hasKey(row.reference(), row.session(), row.statusCode(), row.updatedMicros()))
                    .findFirst()
                    .orElse(null);
            // also where it is missing: in an attempt before this one it may have been there
            write.setProcessedBefore(found != null && found.processed());
            if (found == null) {
                missing.add(write);
            }
        }
        return missing;
    }

    private void store(List<ReportWrite> missing) throws SQLException {
        if (missing.isEmpty()) {
            return;
        }
        Known known = known(missing);
        List<ReportWrite> all = known.isAnybodyErased() ? new ErasedPeople(session).withoutThem(missing) : missing;
        List<Object[]> rows = new ArrayList<>();
        for (ReportWrite write : all) {
            List<Object> row = new ArrayList<>(List.of(write.key()));
            write.setUnmatched(!known.requests().contains(write.report().referenceId()));
            row.add(write.isUnmatched() ? write.session() : null);
            row.add(write.raw());
            rows.add(row.toArray());
        }
        try {
            session.updateAll(
                    "INSERT INTO bulksms_report (reference, session, status_code, updated_micros, unmatched, raw,"
                            + " received_at, processed) VALUES (?, ?, ?, ?, ?, ?, {now}, FALSE){ifMissing}",
                    rows);
        } catch (SQLException e) {
            throw session.dialect().isDuplicate(e) ? new DuplicateReportException(e) : e;
        }
        new ReportedFailures(session).note(all);
    }

    /**
     * @param requests the reference IDs of known requests: reports on these settle no unknown recipient
     */
    private record Known(Set<String> requests, boolean isAnybodyErased) {}

    /** Both in one statement: all who report wait for each answer of the server. */
    private Known known(List<ReportWrite> all) throws SQLException {
        List<String> ids =
                askable(all.stream().map(write -> write.report().referenceId()).toList());
        InList list = InList.of(ids.isEmpty() ? List.of("") : ids);
        // unlike Set.of() it may be asked for null: a report need not name its request
        Set<String> requests = new HashSet<>();
        List<Optional<String>> rows = session.list(
                row -> row.getBoolean(2) ? Optional.empty() : Optional.of(row.getString(1)),
                "SELECT reference_id, FALSE FROM bulksms_attempt WHERE reference_id IN " + list.marks()
                        + " UNION (SELECT '', TRUE FROM bulksms_erased WHERE kind = " + ErasedPeople.SESSION_ID
                        + " LIMIT 1)",
                list.values());
        rows.forEach(row -> row.ifPresent(requests::add));
        return new Known(requests, rows.contains(Optional.<String>empty()));
    }

    /** Those of the reference IDs that requests bear. */
    static Set<String> knownRequests(Session session, List<String> referenceIds) throws SQLException {
        List<String> ids = askable(referenceIds);
        if (ids.isEmpty()) {
            return new HashSet<>();
        }
        InList list = InList.of(ids);
        return new HashSet<>(session.list(
                row -> row.getString(1),
                "SELECT DISTINCT reference_id FROM bulksms_attempt WHERE reference_id IN " + list.marks(),
                list.values()));
    }

    /** Once each, without what no database holds. */
    private static List<String> askable(List<String> referenceIds) {
        return referenceIds.stream()
                .filter(id -> id != null && id.indexOf('\0') < 0)
                .distinct()
                .toList();
    }
}
