package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/** What is still known of people who were erased. Uses a session that the caller closes. */
final class ErasedPeople {

    /** For SQL: a recipient that the run must not send to. */
    static final String NUMBER = "'NUMBER'";
    /** For SQL: a session ID of one. */
    static final String SESSION_ID = "'SESSION_ID'";

    private final Session session;

    ErasedPeople(Session session) {
        this.session = session;
    }

    /** Tells the numbers that were erased from a run, in whatever part of it; null when there are none. */
    LongPredicate ofRun(RunKey key) throws SQLException {
        Set<ByteBuffer> digests = new HashSet<>(session.list(
                row -> ByteBuffer.wrap(row.getBytes(1)),
                "SELECT e.digest FROM bulksms_erased e JOIN bulksms_run r ON r.id = e.run_id"
                        + " WHERE r.campaign = ? AND r.run = ? AND e.kind = " + NUMBER,
                key.campaign(),
                key.run()));
        if (digests.isEmpty()) {
            return null;
        }
        ErasureKey erasure = ErasureKey.of(session);
        return number -> digests.contains(ByteBuffer.wrap(erasure.digest(number)));
    }

    /**
     * Without the reports on people who were erased: nothing of these is kept. To be called when somebody was.
     *
     * @param reports one or more
     */
    List<ReportWrite> withoutThem(List<ReportWrite> reports) throws SQLException {
        ErasureKey erasure = ErasureKey.of(session);
        List<byte[]> digests = new ArrayList<>();
        for (ReportWrite report : reports) {
            String sessionId = report.report().sessionId();
            digests.add(erasure.digest(sessionId == null ? "" : sessionId));
        }
        InList known = InList.of(digests);
        Set<ByteBuffer> erased = new HashSet<>(session.list(
                row -> ByteBuffer.wrap(row.getBytes(1)),
                "SELECT digest FROM bulksms_erased WHERE digest IN " + known.marks(),
                known.values()));
        List<ReportWrite> others = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            if (!erased.contains(ByteBuffer.wrap(digests.get(i)))) {
                others.add(reports.get(i));
            }
        }
        return others;
    }
}
