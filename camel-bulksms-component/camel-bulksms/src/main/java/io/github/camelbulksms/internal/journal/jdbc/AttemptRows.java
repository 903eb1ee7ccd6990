package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads attempts with their recipients, one at a time, however many there are. */
final class AttemptRows {

    private static final int FETCHED = 100;

    /** An attempt of a run. */
    record AttemptRow(String campaign, String run, String state, String referenceId) {

        boolean isAccepted() {
            return state.equals("A");
        }

        boolean isOf(AttemptRow other) {
            return campaign.equals(other.campaign) && run.equals(other.run);
        }
    }

    /** Is shown attempts. */
    @FunctionalInterface
    interface Reader {

        /**
         * @param recipients empty when they need not be remembered
         */
        void attempt(AttemptRow attempt, RecipientBatch recipients) throws SQLException;
    }

    private AttemptRows() {}

    /**
     * Reads the attempts in the order in which they began.
     *
     * @param condition in SQL, on the attempt {@code a} and its run {@code r}
     */
    static void read(Connection connection, String condition, List<?> parameters, Reader reader) throws SQLException {
        // PostgreSQL streams rows only inside a transaction
        connection.setAutoCommit(false);
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT r.campaign, r.run, a.state, a.reference_id, a.recipients FROM bulksms_attempt a"
                        + " JOIN bulksms_run r ON r.id = a.run_id WHERE " + condition + " ORDER BY a.id")) {
            select.setFetchSize(FETCHED);
            for (int i = 0; i < parameters.size(); i++) {
                select.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                AttemptRow last = null;
                RecipientCodec codec = null;
                while (rows.next()) {
                    AttemptRow row =
                            new AttemptRow(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4));
                    if (last == null || !last.isOf(row)) {
                        codec = new RecipientCodec(new RunKey(row.campaign(), row.run(), 0));
                    }
                    last = row;
                    byte[] recipients = rows.getBytes(5);
                    reader.attempt(row, recipients == null ? new RecipientBatch() : codec.decode(recipients));
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
