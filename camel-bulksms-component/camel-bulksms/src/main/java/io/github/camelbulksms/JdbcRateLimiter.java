package io.github.camelbulksms;

import io.github.camelbulksms.spi.RateLimiter;
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
            connection.setAutoCommit(true);
            return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(takePlace(connection)));
        } catch (SQLException e) {
            throw new IOException("the rate limiter's database does not answer: " + e.getMessage(), e);
        }
    }

    /** One statement, so that a process suspended in the middle of it keeps nobody waiting. */
    private long takePlace(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE bulksms_pace SET next_at = GREATEST(next_at, " + NOW + ") + ? WHERE account = ?",
                        new String[] {"next_at"});
                PreparedStatement clock = connection.prepareStatement("SELECT " + NOW)) {
            update.setLong(1, intervalMicros);
            update.setString(2, account);
            update.executeUpdate();
            try (ResultSet taken = update.getGeneratedKeys();
                    ResultSet now = clock.executeQuery()) {
                taken.next();
                now.next();
                return Math.max(0, taken.getLong(1) - intervalMicros - now.getLong(1));
            }
        }
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
