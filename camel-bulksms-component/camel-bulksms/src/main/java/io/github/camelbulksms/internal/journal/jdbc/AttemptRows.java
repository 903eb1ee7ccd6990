package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads attempts with their recipients, a page at a time, however many there are. */
final class AttemptRows {

    private static final int PAGE = 100;
    private static final int RUNS_AT_ONCE = 100;

    /** A run, or a part of one. */
    record RunRow(long id, String campaign, String run) {}

    /** An attempt of a run. */
    record AttemptRow(RunRow run, long number, AttemptState state, String referenceId) {}

    /** Is shown attempts. */
    @FunctionalInterface
    interface Reader {

        /**
         * @param recipients empty when they need not be remembered
         */
        void attempt(AttemptRow attempt, RecipientBatch recipients) throws SQLException;
    }

    private record Page(int rows, AttemptRow last) {}

    private final Session session;
    private final String condition;
    private final Object[] parameters;

    /**
     * @param condition in SQL, on the attempt {@code a}
     */
    AttemptRows(Session session, String condition, Object... parameters) {
        this.session = session;
        this.condition = condition;
        this.parameters = parameters;
    }

    /** Reads those of a run, all of its parts together, in the order in which they began. */
    void readRun(String campaign, String run, Reader reader) throws SQLException {
        read(
                session.list(
                        row -> new RunRow(row.getLong(1), campaign, run),
                        "SELECT id FROM bulksms_run WHERE campaign = ? AND run = ? ORDER BY id",
                        campaign,
                        run),
                reader);
    }

    /** Reads those of all runs. */
    void readAll(Reader reader) throws SQLException {
        read(
                session.list(
                        row -> new RunRow(row.getLong(1), row.getString(2), row.getString(3)),
                        "SELECT DISTINCT r.id, r.campaign, r.run FROM bulksms_run r JOIN bulksms_attempt a"
                                + " ON a.run_id = r.id WHERE " + condition + " ORDER BY r.id",
                        parameters),
                reader);
    }

    /** Reads those of one run, or one part, in the order in which they began. */
    void read(RunRow run, Reader reader) throws SQLException {
        readFrom(run, Long.MIN_VALUE, reader);
    }

    private void read(List<RunRow> runs, Reader reader) throws SQLException {
        int next = 0;
        while (next < runs.size()) {
            List<RunRow> some = runs.subList(next, Math.min(next + RUNS_AT_ONCE, runs.size()));
            Page page = readSome(some, reader);
            if (page.rows() < PAGE) {
                next += some.size();
            } else {
                readFrom(page.last().run(), page.last().number(), reader);
                next = runs.indexOf(page.last().run()) + 1;
            }
        }
    }

    /** One statement for many runs: most parts have one attempt. */
    private Page readSome(List<RunRow> runs, Reader reader) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < RUNS_AT_ONCE; i++) {
            values.add(runs.get(Math.min(i, runs.size() - 1)).id());
        }
        return readPage(
                runs,
                "a.run_id IN (" + String.join(", ", Collections.nCopies(RUNS_AT_ONCE, "?")) + ")",
                values,
                reader);
    }

    private void readFrom(RunRow run, long number, Reader reader) throws SQLException {
        Page page;
        long from = number;
        do {
            page = readPage(List.of(run), "a.run_id = ? AND a.attempt_number > ?", List.of(run.id(), from), reader);
            from = page.rows() == 0 ? from : page.last().number();
        } while (page.rows() == PAGE);
    }

    private record Encoded(AttemptRow attempt, byte[] recipients) {}

    private Page readPage(List<RunRow> runs, String which, List<Object> values, Reader reader) throws SQLException {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(parameters));
        List<Encoded> rows = session.list(
                row -> new Encoded(
                        new AttemptRow(
                                runOf(runs, row.getLong(1)),
                                row.getLong(2),
                                AttemptState.valueOf(row.getString(3)),
                                row.getString(4)),
                        row.getBytes(5)),
                "SELECT a.run_id, a.attempt_number, a.state, a.reference_id, a.recipients FROM bulksms_attempt a WHERE "
                        + which + " AND " + condition + " ORDER BY a.run_id, a.attempt_number LIMIT " + PAGE,
                all.toArray());
        RecipientCodec codec = null;
        AttemptRow last = null;
        for (Encoded row : rows) {
            RunRow run = row.attempt().run();
            if (last == null || !last.run().equals(run)) {
                codec = new RecipientCodec(new RunKey(run.campaign(), run.run(), 0));
            }
            last = row.attempt();
            reader.attempt(last, row.recipients() == null ? new RecipientBatch() : codec.decode(row.recipients()));
        }
        return new Page(rows.size(), last);
    }

    private static RunRow runOf(List<RunRow> runs, long id) {
        return runs.stream().filter(run -> run.id() == id).findFirst().orElseThrow();
    }
}
