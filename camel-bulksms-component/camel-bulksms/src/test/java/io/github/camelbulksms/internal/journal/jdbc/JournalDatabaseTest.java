package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the database is looked at, what is done again, and what happens to its connections. */
class JournalDatabaseTest {

    private static final SQLException DEADLOCK = new SQLException("deadlock", "40001", 40001);
    private static final SQLException GONE = new SQLException("gone", "08006", 0);

    private final AtomicInteger looks = new AtomicInteger();
    private final ProbedDatabase probed = new ProbedDatabase(H2Databases.inMemory());
    private final JournalDatabase database = new JournalDatabase(probed.dataSource(), TableNames.DEFAULT);

    JournalDatabaseTest() {
        probed.probe((what, real) -> {
            if (what.startsWith("SELECT version")) {
                looks.incrementAndGet();
            }
            return real.call();
        });
    }

    @Test
    void itIsLookedAtOnceAndAgainWhenAnythingFailedButATransactionThatWasUndone() throws SQLException {
        assertThat(database.<Integer>once(session -> 7)).isEqualTo(7);
        int atFirst = looks.get();
        assertThat(atFirst).isPositive();
        database.once(session -> 8);
        assertThat(looksAfter(throwing(DEADLOCK))).isZero();
        assertThat(looksAfter(throwing(GONE))).isPositive();
        assertThat(looksAfter(session -> {
                    throw new IllegalStateException("proxy");
                }))
                .isPositive();
        assertThat(looksAfter(session -> {
                    throw new UncheckedIOException(new IOException("the reader of the CSV is gone"));
                }))
                .isZero();
    }

    private int looksAfter(Work<Object> failing) throws SQLException {
        int before = looks.get();
        assertThatThrownBy(() -> database.once(failing)).isNotNull();
        database.check();
        return looks.get() - before;
    }

    private static Work<Object> throwing(SQLException e) {
        return session -> {
            throw e;
        };
    }

    @Test
    void whatTheDataSourceThrowsIsAFailureOfTheDatabaseAndWhatAReaderThrowsIsTheirs() {
        assertThatThrownBy(() -> database.once(session -> {
                    throw new IllegalStateException("proxy");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessage("the data source failed: java.lang.IllegalStateException: proxy")
                .hasCauseInstanceOf(IllegalStateException.class);
        UncheckedIOException reader = new UncheckedIOException(new IOException("gone"));
        assertThatThrownBy(() -> database.once(session -> {
                    throw reader;
                }))
                .isSameAs(reader);
    }

    @Test
    @Tag("slow")
    void whatWasUndoneIsDoneAgainTenTimesAtMostAndNothingElseIs() throws SQLException {
        AtomicInteger done = new AtomicInteger();
        assertThat(database.<Integer>repeatedly(session -> {
                    if (done.incrementAndGet() < 10) {
                        throw DEADLOCK;
                    }
                    return done.get();
                }))
                .isEqualTo(10);

        done.set(0);
        assertThatThrownBy(() -> database.repeatedly(session -> {
                    done.incrementAndGet();
                    throw DEADLOCK;
                }))
                .isSameAs(DEADLOCK);
        assertThat(done).hasValue(10);

        done.set(0);
        assertThatThrownBy(() -> database.repeatedly(session -> {
                    done.incrementAndGet();
                    throw GONE;
                }))
                .isSameAs(GONE);
        assertThat(done).hasValue(1);
    }

    @Test
    void aConnectionOfADatabaseThatIsRefusedIsGivenBackAsItCame() throws SQLException {
        try (Connection only = H2Databases.inMemory().getConnection()) {
            only.setAutoCommit(false);
            ProbedDatabase refusing = new ProbedDatabase(dataSourceOf(only));
            refusing.probe((what, call) -> {
                if (what.startsWith("SELECT version")) {
                    throw new SQLException("may not be read", "42000", 90096);
                }
                return call.call();
            });

            assertThatThrownBy(() -> new JournalDatabase(refusing.dataSource(), TableNames.DEFAULT).check())
                    .hasMessageContaining("may not be read");
            assertThat(only.getAutoCommit()).isFalse();
        }
    }

    /** As a pool that does not reset what it is given back. */
    private DataSource dataSourceOf(Connection connection) {
        Connection pooled = proxy(
                Connection.class,
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return proxy(DataSource.class, (proxy, method, arguments) -> pooled);
    }

    private <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void whoMakesTheTablesAtTheSameMomentAsAnotherUsesTheirs() throws SQLException {
        JdbcDataSource real = H2Databases.inMemory();
        ProbedDatabase late = new ProbedDatabase(real);
        AtomicInteger made = new AtomicInteger();
        late.probe((what, call) -> {
            if (what.startsWith("CREATE") && made.getAndIncrement() == 0) {
                new JournalDatabase(real, TableNames.DEFAULT).check();
                throw new SQLException("there", "42S01", 42101);
            }
            return call.call();
        });

        new JournalDatabase(late.dataSource(), TableNames.DEFAULT).check();
        assertThat(made).hasValue(1);
    }

    /** As after a full disk: a pool would go on to hand it out. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionToADatabaseThatWasClosedIsNotGivenBackToThePool(boolean whenItIsLookedAt) throws SQLException {
        SQLException closed = new SQLException("closed", "90098", 90098);
        HikariConfig one = new HikariConfig();
        one.setDataSource(H2Databases.inMemory());
        one.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(one)) {
            ProbedDatabase full = new ProbedDatabase(pool);
            JournalDatabase journal = new JournalDatabase(full.dataSource(), TableNames.DEFAULT);
            journal.check();
            Connection before = connectionOf(pool);
            if (whenItIsLookedAt) {
                assertThatThrownBy(() -> journal.once(throwing(GONE))).isSameAs(GONE);
                full.probe((what, real) -> {
                    if (what.startsWith("SELECT")) {
                        throw closed;
                    }
                    return real.call();
                });
            }

            assertThatThrownBy(() -> journal.once(throwing(closed))).isSameAs(closed);
            assertThat(before.isClosed()).isTrue();
        }
    }

    private static Connection connectionOf(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.unwrap(JdbcConnection.class);
        }
    }

    @Test
    void aConnectionThatCannotBeUsedIsClosed() {
        AtomicInteger closings = new AtomicInteger();
        DataSource broken = proxy(DataSource.class, closings);

        assertThatThrownBy(() -> new JournalDatabase(broken, TableNames.DEFAULT).check())
                .hasMessageContaining("getMetaData")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("close"));
        assertThat(closings).hasValue(1);
    }

    private static <T> T proxy(Class<T> type, AtomicInteger closings) {
        return type.cast(Proxy.newProxyInstance(
                JournalDatabaseTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return proxy(Connection.class, closings);
                    }
                    if (method.getName().equals("close")) {
                        closings.incrementAndGet();
                    }
                    throw new SQLException(method.getName());
                }));
    }
}
