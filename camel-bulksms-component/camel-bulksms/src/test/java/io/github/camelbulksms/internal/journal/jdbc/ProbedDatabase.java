package io.github.camelbulksms.internal.journal.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** A database that a test can make fail at any connection or statement. */
final class ProbedDatabase {

    /** Stands between the journal and the database. */
    @FunctionalInterface
    interface Probe {

        /**
         * @param what "getConnection", or the text of a statement that is executed
         */
        Object around(String what, Callable<Object> real) throws Throwable;
    }

    static final String CONNECTION = "getConnection";

    private static final Probe NONE = (what, real) -> real.call();

    private final DataSource database;
    private volatile Probe probe = NONE;

    ProbedDatabase(DataSource database) {
        this.database = database;
    }

    void probe(Probe probe) {
        this.probe = probe;
    }

    /** From now on whoever asks for a connection gets this. */
    void failsWith(Throwable failure) {
        probe = (what, real) -> {
            if (what.equals(CONNECTION)) {
                throw failure;
            }
            return real.call();
        };
    }

    void isBack() {
        probe = NONE;
    }

    DataSource dataSource() {
        return wrap(DataSource.class, database, null);
    }

    private <T> T wrap(Class<T> type, T real, String sql) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String what = what(method, arguments, sql);
                    Object result = what == null
                            ? invoke(method, real, arguments)
                            : probe.around(what, () -> {
                                try {
                                    return invoke(method, real, arguments);
                                } catch (Exception | Error e) {
                                    throw e;
                                } catch (Throwable e) {
                                    throw new IllegalStateException(e);
                                }
                            });
                    if (result instanceof Connection connection
                            && !method.getName().equals("unwrap")) {
                        return wrap(Connection.class, connection, null);
                    }
                    if (result instanceof PreparedStatement prepared) {
                        return wrap(PreparedStatement.class, prepared, (String) arguments[0]);
                    }
                    return result instanceof Statement statement ? wrap(Statement.class, statement, null) : result;
                }));
    }

    private static String what(Method method, Object[] arguments, String sql) {
        if (method.getName().equals(CONNECTION) && method.getDeclaringClass() == DataSource.class) {
            return CONNECTION;
        }
        if (!method.getName().startsWith("execute")) {
            return null;
        }
        return sql == null ? (String) arguments[0] : sql;
    }

    private static Object invoke(Method method, Object real, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
