package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.jdbc.Dialect.Durability;
import java.sql.SQLException;

/** The writes of a session that must be there after a crash. Not thread-safe. */
final class DurableWrites {

    /** Has a row if what the transaction commits that it stands in is there after a crash. */
    static final String DURABLE = "SELECT 1 FROM bulksms_schema WHERE version > 0{durable}";

    private final Session session;

    DurableWrites(Session session) {
        this.session = session;
    }

    /** See {@link Session#write}. */
    int write(String sql, Object... parameters) throws SQLException {
        return session.dialect().durability(session.connection()) == Durability.BY_CONDITION
                ? writeOnCondition(sql, parameters)
                : writeWatched(sql, parameters);
    }

    private int writeWatched(String sql, Object... parameters) throws SQLException {
        makeDurable();
        int rows = session.updateWithoutCondition(sql, parameters);
        // another session may have changed it meanwhile
        makeDurable();
        return rows;
    }

    private int writeOnCondition(String sql, Object... parameters) throws SQLException {
        int rows = session.updateIfDurable(sql, parameters);
        while (rows == 0) {
            makeDurable();
            rows = session.updateIfDurable(sql, parameters);
            // another session may make commits durable, or not, between two statements of this one
            if (rows == 0 && session.exists(DURABLE)) {
                return 0;
            }
        }
        return rows;
    }

    /** Has what is committed from now on be there after a crash. */
    void makeDurable() throws SQLException {
        if (!isDurable()) {
            session.dialect().makeDurable(session);
            if (!isDurable()) {
                throw new UnfitDatabaseException("commits are not durable, and do not become so");
            }
        }
    }

    private boolean isDurable() throws SQLException {
        return switch (session.dialect().durability(session.connection())) {
            case HOLDS -> true;
            case LACKS -> false;
            case BY_CONDITION -> session.exists(DURABLE);
        };
    }
}
