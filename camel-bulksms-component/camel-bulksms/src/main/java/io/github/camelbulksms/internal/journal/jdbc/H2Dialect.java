package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** H2 2.x. */
final class H2Dialect implements Dialect {

    private static final String DUPLICATE_KEY = "23505";
    private static final int CONCURRENT_UPDATE = 90131;
    private static final int LOCK_TIMEOUT = 50200;
    private static final int DEADLOCK = 40001;
    private static final Set<Integer> ROLLED_BACK = Set.of(CONCURRENT_UPDATE, LOCK_TIMEOUT, DEADLOCK);

    @Override
    public List<String> products() {
        return List.of("H2");
    }

    @Override
    public String script() {
        return "h2.sql";
    }

    @Override
    public String now() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
    }

    @Override
    public String nowMicros() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)";
    }

    @Override
    public String lockOfRead() {
        return "FOR UPDATE";
    }

    @Override
    public String ifMissing() {
        return "";
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return DUPLICATE_KEY.equals(e.getSQLState());
    }

    @Override
    public boolean wasRolledBack(SQLException e) {
        return ROLLED_BACK.contains(e.getErrorCode());
    }

    /** The file of an embedded database is closed under everybody when a thread that works on it is interrupted. */
    @Override
    public boolean isHarmedByInterrupts(Connection connection) throws SQLException {
        String url = connection.getMetaData().getURL();
        return !(url.startsWith("jdbc:h2:mem:") || url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:"));
    }
}
