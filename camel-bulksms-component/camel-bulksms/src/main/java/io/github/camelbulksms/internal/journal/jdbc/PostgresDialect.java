package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** PostgreSQL. */
final class PostgresDialect implements Dialect {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01", "55P03");

    /** Names our lock among those of the application. */
    private static final long TABLES_LOCK = 0x62756c6b736d73L;

    @Override
    public List<String> products() {
        return List.of("PostgreSQL");
    }

    @Override
    public String script() {
        return "postgresql.sql";
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
        return "FOR SHARE";
    }

    @Override
    public String ifMissing() {
        return " ON CONFLICT DO NOTHING";
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    @Override
    public boolean wasRolledBack(SQLException e) {
        return e.getSQLState() != null && ROLLED_BACK.contains(e.getSQLState());
    }

    /** IF NOT EXISTS does not hold against another process that makes them at the same moment. */
    @Override
    public List<String> beforeTables() {
        return List.of("SELECT pg_advisory_xact_lock(" + TABLES_LOCK + ")");
    }
}
