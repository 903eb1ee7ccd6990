package io.github.camelbulksms.internal.journal.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A database in which a process stops before each statement of the protocol, until it is told to go on, to fail, or to die. Statements
 * may be rewritten, which is how a mutation is seeded.
 */
final class GatedDatabase {

    /** The statements of the protocol, each a step of the model. */
    enum Gate {
        LEASE("fencing_token = fencing_token + 1"),
        ABANDON("SET state = 'ABANDONED'"),
        SETTLE_LATE("SET state = 'NOT_ACCEPTED' WHERE run_id = ? AND state = 'LATE'"),
        LOAD("SELECT a.run_id, a.attempt_number, a.state, a.reference_id, a.recipients"),
        BEGIN("INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipients,"),
        FINISH("reference_id = ?, reason = ?"),
        GIVE_BACK("SET owner = NULL");

        private final String mark;

        Gate(String mark) {
            this.mark = mark;
        }

        static Gate of(String sql) {
            for (Gate gate : values()) {
                if (sql.contains(gate.mark)) {
                    return gate;
                }
            }
            return null;
        }
    }

    /** What becomes of a statement. */
    enum Command {
        GO,
        FAIL,
        FAIL_AFTER_COMMIT,
        /** Fails, and is carried out only when it is told. */
        HANG,
        DIE
    }

    /** The process is killed. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1;
    }

    private static final int SECONDS = 30;

    private final DataSource database;
    private final UnaryOperator<String> mutation;
    /** Guarded by whoever plays: one process at a time works here. */
    private volatile BlockingQueue<Object> events;

    private final BlockingQueue<Command> commands = new ArrayBlockingQueue<>(1);
    private volatile boolean dead;
    /** What the server may carry out yet; null when there is nothing. Written before the failure is thrown, read after. */
    private volatile Statement hanging;
    /** Where it hangs: is not closed until then. */
    private volatile Connection hangingOn;

    GatedDatabase(DataSource database, UnaryOperator<String> mutation) {
        this.database = database;
        this.mutation = mutation;
    }

    /**
     * Serves a new process; the one before is dead.
     *
     * @param gates is told of each gate that is reached
     */
    void serve(BlockingQueue<Object> gates) {
        commands.clear();
        events = gates;
        dead = false;
    }

    void tell(Command command) {
        dead |= command == Command.DIE;
        commands.add(command);
    }

    /** The server carries out what hangs, whatever has become of its process. */
    void carryOut() throws SQLException {
        Statement statement = hanging;
        hanging = null;
        try {
            statement.execute();
        } catch (Throwable e) {
            throw new SQLException("what hangs cannot be carried out", e);
        }
        hangingOn.close();
    }

    /** The server never carries it out. */
    void dropWhatHangs() throws SQLException {
        if (hanging != null) {
            hanging = null;
            hangingOn.close();
        }
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = invoke(database, method, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                String sql = (String) arguments[0];
                Object statement = invoke(connection, method, new Object[] {mutation.apply(sql)});
                return statement(sql, connection, (PreparedStatement) statement);
            }
            return isHeldOpen(method, connection) ? null : invoke(connection, method, arguments);
        });
    }

    private boolean isHeldOpen(Method method, Connection connection) {
        return method.getName().equals("close") && hanging != null && hangingOn == connection;
    }

    private PreparedStatement statement(String sql, Connection connection, PreparedStatement statement) {
        Gate gate = Gate.of(sql);
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return isHeldOpen(method, connection) ? null : invoke(statement, method, arguments);
            }
            if (dead) {
                throw new Killed();
            }
            return gate == null
                    ? invoke(statement, method, arguments)
                    : gated(gate, connection, () -> invoke(statement, method, arguments));
        });
    }

    @FunctionalInterface
    private interface Statement {

        Object execute() throws Throwable;
    }

    private Object gated(Gate gate, Connection connection, Statement statement) throws Throwable {
        events.add(gate);
        Command command = commands.poll(SECONDS, TimeUnit.SECONDS);
        if (command == null) {
            throw new IllegalStateException("nobody has told what becomes of " + gate);
        }
        return switch (command) {
            case GO -> statement.execute();
            case FAIL -> throw new SQLException("the connection is cut");
            case FAIL_AFTER_COMMIT -> {
                statement.execute();
                throw new SQLException("the connection is cut after the commit");
            }
            case HANG -> {
                hangingOn = connection;
                hanging = statement;
                throw new SQLException("the connection is cut before an answer");
            }
            case DIE -> throw new Killed();
        };
    }

    @FunctionalInterface
    private interface Call {

        Object invoke(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? GatedDatabase.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.invoke(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
