package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session asks of its connection, one call after the other. */
class SessionTest {

    private static final int SECONDS = 30;

    private final List<String> calls = new ArrayList<>();
    private final List<String> failing = new ArrayList<>();
    private boolean autoCommit = true;
    private int isolation = Connection.TRANSACTION_READ_COMMITTED;
    private int isolationAsked;
    private Dialect dialect = new H2Dialect();

    @Test
    void aConnectionThatIsAsItShouldBeIsOnlyGivenALimitAndItsOwnBack() throws SQLException {
        session().close();

        assertThat(calls).containsExactly("setNetworkTimeout 35000", "setNetworkTimeout 7", "close");
    }

    @Test
    void oneThatIsNotIsMadeSoAndGivenBackAsItWas() throws SQLException {
        autoCommit = false;
        isolation = Connection.TRANSACTION_SERIALIZABLE;
        try (Session session = session()) {
            session.update("UPDATE a");
            session.update("UPDATE a");
        }

        assertThat(calls)
                .filteredOn(call -> !call.matches("setQueryTimeout.*|executeUpdate"))
                .containsExactly(
                        "setNetworkTimeout 35000",
                        "setAutoCommit true",
                        "setTransactionIsolation 2",
                        "close",
                        "close",
                        "setTransactionIsolation 8",
                        "setAutoCommit false",
                        "setNetworkTimeout 7",
                        "close");
    }

    @Test
    void theIsolationLevelIsAskedOnceAndOnPostgresNotForWhatARequestWrites() throws SQLException {
        Session session = session();
        session.write("UPDATE a WHERE 1 = 1{durable}");
        session.update("UPDATE a");
        assertThat(isolationAsked).isEqualTo(1);

        dialect = new PostgresDialect();
        Session postgres = session();
        postgres.write("INSERT INTO a SELECT 1 WHERE 1 = 1{durable}");
        postgres.updateRow("UPDATE a");
        assertThat(isolationAsked).isEqualTo(1);
        postgres.update("UPDATE a");
        assertThat(isolationAsked).isEqualTo(2);
    }

    @Test
    void aConnectionThatIsBrokenIsClosedAllTheSameWithoutAWord() throws SQLException {
        isolation = Connection.TRANSACTION_SERIALIZABLE;
        Session session = session();
        session.update("UPDATE a");
        calls.clear();
        failing.add("setTransactionIsolation");
        session.close();

        assertThat(calls).containsExactly("setTransactionIsolation 8", "setNetworkTimeout 7", "close");
    }

    @Test
    void aStatementHasTheTimeThatIsLeftAndIsClosed() throws SQLException {
        Session session = session();
        calls.clear();
        session.update("UPDATE a");
        session.limit(Duration.ofMinutes(1));
        session.exists("SELECT a");
        session.limit(Duration.ofSeconds(5));
        session.updateAll("UPDATE b", List.of(new Object[] {1, "x"}, new Object[] {2, "y"}));
        session.limit(Duration.ofMillis(300));
        session.execute(List.of("CREATE c", "CREATE d"));

        assertThat(calls)
                .containsExactly(
                        "setQueryTimeout 30",
                        "executeUpdate",
                        "close",
                        "setQueryTimeout 30",
                        "executeQuery",
                        "close rows",
                        "close",
                        "setQueryTimeout 5",
                        "setObject 1 1",
                        "setObject 2 x",
                        "addBatch",
                        "setObject 1 2",
                        "setObject 2 y",
                        "addBatch",
                        "executeBatch",
                        "close",
                        "setQueryTimeout 1",
                        "execute CREATE c",
                        "execute CREATE d",
                        "close");
    }

    @Test
    void ofNoRowsNothingIsAsked() throws SQLException {
        Session session = session();
        calls.clear();
        session.updateAll("UPDATE b", List.of());

        assertThat(calls).isEmpty();
    }

    @Test
    void aStatementThatTakesNoLimitIsNotLeftOpen() throws SQLException {
        Session session = session();
        calls.clear();
        failing.add("setQueryTimeout");

        assertThatThrownBy(() -> session.update("UPDATE a")).hasMessage("setQueryTimeout");
        assertThat(calls).containsExactly("setQueryTimeout 30", "close");
    }

    @Test
    void aTransactionIsCommittedOrRolledBackAndOverInAnyCase() throws SQLException {
        Session session = session();
        calls.clear();
        session.inTransaction(() -> calls.add("work"));
        assertThat(calls).containsExactly("setAutoCommit false", "work", "commit", "setAutoCommit true");

        calls.clear();
        IllegalStateException broken = new IllegalStateException("broken");
        assertThatThrownBy(() -> session.inTransaction(() -> {
                    throw broken;
                }))
                .isSameAs(broken)
                .hasNoSuppressedExceptions();
        assertThat(calls).containsExactly("setAutoCommit false", "rollback", "setAutoCommit true");

        failing.addAll(List.of("commit", "rollback"));
        assertThatThrownBy(() -> session.inTransaction(() -> {}))
                .hasMessage("commit")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("rollback"));
    }

    /** Auto-commit that is turned on within a transaction commits it. */
    @Test
    void whateverIsThrownWithinATransactionItIsRolledBackFirst() throws SQLException {
        Session session = session();
        calls.clear();
        assertThatThrownBy(() -> session.inTransaction(() ->
                        SessionTest.<RuntimeException>throwAsIs(new IOException("of a driver that declares none"))))
                .isInstanceOf(IOException.class);

        assertThat(calls).containsExactly("setAutoCommit false", "rollback", "setAutoCommit true");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAsIs(Throwable e) throws E {
        throw (E) e;
    }

    private Session session() throws SQLException {
        return new Session(proxy(Connection.class, "close"), new StatementTexts(dialect, TableNames.DEFAULT), SECONDS);
    }

    private <T> T proxy(Class<T> type, String closing) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    switch (name) {
                        case "getNetworkTimeout":
                            return 7;
                        case "getAutoCommit":
                            return autoCommit;
                        case "getTransactionIsolation":
                            isolationAsked++;
                            return isolation;
                        case "prepareStatement":
                            return proxy(PreparedStatement.class, "close");
                        case "createStatement":
                            return proxy(Statement.class, "close");
                        case "getQueryTimeout":
                            return 0;
                        case "next", "isWrapperFor":
                            return false;
                        default:
                            calls.add(call(name.equals("close") ? closing : name, arguments));
                    }
                    if (failing.contains(name)) {
                        throw new SQLException(name);
                    }
                    return switch (name) {
                        case "executeUpdate" -> 1;
                        case "execute" -> false;
                        case "executeQuery" -> proxy(ResultSet.class, "close rows");
                        case "executeBatch" -> new int[0];
                        default -> null;
                    };
                }));
    }

    /** Without the executor that a network timeout is set by. */
    private static String call(String name, Object[] arguments) {
        StringBuilder call = new StringBuilder(name);
        if (arguments != null) {
            Arrays.stream(arguments)
                    .filter(one -> one instanceof Integer || one instanceof String || one instanceof Boolean)
                    .forEach(one -> call.append(' ').append(one));
        }
        return call.toString();
    }
}
