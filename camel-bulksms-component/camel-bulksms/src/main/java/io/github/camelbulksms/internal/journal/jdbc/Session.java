package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection as the journal's protocol needs it, which is given back as it was: each statement is a transaction of its own, so
 * that a process that is suspended between two holds no lock, and sees what was committed before it. Not thread-safe.
 */
public final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** Beyond the timeout of a statement: a server that does not even answer that it was cancelled is gone. */
    private static final int NETWORK_SECONDS = 5;

    private final Connection connection;
    private final StatementTexts texts;
    private final DurableWrites durable = new DurableWrites(this);
    private final boolean autoCommit;
    private final int networkTimeout;
    /** As the connection came; null until it was asked, which to PostgreSQL is a statement. */
    private Integer isolation;

    private int timeoutSeconds;
    /** Between a guard that held and the end of its transaction: isolation level and timeout are the guard's. */
    private boolean guarded;

    /** Makes something of a row. */
    @FunctionalInterface
    interface Row<T> {

        T of(ResultSet row) throws SQLException;
    }

    /** Some statements. */
    @FunctionalInterface
    interface Statements {

        void execute() throws SQLException;
    }

    /**
     * @param connection is closed with the session
     */
    Session(Connection connection, StatementTexts texts, int timeoutSeconds) throws SQLException {
        this.connection = connection;
        this.texts = texts;
        this.timeoutSeconds = timeoutSeconds;
        // first: it bounds all that is asked over the network
        // H2 has none: it says 0, and ignores what is set
        networkTimeout = connection.getNetworkTimeout();
        setNetworkTimeout(TimeUnit.SECONDS.toMillis(timeoutSeconds + NETWORK_SECONDS));
        autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
    }

    /** Once, before the first statement that no guard stands before. */
    private void readCommitted() throws SQLException {
        if (isolation == null && !guarded) {
            isolation = connection.getTransactionIsolation();
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    Dialect dialect() {
        return texts.dialect();
    }

    Connection connection() {
        return connection;
    }

    /** How many rows an INSERT, UPDATE or DELETE has touched. */
    int update(String sql, Object... parameters) throws SQLException {
        return execute(prepare(texts.of(sql)), parameters);
    }

    /**
     * The same of a row that is named by its primary key. It is right at each isolation level, and none need be asked for or set: it sees
     * what was committed before, or is undone.
     */
    int updateRow(String sql, Object... parameters) throws SQLException {
        return execute(prepareAtAnyLevel(texts.of(sql)), parameters);
    }

    /** As {@link #write}, but 0 also where the condition does not hold. */
    int updateIfDurable(String sql, Object... parameters) throws SQLException {
        String text = texts.of(sql);
        return execute(dialect().conditionTellsLevel() ? prepareAtAnyLevel(text) : prepare(text), parameters);
    }

    private static int execute(PreparedStatement prepared, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /**
     * How many rows an INSERT, UPDATE or DELETE has touched whose condition ends with {@code {durable}}: what it has written is there
     * after a crash.
     *
     * @throws UnfitDatabaseException when that cannot be
     */
    int write(String sql, Object... parameters) throws SQLException {
        return durable.write(sql, parameters);
    }

    /** As {@link #update}, without what {@code {durable}} stands for. */
    int updateWithoutCondition(String sql, Object... parameters) throws SQLException {
        return execute(prepare(texts.withoutCondition(sql)), parameters);
    }

    /** Gives the statements that follow less time. */
    void limit(Duration timeout) {
        timeoutSeconds = (int) Math.max(1, Math.min(timeoutSeconds, timeout.toSeconds()));
    }

    /** One INSERT, UPDATE or DELETE with many rows of parameters. */
    void updateAll(String sql, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = prepare(texts.of(sql))) {
            if (guarded && rows.size() > 1) {
                // the server counts anew for each row
                statement.setQueryTimeout(timeoutSeconds);
            }
            for (Object[] row : rows) {
                set(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Inserts a row, unless it is there. */
    void insertIfMissing(String sql, Object... parameters) throws SQLException {
        try {
            update(sql + "{ifMissing}", parameters);
        } catch (SQLException e) {
            if (!dialect().isDuplicate(e)) {
                throw e;
            }
        }
    }

    <T> List<T> list(Row<T> row, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(texts.of(sql))) {
            set(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(row.of(rows));
                }
                return all;
            }
        }
    }

    <T> Optional<T> first(Row<T> row, String sql, Object... parameters) throws SQLException {
        return list(row, sql, parameters).stream().findFirst();
    }

    boolean exists(String sql, Object... parameters) throws SQLException {
        return !list(row -> Boolean.TRUE, sql, parameters).isEmpty();
    }

    /** Statements that come from a script; not prepared, as some cannot be. */
    void execute(List<String> script) throws SQLException {
        readCommitted();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            for (String sql : script) {
                statement.execute(texts.of(sql));
            }
        }
    }

    /** Commits all of the statements durably, or none. */
    void transaction(Statements statements) throws SQLException {
        String guard = dialect().transactionGuard(timeoutSeconds);
        if (guard == null || !transactionBehind(guard, statements)) {
            inTransaction(() -> {
                durable.makeDurable();
                statements.execute();
            });
        }
    }

    /** Commits all of the statements, or none. */
    void inTransaction(Statements statements) throws SQLException {
        readCommitted();
        commit(statements);
    }

    /**
     * The same in one statement less, or two.
     *
     * @return whether the guard held; if not, nothing was done
     */
    private boolean transactionBehind(String guard, Statements statements) throws SQLException {
        boolean[] holds = new boolean[1];
        try {
            commit(() -> {
                holds[0] = holds(DurableWrites.DURABLE + guard);
                guarded = holds[0];
                if (guarded) {
                    statements.execute();
                }
            });
        } finally {
            guarded = false;
        }
        return holds[0];
    }

    private boolean holds(String guard) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(texts.of(guard))) {
            statement.setQueryTimeout(timeoutSeconds);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void commit(Statements statements) throws SQLException {
        connection.setAutoCommit(false);
        try {
            statements.execute();
            connection.commit();
        } catch (Throwable e) {
            // also what a driver throws undeclared: to turn auto-commit on would commit a half
            rollback(e);
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void rollback(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void setNetworkTimeout(long millis) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) millis);
    }

    private PreparedStatement prepare(String text) throws SQLException {
        readCommitted();
        return prepareAtAnyLevel(text);
    }

    private PreparedStatement prepareAtAnyLevel(String text) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        try {
            if (!guarded && !dialect().timesOut(statement, connection, timeoutSeconds)) {
                statement.setQueryTimeout(timeoutSeconds);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** Does not throw: what was committed stays so, and a broken connection is the pool's business. */
    @Override
    public void close() {
        try {
            try (connection) {
                giveBack();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a connection was not given back as it was", e);
        }
    }

    private void giveBack() throws SQLException {
        try {
            if (isolation != null && isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        } finally {
            // last: the server is asked for the others
            setNetworkTimeout(networkTimeout);
        }
    }
}
