package io.github.camelbulksms.delivery;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The pace of an account for any number of processes: the next free place is kept in a database, H2 or PostgreSQL, by its clock.
 * Takes a short transaction for each request. Thread-safe.
 */
public final class JdbcRateLimiter implements RateLimiter {

    private static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)";
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource dataSource;
    private final String account;
    private final long intervalMicros;
    private volatile boolean rowMade;

    /**
     * @param account names the limit; the same in all processes, at most 250 characters
     * @param requestsPerSecond more than 0; may be a fraction; the same in all processes
     */
    public JdbcRateLimiter(DataSource dataSource, String account, double requestsPerSecond) {
        if (!(requestsPerSecond > 0) || Double.isInfinite(requestsPerSecond)) {
            throw new IllegalArgumentException(
                    "requestsPerSecond is " + requestsPerSecond + ": expected a number above 0");
        }
        this.dataSource = dataSource;
        this.account = account;
        intervalMicros = (long) Math.ceil(TimeUnit.SECONDS.toMicros(1) / requestsPerSecond);
    }

    @Override
    public Duration reserve() throws IOException {
        try (Connection connection = dataSource.getConnection()) {
            if (!rowMade) {
                makeRow(connection);
                rowMade = true;
            }
            connection.setAutoCommit(false);
            try {
                long wait = takePlace(connection);
                connection.commit();
                return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(wait));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IOException("the rate limiter's database does not answer: " + e.getMessage(), e);
        }
    }

    private long takePlace(Connection connection) throws SQLException {
        long now;
        long place;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT next_at, " + NOW + " FROM bulksms_pace WHERE account = ? FOR UPDATE")) {
            select.setString(1, account);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                now = row.getLong(2);
                place = Math.max(row.getLong(1), now);
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE bulksms_pace SET next_at = ? WHERE account = ?")) {
            update.setLong(1, place + intervalMicros);
            update.setString(2, account);
            update.executeUpdate();
        }
        return place - now;
    }

    private void makeRow(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS bulksms_pace (account VARCHAR(250) NOT NULL PRIMARY KEY,"
                    + " next_at BIGINT NOT NULL)");
        } catch (SQLException e) {
            // IF NOT EXISTS does not hold against another process that makes it; what is wrong otherwise shows below
            connection.clearWarnings();
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO bulksms_pace (account, next_at)"
                + " SELECT ?, 0 WHERE NOT EXISTS (SELECT 1 FROM bulksms_pace WHERE account = ?)")) {
            insert.setString(1, account);
            insert.setString(2, account);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
