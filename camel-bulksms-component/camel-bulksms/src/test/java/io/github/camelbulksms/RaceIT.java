package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three processes on one database send the same files; the number of files is {@code -Dbulksms.races}. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RaceIT {

    private static final int RACES = Integer.getInteger("bulksms.races", 10);
    private static final long SEED = Long.getLong("bulksms.seed", 1);
    private static final int RECIPIENTS = 200;

    @TempDir
    private Path folder;

    @TempDir
    private static Path servers;

    private static final Map<DatabaseServer.Kind, DatabaseServer> SERVERS = new EnumMap<>(DatabaseServer.Kind.class);

    private BulkSmsSandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = BulkSmsSandbox.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @AfterAll
    static void stopServers() throws IOException {
        for (DatabaseServer server : SERVERS.values()) {
            server.close();
        }
    }

    /** With an empty database. */
    private static DatabaseServer server(DatabaseServer.Kind kind) throws Exception {
        if (!SERVERS.containsKey(kind)) {
            SERVERS.put(kind, kind.start(servers));
        }
        DatabaseServer server = SERVERS.get(kind);
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            switch (kind) {
                case POSTGRESQL -> statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
                case MARIADB -> statement.execute("CREATE OR REPLACE DATABASE test");
            }
        }
        return server;
    }

    @ParameterizedTest
    @EnumSource
    void nobodyGetsItTwiceFromThreeProcessesThatRace(DatabaseServer.Kind kind) throws Exception {
        DatabaseServer server = server(kind);
        List<String> phones = CamelRig.phones(RACES * RECIPIENTS);
        for (int race = 0; race < RACES; race++) {
            Files.write(
                    folder.resolve("list-%04d.csv".formatted(race)),
                    phones.subList(race * RECIPIENTS, (race + 1) * RECIPIENTS));
        }
        sandbox.withProbability(Fault.UNAVAILABLE, 0.1, SEED);
        sandbox.withProbability(Fault.RATE_LIMITED, 0.1, SEED + 1);
        Map<String, Process> racers = new LinkedHashMap<>();
        for (String name : List.of("first", "second", "third")) {
            racers.put(name, start(server, name, 300, "maxAttempts=3&backoffDelay=5&maxBackoffDelay=20"));
        }
        for (Map.Entry<String, Process> racer : racers.entrySet()) {
            assertThat(racer.getValue().waitFor()).as(output(racer.getKey())).isZero();
        }
        assertThat(accepted()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(phones);
        System.out.printf(
                "races=%d on %s seed=%d recipients=%d requests=%d twice=0 lost=0%n",
                RACES, kind, SEED, phones.size(), sandbox.stats().requests());
    }

    @ParameterizedTest
    @EnumSource
    void anOwnerThatSleptPastItsLeaseInTheMiddleOfABackoffSendsNothingMore(DatabaseServer.Kind kind) throws Exception {
        DatabaseServer server = server(kind);
        List<String> phones = CamelRig.phones(RECIPIENTS);
        Files.write(folder.resolve("list.csv"), phones);
        sandbox.withProbability(Fault.UNAVAILABLE, 1, 1);
        Process sleeper = start(server, "sleeper", 500, "maxAttempts=50&backoffDelay=200&maxBackoffDelay=200");
        await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofMinutes(1)).until(() -> {
            assertThat(sleeper.isAlive()).as(output("sleeper")).isTrue();
            return sandbox.stats().requests() >= 8;
        });
        signal("STOP", sleeper);
        sandbox.clearFaults();
        Process heir = start(server, "heir", 500, "maxAttempts=3&backoffDelay=5&maxBackoffDelay=20");
        assertThat(heir.waitFor()).as(output("heir")).isZero();
        signal("CONT", sleeper);

        assertThat(sleeper.waitFor()).as(output("sleeper")).isZero();
        assertThat(accepted()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(phones);
        assertThat(output("sleeper")).contains("was taken over by another process");
    }

    @ParameterizedTest
    @EnumSource
    void twoProcessesTogetherKeepToTheRateLimitOfTheAccount(DatabaseServer.Kind kind) throws Exception {
        DatabaseServer server = server(kind);
        sandbox.close();
        sandbox = BulkSmsSandbox.builder().requestsPerSecond(40).start();
        for (int list = 0; list < 10; list++) {
            Files.write(
                    folder.resolve("list-%04d.csv".formatted(list)),
                    CamelRig.phones(2000).subList(list * RECIPIENTS, (list + 1) * RECIPIENTS));
        }
        Process first = start(server, "first", 300, "maxAttempts=1", "40");
        Process second = start(server, "second", 300, "maxAttempts=1", "40");

        assertThat(first.waitFor()).as(output("first")).isZero();
        assertThat(second.waitFor()).as(output("second")).isZero();
        assertThat(sandbox.stats().refused()).as("requests beyond the limit").isZero();
        assertThat(sandbox.stats().requests()).isEqualTo(100);
        assertThat(accepted()).doesNotHaveDuplicates().hasSize(2000);
    }

    private Process start(DatabaseServer server, String name, long lease, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                folder.toString(),
                server.url(),
                sandbox.baseUrl(),
                sandbox.customerId(),
                sandbox.apiKey(),
                Long.toString(lease)));
        arguments.addAll(List.of(options));
        return JavaProcess.start(RaceProgram.class, outputOf(name), arguments.toArray(String[]::new));
    }

    private static void signal(String signal, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private List<String> accepted() {
        return sandbox.messages().stream().map(AcceptedMessage::phoneNumber).toList();
    }

    private Path outputOf(String name) {
        return folder.resolveSibling(folder.getFileName() + "-" + name);
    }

    private String output(String name) throws IOException {
        Path output = outputOf(name);
        return Files.exists(output) ? Files.readString(output) : "";
    }
}
