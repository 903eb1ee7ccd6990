package io.github.camelbulksms.internal.journal.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The database of a process that is suspended after one of its statements, with whatever that has locked. */
final class SuspendedDatabase {

    private final DataSource database;
    private final CountDownLatch suspension = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean renewalsPass;
    private final AtomicInteger statements = new AtomicInteger(Integer.MAX_VALUE);

    SuspendedDatabase(DataSource database) {
        this.database = database;
    }

    void after(int count) {
        statements.set(count);
    }

    /** After a statement that is not the renewal of a lease: that may come at any time. */
    void afterOneOfItsCaller() {
        renewalsPass = true;
        after(1);
    }

    void awaitSuspension() throws InterruptedException {
        suspension.await();
    }

    void goOn() {
        synchronized (statements) {
            statements.set(Integer.MAX_VALUE);
        }
        end.countDown();
    }

    DataSource dataSource() {
        return wrap(DataSource.class, database);
    }

    private Object execute(Callable<Object> statement) throws Throwable {
        Object result;
        synchronized (statements) {
            if (statements.get() > 0) {
                result = invoke(statement);
                boolean passes =
                        renewalsPass && Thread.currentThread().getName().equals("bulksms-lease");
                if (passes || statements.decrementAndGet() > 0) {
                    return result;
                }
                suspension.countDown();
            } else {
                result = null;
            }
        }
        end.await();
        return result == null ? invoke(statement) : result;
    }

    private static Object invoke(Callable<Object> call) throws Throwable {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private <T> T wrap(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = method.getName().startsWith("execute")
                            ? execute(() -> method.invoke(real, arguments))
                            : invoke(() -> method.invoke(real, arguments));
                    if (result instanceof Connection connection) {
                        return wrap(Connection.class, connection);
                    }
                    if (result instanceof PreparedStatement prepared) {
                        return wrap(PreparedStatement.class, prepared);
                    }
                    return result instanceof Statement statement ? wrap(Statement.class, statement) : result;
                }));
    }
}
