package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** When the next request of an account may be sent, for any number of processes, by the database's clock. Thread-safe. */
public final class RateLimitRow {

    private final JournalDatabase database;
    private final String account;
    private final long intervalMicros;
    /** Lets one thread of the process ask at a time: more would only get into each other's way. */
    private final Lock oneAtATime = new ReentrantLock();

    private record Place(long nextMicros, long nowMicros) {}

    /**
     * @param account names the limit, at most 250 characters
     * @param intervalMicros between two requests
     */
    public RateLimitRow(JournalDatabase database, String account, long intervalMicros) {
        this.database = database;
        this.account = account;
        this.intervalMicros = intervalMicros;
    }

    /**
     * Takes the next place: reads it, and takes it if it is still free, so that a process suspended in between blocks no other.
     *
     * @return microseconds to wait for it, 0 or more
     */
    public long reserve() throws SQLException {
        oneAtATime.lock();
        try {
            return database.repeatedly(session -> {
                while (true) {
                    Optional<Place> place = session.first(
                            row -> new Place(row.getLong(1), row.getLong(2)),
                            "SELECT next_at_micros, {nowMicros} FROM bulksms_rate_limit WHERE account = ?",
                            account);
                    if (place.isEmpty()) {
                        session.insertIfMissing(
                                "INSERT INTO bulksms_rate_limit (account, next_at_micros) VALUES (?, 0)", account);
                        continue;
                    }
                    long taken = Math.max(place.get().nextMicros(), place.get().nowMicros());
                    if (session.update(
                                    "UPDATE bulksms_rate_limit SET next_at_micros = ? WHERE account = ?"
                                            + " AND next_at_micros = ?",
                                    taken + intervalMicros,
                                    account,
                                    place.get().nextMicros())
                            == 1) {
                        return taken - place.get().nowMicros();
                    }
                }
            });
        } finally {
            oneAtATime.unlock();
        }
    }
}
