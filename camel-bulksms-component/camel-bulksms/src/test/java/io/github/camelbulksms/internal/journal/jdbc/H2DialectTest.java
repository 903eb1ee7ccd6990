package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2DialectTest {

    private final H2Dialect dialect = new H2Dialect();

    @Test
    void aDatabaseIsKnownByItsNameAndAnotherIsRefusedWithTheNamesOfThose() throws SQLException {
        assertThat(Dialect.of(connection(Map.of("getDatabaseProductName", "H2"))))
                .isInstanceOf(H2Dialect.class);
        assertThat(Dialect.of(connection(Map.of("getDatabaseProductName", "PostgreSQL"))))
                .isInstanceOf(PostgresDialect.class);
        assertThatThrownBy(() -> Dialect.of(connection(Map.of("getDatabaseProductName", "Oracle"))))
                .isInstanceOf(UnfitDatabaseException.class)
                .hasMessageStartingWith("the journal cannot be kept in Oracle: expected one of [H2, PostgreSQL");
    }

    @ParameterizedTest
    @CsvSource({"1, 4, false", "2, 1, false", "2, 2, true", "2, 4, true", "3, 0, true"})
    void itTakesAVersionWhoseDelayOfCommitsCanBeSeen(int major, int minor, boolean taken) {
        Connection connection = connection(Map.of(
                "getDatabaseMajorVersion", major, "getDatabaseMinorVersion", minor, "getDatabaseProductVersion", "x"));
        if (taken) {
            assertThatCode(() -> assertThat(dialect.check(session(connection))).isEmpty())
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> dialect.check(session(connection)))
                    .isInstanceOf(UnfitDatabaseException.class)
                    .hasMessage("H2 is of version x: expected 2.2 or later");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/tmp/a, true",
        "jdbc:h2:~/a, true",
        "jdbc:h2:mem:a, false",
        "jdbc:h2:tcp://host/a, false",
        "jdbc:h2:ssl://host/a, false"
    })
    void onlyAFileIsClosedByAnInterrupt(String url, boolean harmed) throws SQLException {
        assertThat(dialect.isHarmedByInterrupts(connection(Map.of("getURL", url))))
                .isEqualTo(harmed);
    }

    @ParameterizedTest
    @CsvSource({"90131, true", "50200, true", "40001, true", "23505, false", "90098, false"})
    void itSaysWhatWasUndoneForTheSakeOfAnother(int code, boolean undone) {
        assertThat(dialect.wasRolledBack(new SQLException("x", "HY000", code))).isEqualTo(undone);
    }

    @Test
    void itSaysWhatIsThereAlready() {
        assertThat(dialect.isDuplicate(new SQLException("x", "23505", 23505))).isTrue();
        assertThat(dialect.isDuplicate(new SQLException("x", "23502", 23502))).isFalse();
        assertThat(dialect.isDuplicate(new SQLException("x"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {90098, 90121, 90131})
    void aConnectionToADatabaseThatWasClosedUnderItIsClosed(int code) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            dialect.closeIfDead(connection, new SQLException("x", "90098", code));
            assertThat(connection.isClosed()).isEqualTo(code != 90131);
        }
    }

    /** For databases in another process, of which nothing else is seen. */
    @ParameterizedTest
    @CsvSource({"0, true", "500, false"})
    void theConditionHoldsWhereACommitIsInTheFile(int delay, boolean holds, @TempDir Path folder) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("journal") + ";WRITE_DELAY=" + delay)) {
            assertThat(session(connection).exists("SELECT 1 WHERE TRUE{durable}"))
                    .isEqualTo(holds);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertThat(session(connection).exists("SELECT 1 WHERE TRUE{durable}"))
                    .as("there is no file")
                    .isTrue();
        }
    }

    private static Session session(Connection connection) throws SQLException {
        return new Session(connection, new StatementTexts(new H2Dialect(), TableNames.DEFAULT), 1);
    }

    /** Knows of itself what it is told here, and says otherwise nothing, 0 or false. */
    private static Connection connection(Map<String, Object> metaData) {
        return proxy(Connection.class, Map.of("getMetaData", proxy(DatabaseMetaData.class, metaData)));
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                H2DialectTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object none = method.getReturnType() == int.class
                            ? Integer.valueOf(0)
                            : method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                    return answers.getOrDefault(method.getName(), none);
                }));
    }
}
