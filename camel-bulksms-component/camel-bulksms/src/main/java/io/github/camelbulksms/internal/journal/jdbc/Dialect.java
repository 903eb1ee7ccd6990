package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * All that the journal needs to know of one kind of database. Stateless. To add one: a class here, in {@link #ALL}, its two scripts, and a test that
 * extends {@code JdbcJournalContract}; {@code docs/contributing.md} has an example.
 */
interface Dialect {

    List<Dialect> ALL = List.of(new H2Dialect(), new PostgresDialect(), new MariaDbDialect());

    /**
     * The dialect of the database behind a connection.
     *
     * @throws SQLException when the journal knows no such database
     */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        for (Dialect dialect : ALL) {
            if (dialect.products().contains(product)) {
                return dialect;
            }
        }
        throw new UnfitDatabaseException("the journal cannot be kept in " + product + ": expected one of "
                + ALL.stream().flatMap(dialect -> dialect.products().stream()).toList());
    }

    /** The names by which the driver calls the database. */
    List<String> products();

    /** The file name of the script that makes the tables, in {@code sql} beside this package's classes; the grants are in one of the same name with {@code -grants}. */
    String script();

    /** An expression: now by the database's clock, in milliseconds since 1970. */
    String now();

    /** An expression: now by the database's clock, in microseconds since 1970. */
    String nowMicros();

    /** The clause that locks the rows which an {@code INSERT … SELECT} reads, with the weakest lock that keeps them from being changed; or nothing. */
    String readLockClause();

    /** The clause that makes an {@code INSERT … VALUES} of a row that is there do nothing; or nothing, where that is an error. */
    String ignoreDuplicateClause();

    /** Whether a row was not inserted because it is there. */
    boolean isDuplicate(SQLException e);

    /** Whether a transaction was certainly undone for the sake of another one, so that it may be tried again. */
    boolean wasRolledBack(SQLException e);

    /**
     * A further condition of every statement that writes, from AND on: that its commit survives a crash of the process that the
     * database runs in; or nothing, where that cannot be otherwise. In the statement itself, since a setting may change between two,
     * as may the server behind a connection.
     */
    String durableCondition();

    /** Whether {@link #durableCondition} holds only where what is committed is read, so that the isolation level need not be asked before. */
    default boolean conditionTellsLevel() {
        return false;
    }

    /** Whether commits are durable, as far as that can be seen without a statement. */
    enum Durability {
        HOLDS,
        LACKS,
        /** Only the condition {@link #durableCondition()} tells. */
        BY_CONDITION
    }

    /** What can be seen of a connection. A statement between two that both hold needs no condition: it costs less on H2. */
    default Durability durability(Connection connection) throws SQLException {
        return Durability.BY_CONDITION;
    }

    /**
     * A further condition of {@link DurableWrites#DURABLE} as the first statement of a transaction, from AND on, where more can be said
     * in it that would take statements of its own: that each statement of the transaction ends after so many seconds. Null where there is
     * none, or where {@link #conditionTellsLevel} is false.
     */
    default String transactionGuard(int seconds) {
        return null;
    }

    /**
     * Makes commits durable after a condition has failed, what was committed before, too, if the journal is permitted to change that.
     *
     * @throws UnfitDatabaseException where it is not; says what to do
     */
    void makeDurable(Session session) throws SQLException;

    /**
     * Checks whether the journal can be kept here: version, settings.
     *
     * @return settings that should be changed, and that the journal may not change
     * @throws UnfitDatabaseException when it cannot; says what is missing
     */
    List<String> check(Session session) throws SQLException;

    /** What is to be done first in the transaction that makes the tables. */
    default List<String> beforeTables() {
        return List.of();
    }

    /** Closes a connection whose database was closed under it, where a pool does not see that by itself. Does not throw. */
    default void closeIfDead(Connection connection, SQLException failure) {}

    /** The connection's own schema. */
    default String schema(Connection connection) throws SQLException {
        return connection.getSchema();
    }

    /** What keeps the database's files small. */
    default FileUpkeep upkeep() {
        return FileUpkeep.NONE;
    }

    /** Whether the database is closed with its last connection, and is opened again for the next one: a pool keeps some. */
    default boolean closesWhenUnused(Connection connection) throws SQLException {
        return false;
    }

    /** Whether a new statement ends by itself after so many seconds. */
    default boolean timesOut(Statement statement, Connection connection, int seconds) throws SQLException {
        return statement.getQueryTimeout() == seconds;
    }

    /** Whether an interrupt of the thread that works with the database does harm to others. */
    default boolean isHarmedByInterrupts(Connection connection) throws SQLException {
        return false;
    }
}
