package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A data source throws, Errors included, before or after any of its calls: the result is true, and the run goes on to everybody who was
 * not sent to. Every call: {@code -Dbulksms.database.step=1}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileDatabaseTest {

    private static final int RECIPIENTS = 30;
    private static final int STEP = Integer.getInteger("bulksms.database.step", 3);
    private static final Set<String> SEAMS = Set.of(
            "getConnection", "prepareStatement", "setAutoCommit", "executeUpdate", "executeQuery", "commit", "close");
    private static final List<Supplier<Throwable>> THROWN = List.of(
            () -> new OutOfMemoryError("no memory left"),
            () -> new IllegalStateException("broken"),
            StackOverflowError::new,
            () -> new SQLException("lost"),
            Siege.Unprintable::new);

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private final AtomicInteger calls = new AtomicInteger();
    private volatile int call;
    private volatile boolean afterwards;

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theResultIsTrueAndTheRunGoesOnWhateverIsThrown(int workers) {
        JdbcDataSource database = H2Databases.inMemory();
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox(), component -> {
            component.setDataSource((DataSource) hostile(DataSource.class, database));
            component.setRunLease(600);
        })) {
            send(camel, "tables", workers);
            int before = calls.get();
            send(camel, "clean", workers);
            int all = calls.get() - before;
            assertThat(all).isGreaterThan(50);
            for (int n = 1 + workers / 4; n <= all; n += STEP) {
                PROVIDER.sandbox().reset();
                calls.set(0);
                afterwards = n % 2 == 1;
                call = n;
                Exchange first = send(camel, "run " + n, workers);
                call = 0;
                String where = "call " + n + " of " + all;
                BulkSmsResult result = assertIsTrue(first, where);
                BulkSmsResult second = assertIsTrue(send(camel, "run " + n, workers), where);
                assertThat(second.unknown()).as(where).isEqualTo(result == null ? 0 : result.unknown());
                assertThat(second.accepted() + second.unknown()).as(where).isEqualTo(RECIPIENTS);
            }
        }
    }

    private static Exchange send(CamelRig camel, String run, int workers) {
        return camel.send(
                "bulksms:sale?template=Hello&batchSize=10&run=RAW(" + run + ")&concurrentRequests=" + workers,
                CamelRig.phones(RECIPIENTS));
    }

    /** Null when the run did not begin. */
    private static BulkSmsResult assertIsTrue(Exchange done, String where) {
        List<String> truth = PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
        assertThat(truth).as(where).doesNotHaveDuplicates();
        BulkSmsResult result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        if (result == null || result.read() == 0) {
            assertThat(done.getException()).as(where).isNotNull();
            assertThat(truth).as(where).isEmpty();
            return null;
        }
        assertThat(result.allWell()).as(where).isEqualTo(done.getException() == null);
        assertThat(result.read())
                .as(where)
                .isEqualTo(Stream.of(Outcome.values())
                        .mapToLong(result.counts()::of)
                        .sum());
        assertThat((long) truth.size()).as(where).isBetween(result.accepted(), result.accepted() + result.unknown());
        return result;
    }

    private Object hostile(Class<?> type, Object real) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
            // leases are renewed whenever that is
            boolean isSeam = SEAMS.contains(method.getName())
                    && !Thread.currentThread().getName().contains("lease");
            boolean isHit = isSeam && calls.incrementAndGet() == call;
            Throwable thrown = THROWN.get(call / STEP % THROWN.size()).get();
            if (isHit && !afterwards) {
                throw thrown;
            }
            Object result;
            try {
                result = method.invoke(real, values);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (isHit) {
                throw thrown;
            }
            return result instanceof PreparedStatement
                    ? hostile(PreparedStatement.class, result)
                    : result instanceof Connection ? hostile(Connection.class, result) : result;
        });
    }
}
