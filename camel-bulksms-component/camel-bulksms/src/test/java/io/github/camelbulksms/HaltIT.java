package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.HaltProgram.Before;
import io.github.camelbulksms.HaltProgram.Connections;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Between a begin's commit and the POST the process ends, or the server of its database does: the begin is there, however the
 * connections come. PostgreSQL is told for the role not to wait for its disk.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HaltIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private static Path servers;

    private static DatabaseServer postgres;
    private static DatabaseServer mariaDb;

    @TempDir
    private Path folder;

    private BulkSmsSandbox sandbox;

    @BeforeAll
    static void startServers() throws Exception {
        postgres = DatabaseServer.Kind.POSTGRESQL.start(servers, "wal_writer_delay=10s");
        execute(postgres, "ALTER ROLE postgres SET synchronous_commit = off");
        mariaDb = DatabaseServer.Kind.MARIADB.start(servers);
    }

    @AfterAll
    static void stopServers() throws IOException {
        postgres.close();
        mariaDb.close();
    }

    @BeforeEach
    void startSandbox() throws IOException {
        sandbox = BulkSmsSandbox.start();
    }

    @AfterEach
    void stopSandbox() {
        sandbox.close();
    }

    static List<String> phones(String run) {
        int first = 381601000 + 10 * List.of("first", "second", "third").indexOf(run);
        return List.of(first + "000", first + "001");
    }

    @ParameterizedTest
    @EnumSource
    void onH2ABeginIsThereWhenTheProcessIsHalted(Connections connections) throws Exception {
        aBeginIsThereWhenTheProcessIsHalted("jdbc:h2:file:" + folder.resolve("journal"), connections);
    }

    @ParameterizedTest
    @EnumSource
    void onPostgresABeginIsThereWhenTheProcessIsHalted(Connections connections) throws Exception {
        execute(postgres, "DROP SCHEMA IF EXISTS public CASCADE");
        execute(postgres, "CREATE SCHEMA public");
        aBeginIsThereWhenTheProcessIsHalted(postgres.url(), connections);
    }

    @ParameterizedTest
    @EnumSource
    void onMariaDbABeginIsThereWhenTheProcessIsHalted(Connections connections) throws Exception {
        execute(mariaDb, "CREATE OR REPLACE DATABASE test");
        aBeginIsThereWhenTheProcessIsHalted(mariaDb.url(), connections);
    }

    private void aBeginIsThereWhenTheProcessIsHalted(String url, Connections connections) throws Exception {
        assertThat(start(url, connections, Before.HALT).waitFor()).as(output()).isEqualTo(9);
        theBeginIsThere(url, connections);
    }

    @ParameterizedTest
    @EnumSource
    void onH2ABeginIsThereWhenTheProcessThatServesTheDatabaseIsKilled(Connections connections) throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("journal") + ";AUTO_SERVER=TRUE";
        Path pause = Files.createFile(folder.resolve(HaltProgram.PAUSE));
        Process server = serve(url, "server");
        Process sender = start(url, connections, Before.WAIT);
        awaitFile("first", sender);
        // what was set there is forgotten with it: the next one is served by another
        server.destroyForcibly().waitFor();
        Process heir = serve(url, "heir");
        Files.delete(pause);
        awaitFile(HaltProgram.POSTING, sender);
        heir.destroyForcibly().waitFor();
        sender.destroyForcibly().waitFor();
        theBeginIsThere(url, connections);
    }

    private Process serve(String url, String name) throws IOException {
        Path open = folder.resolve(name + " is open");
        Process server = JavaProcess.start(OpenProgram.class, folder.resolve("output"), url, open.toString());
        awaitFile(open.getFileName().toString(), server);
        return server;
    }

    @ParameterizedTest
    @EnumSource
    void onPostgresABeginIsThereWhenTheServerIsKilled(Connections connections) throws Exception {
        execute(postgres, "DROP SCHEMA IF EXISTS public CASCADE");
        execute(postgres, "CREATE SCHEMA public");
        aBeginIsThereWhenTheServerIsKilled(postgres, connections);
    }

    @ParameterizedTest
    @EnumSource
    void onMariaDbABeginIsThereWhenTheServerIsKilled(Connections connections) throws Exception {
        execute(mariaDb, "CREATE OR REPLACE DATABASE test");
        aBeginIsThereWhenTheServerIsKilled(mariaDb, connections);
    }

    private void aBeginIsThereWhenTheServerIsKilled(DatabaseServer server, Connections connections) throws Exception {
        Process sender = start(server.url(), connections, Before.WAIT);
        awaitFile(HaltProgram.POSTING, sender);
        server.kill();
        sender.destroyForcibly().waitFor();
        server.startAgain();
        theBeginIsThere(server.url(), connections);
    }

    private void awaitFile(String name, Process writer) {
        await().pollInterval(Duration.ofMillis(1)).atMost(SOON).until(() -> {
            assertThat(writer.isAlive()).as(output()).isTrue();
            return Files.exists(folder.resolve(name));
        });
    }

    private void theBeginIsThere(String url, Connections connections) throws Exception {
        // another process would do the same, and take a second to start
        HaltProgram.run(arguments(url, connections, Before.NOTHING));
        assertThat(Stream.of("first", "second", "third").map(this::result))
                .as("accepted, unknown, unsent")
                .containsExactly("2 0 0", "2 0 0", "0 2 0");
        assertThat(sandbox.messages().stream().map(AcceptedMessage::phoneNumber))
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    private String result(String run) {
        try {
            return Files.readString(folder.resolve(run));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process start(String url, Connections connections, Before before) throws IOException {
        return JavaProcess.start(HaltProgram.class, folder.resolve("output"), arguments(url, connections, before));
    }

    private String[] arguments(String url, Connections connections, Before before) {
        return new String[] {
            folder.toString(),
            sandbox.baseUrl(),
            sandbox.customerId(),
            sandbox.apiKey(),
            url,
            connections.name(),
            before.name()
        };
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private static void execute(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
