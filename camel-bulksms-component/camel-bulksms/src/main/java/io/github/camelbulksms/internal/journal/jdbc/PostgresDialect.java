package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** PostgreSQL. */
final class PostgresDialect implements Dialect {

    private static final int OLDEST = 12;
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
    public String readLockClause() {
        return "FOR SHARE";
    }

    @Override
    public String ignoreDuplicateClause() {
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

    /** Raises the setting for the transaction of the statement that it stands in. */
    @Override
    public String durableCondition() {
        return " AND current_setting('transaction_isolation') = 'read committed'"
                + " AND CASE WHEN current_setting('synchronous_commit') = 'off'"
                + " THEN set_config('synchronous_commit', 'local', TRUE) ELSE 'durable' END IS NOT NULL";
    }

    @Override
    public boolean conditionTellsLevel() {
        return true;
    }

    /** Where the administrator bounds statements more tightly, that stays. */
    @Override
    public String transactionGuard(int seconds) {
        long millis = TimeUnit.SECONDS.toMillis(seconds);
        return " AND CASE WHEN CAST(current_setting('statement_timeout') AS INTERVAL)"
                + " BETWEEN INTERVAL '1 ms' AND INTERVAL '" + millis + " ms'"
                + " THEN 'bounded' ELSE set_config('statement_timeout', '" + millis + "', TRUE) END IS NOT NULL";
    }

    /** The condition raises synchronous_commit itself, and the session has set the isolation level. */
    @Override
    public void makeDurable(Session session) throws SQLException {
        if (session.exists("SELECT 1 WHERE current_setting('transaction_isolation') <> 'read committed'")) {
            throw new UnfitDatabaseException(
                    "the isolation level is not READ COMMITTED, and to set it has no effect, as"
                            + " behind a pooler in transaction mode: expected default_transaction_isolation = 'read committed' for"
                            + " the role, or the database");
        }
    }

    @Override
    public List<String> check(Session session) throws SQLException {
        DatabaseMetaData database = session.connection().getMetaData();
        if (database.getDatabaseMajorVersion() < OLDEST) {
            throw new UnfitDatabaseException("PostgreSQL is of version " + database.getDatabaseProductVersion()
                    + ": expected " + OLDEST + " or later");
        }
        if (session.exists(
                "SELECT 1 WHERE pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on'")) {
            throw new UnfitDatabaseException(
                    "PostgreSQL is read-only here, a replica or by default_transaction_read_only:"
                            + " expected the primary, in a URL of several hosts with targetServerType=primary");
        }
        List<String> warnings = new ArrayList<>();
        for (String setting : List.of("fsync", "full_page_writes")) {
            if (session.exists("SELECT 1 WHERE current_setting(?) = 'off'", setting)) {
                warnings.add(
                        setting + "=off: after a power loss, or a crash of the machine, recipients may get a message"
                                + " twice; expected " + setting + "=on");
            }
        }
        if (session.exists(
                "SELECT 1 FROM pg_stat_replication WHERE current_setting('synchronous_standby_names') = ''")) {
            warnings.add("it has replicas, and waits for none of them (synchronous_standby_names is empty): after a"
                    + " failover recipients may get a message twice; expected a synchronous replica, or runs in progress"
                    + " looked through after a failover");
        }
        return warnings;
    }
}
