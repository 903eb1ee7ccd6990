package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** MariaDB; MySQL has the same statements, but is not tested. */
final class MariaDbDialect implements Dialect {

    private static final String MARIADB = "MariaDB";
    private static final int DUPLICATE_ENTRY = 1062;
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int RECORD_CHANGED = 1020;
    private static final Set<Integer> ROLLED_BACK = Set.of(DEADLOCK, LOCK_WAIT_TIMEOUT, RECORD_CHANGED);

    private static final String MICROS = "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";

    @Override
    public List<String> products() {
        return List.of(MARIADB, "MySQL");
    }

    @Override
    public String script() {
        return "mariadb.sql";
    }

    /** In UTC: the session's time zone may have an hour twice. */
    @Override
    public String now() {
        return MICROS + " DIV 1000";
    }

    @Override
    public String nowMicros() {
        return MICROS;
    }

    @Override
    public String readLockClause() {
        return "LOCK IN SHARE MODE";
    }

    @Override
    public String ignoreDuplicateClause() {
        return "";
    }

    @Override
    public boolean isDuplicate(SQLException e) {
        return e.getErrorCode() == DUPLICATE_ENTRY;
    }

    /** A statement that waited too long is undone by itself, and is all of its transaction, as ours commit one by one. */
    @Override
    public boolean wasRolledBack(SQLException e) {
        return ROLLED_BACK.contains(e.getErrorCode());
    }

    /** A schema is a catalog here. */
    @Override
    public String schema(Connection connection) throws SQLException {
        return connection.getCatalog();
    }

    /** Also not read-only, which some users may ignore: after a failover, begins are looked for on another server. */
    @Override
    public String durableCondition() {
        return " AND @@GLOBAL.innodb_flush_log_at_trx_commit <> 0 AND @@GLOBAL.read_only = 0";
    }

    @Override
    public void makeDurable(Session session) throws SQLException {
        if (is(session, "@@GLOBAL.read_only = 1")) {
            throw new UnfitDatabaseException(
                    "the server is read-only (read_only = 1), as a replica is: expected the primary");
        }
        throw new UnfitDatabaseException(
                "a commit may be lost when the server dies (innodb_flush_log_at_trx_commit = 0):"
                        + " expected innodb_flush_log_at_trx_commit = 1 in the server's configuration");
    }

    @Override
    public List<String> check(Session session) throws SQLException {
        DatabaseMetaData database = session.connection().getMetaData();
        List<String> warnings = new ArrayList<>();
        if (!MARIADB.equals(database.getDatabaseProductName())) {
            warnings.add("the journal is not proven on " + database.getDatabaseProductName() + ", only on MariaDB");
        } else if (database.getDatabaseMajorVersion() < 10
                || database.getDatabaseMajorVersion() == 10 && database.getDatabaseMinorVersion() < 6) {
            throw new UnfitDatabaseException(
                    "MariaDB is of version " + database.getDatabaseProductVersion() + ": expected 10.6 or later");
        }
        boolean replicates = is(session, "@@GLOBAL.log_bin = 1");
        if (replicates && is(session, "@@SESSION.binlog_format = 'STATEMENT'")) {
            throw new UnfitDatabaseException(
                    "the journal reads what is committed (READ COMMITTED), which binlog_format ="
                            + " STATEMENT forbids: expected binlog_format = MIXED, or ROW");
        }
        if (is(session, "@@GLOBAL.innodb_flush_log_at_trx_commit = 0 OR @@GLOBAL.read_only = 1")) {
            makeDurable(session);
        }
        if (is(session, "@@GLOBAL.innodb_flush_log_at_trx_commit = 2")) {
            warnings.add(
                    "innodb_flush_log_at_trx_commit = 2: after a power loss, or a crash of the machine, recipients may"
                            + " get a message twice; expected 1");
        }
        if (replicates && is(session, "@@GLOBAL.sync_binlog <> 1")) {
            warnings.add(
                    "sync_binlog is not 1: after a power loss, or a crash of the machine, recipients may get a message"
                            + " twice; expected 1");
        }
        return warnings;
    }

    private static boolean is(Session session, String condition) throws SQLException {
        return session.exists("SELECT 1 FROM DUAL WHERE " + condition);
    }
}
