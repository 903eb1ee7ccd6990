package io.github.camelbulksms.internal.journal.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A database whose statements are rewritten. */
final class MutatedDatabase {

    private final DataSource database;
    private final UnaryOperator<String> mutation;

    MutatedDatabase(DataSource database, UnaryOperator<String> mutation) {
        this.database = database;
        this.mutation = mutation;
    }

    DataSource dataSource() {
        return wrap(DataSource.class, database);
    }

    private <T> T wrap(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean prepares = method.getName().equals("prepareStatement");
                    try {
                        Object result = prepares
                                ? ((Connection) real).prepareStatement(mutation.apply((String) arguments[0]))
                                : method.invoke(real, arguments);
                        return method.getName().equals("getConnection") && result instanceof Connection connection
                                ? wrap(Connection.class, connection)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
