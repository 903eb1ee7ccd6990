package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.RateLimitRow;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.spi.RateLimiter;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The rate limit of an account for any number of processes: the next free place is kept in the journal's database, by its clock.
 * Takes two short statements for each request. Thread-safe.
 */
public final class JdbcRateLimiter implements RateLimiter {

    private final RateLimitRow row;

    /**
     * @param dataSource of a database in which the journal can be kept
     * @param account names the limit; the same in all processes, at most 250 characters
     * @param requestsPerSecond more than 0; may be a fraction; the same in all processes
     */
    public JdbcRateLimiter(DataSource dataSource, String account, double requestsPerSecond) {
        this(dataSource, account, requestsPerSecond, null);
    }

    /**
     * @param dataSource of a database in which the journal can be kept
     * @param account names the limit; the same in all processes, at most 250 characters
     * @param requestsPerSecond more than 0; may be a fraction; the same in all processes
     * @param journalTables the component's option: {@code schema.prefix_}, or null for the default
     * @throws IllegalArgumentException when one of them is something else
     */
    public JdbcRateLimiter(DataSource dataSource, String account, double requestsPerSecond, String journalTables) {
        if (!(requestsPerSecond > 0) || Double.isInfinite(requestsPerSecond)) {
            throw new IllegalArgumentException(
                    "requestsPerSecond is " + requestsPerSecond + ": expected a number above 0");
        }
        row = new RateLimitRow(new JournalDatabase(dataSource, TableNames.of(journalTables)), account, (long)
                Math.ceil(TimeUnit.SECONDS.toMicros(1) / requestsPerSecond));
    }

    @Override
    public Duration reserve() throws IOException {
        try {
            return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(row.reserve()));
        } catch (SQLException e) {
            throw new IOException("the rate limiter's database does not answer: " + e.getMessage(), e);
        }
    }
}
