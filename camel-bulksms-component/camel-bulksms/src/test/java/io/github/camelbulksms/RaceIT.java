package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL send the same files; the number of files is {@code -Dbulksms.races}. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RaceIT {

    private static final int RACES = Integer.getInteger("bulksms.races", 10);
    private static final int RECIPIENTS = 200;

    @TempDir
    private Path folder;

    private EmbeddedPostgres postgres;
    private BulkSmsSandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        sandbox = BulkSmsSandbox.start();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
        postgres.close();
    }

    @Test
    void nobodyGetsItTwiceFromTwoProcessesThatRace() throws Exception {
        List<String> phones = CamelRig.phones(RACES * RECIPIENTS);
        for (int race = 0; race < RACES; race++) {
            Files.write(
                    folder.resolve("list-%04d.csv".formatted(race)),
                    phones.subList(race * RECIPIENTS, (race + 1) * RECIPIENTS));
        }
        sandbox.withProbability(Fault.UNAVAILABLE, 0.1, 1);
        sandbox.withProbability(Fault.RATE_LIMITED, 0.1, 2);
        Process first = start("first", 300, "maxAttempts=3&backoffDelay=5&maxBackoffDelay=20");
        Process second = start("second", 300, "maxAttempts=3&backoffDelay=5&maxBackoffDelay=20");

        assertThat(first.waitFor()).as(output("first")).isZero();
        assertThat(second.waitFor()).as(output("second")).isZero();
        assertThat(accepted()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(phones);
        System.out.printf(
                "races=%d recipients=%d requests=%d twice=0 lost=0%n",
                RACES, phones.size(), sandbox.stats().requests());
    }

    @Test
    void anOwnerThatSleptPastItsLeaseInTheMiddleOfABackoffSendsNothingMore() throws Exception {
        List<String> phones = CamelRig.phones(RECIPIENTS);
        Files.write(folder.resolve("list.csv"), phones);
        sandbox.withProbability(Fault.UNAVAILABLE, 1, 1);
        Process sleeper = start("sleeper", 500, "maxAttempts=50&backoffDelay=200&maxBackoffDelay=200");
        await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofMinutes(1)).until(() -> {
            assertThat(sleeper.isAlive()).as(output("sleeper")).isTrue();
            return sandbox.stats().requests() >= 8;
        });
        signal("STOP", sleeper);
        sandbox.clearFaults();
        Process heir = start("heir", 500, "maxAttempts=3&backoffDelay=5&maxBackoffDelay=20");
        assertThat(heir.waitFor()).as(output("heir")).isZero();
        signal("CONT", sleeper);

        assertThat(sleeper.waitFor()).as(output("sleeper")).isZero();
        assertThat(accepted()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(phones);
        assertThat(output("sleeper")).contains("was taken over by another process");
    }

    @Test
    void twoProcessesTogetherKeepToThePaceOfTheAccount() throws Exception {
        sandbox.close();
        sandbox = BulkSmsSandbox.builder().requestsPerSecond(40).start();
        for (int list = 0; list < 10; list++) {
            Files.write(
                    folder.resolve("list-%04d.csv".formatted(list)),
                    CamelRig.phones(2000).subList(list * RECIPIENTS, (list + 1) * RECIPIENTS));
        }
        Process first = start("first", 300, "maxAttempts=1", "40");
        Process second = start("second", 300, "maxAttempts=1", "40");

        assertThat(first.waitFor()).as(output("first")).isZero();
        assertThat(second.waitFor()).as(output("second")).isZero();
        assertThat(sandbox.stats().refused()).as("requests beyond the limit").isZero();
        assertThat(sandbox.stats().requests()).isEqualTo(100);
        assertThat(accepted()).doesNotHaveDuplicates().hasSize(2000);
    }

    private Process start(String name, long lease, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RaceProgram.class.getName(),
                folder.toString(),
                postgres.getJdbcUrl("postgres", "postgres"),
                sandbox.baseUrl(),
                sandbox.customerId(),
                sandbox.apiKey(),
                Long.toString(lease)));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(outputOf(name).toFile())
                .start();
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
