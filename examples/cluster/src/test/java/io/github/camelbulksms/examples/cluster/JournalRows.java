package io.github.camelbulksms.examples.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What the tables of the journal say of parts. */
record JournalRows(DataSource database) {

    long plannedParts(String run) throws SQLException {
        return number("SELECT COUNT(*) FROM bulksms_part p JOIN bulksms_run r ON r.id = p.run_id WHERE r.run = ?", run);
    }

    /** The process that has a part: in the journal an owner is named by its ID, a dash, and something random. */
    long ownerOfPart(int part, String run) throws SQLException {
        return number(
                "SELECT CAST(SPLIT_PART(owner, '-', 1) AS BIGINT) FROM bulksms_run WHERE run = ? AND part = " + part,
                run);
    }

    private long number(String sql, String run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, run);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
