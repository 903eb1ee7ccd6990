package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that sends is killed ({@code kill -9}) again and again, while the provider fails at random. The short version runs
 * with the other tests; the long one: {@code mvn verify -Dit.test=KillIT -Dbulksms.kills=200}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KillIT {

    private static final int KILLS = Integer.getInteger("bulksms.kills", 6);
    private static final int RECIPIENTS = KILLS >= 200 ? 200_000 : 20_000;
    private static final int BATCH = 100;
    private static final int IN_FLIGHT = 4;

    @TempDir
    private Path folder;

    @Test
    void nobodyGetsItTwiceAndNobodyIsLostWhoIsNotNamed() throws Exception {
        Random random = new Random(KILLS);
        List<String> phones = CamelRig.phones(RECIPIENTS);
        Files.write(folder.resolve("list.csv"), phones);
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.builder()
                .latency(Duration.ofMillis(KILLS >= 200 ? 350 : 60))
                .start()) {
            sandbox.withProbability(Fault.DROP_BEFORE_ACCEPTANCE, 0.02, 1);
            sandbox.withProbability(Fault.DROP_AFTER_ACCEPTANCE, 0.02, 2);
            sandbox.withProbability(Fault.HALF_REPLY, 0.01, 3);
            sandbox.withProbability(Fault.RATE_LIMITED, 0.05, 4);
            sandbox.withProbability(Fault.UNAVAILABLE, 0.05, 5);
            int kills = 0;
            while (kills < KILLS && !isFinished()) {
                Process process = start(sandbox);
                if (!process.waitFor(400 + random.nextInt(1200), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    kills++;
                }
            }
            sandbox.latency(Duration.ZERO);
            for (int runs = 0; runs < 50 && !isFinished(); runs++) {
                start(sandbox).waitFor();
            }
            check(sandbox, phones, kills);
        }
    }

    private void check(BulkSmsSandbox sandbox, List<String> phones, int kills) throws IOException {
        assertThat(folder.resolve("result")).as(output()).exists();
        Set<String> unknown = new HashSet<>(Files.readAllLines(folder.resolve("unknown")).stream()
                .map(line -> line.split(",")[0])
                .toList());
        Set<String> truth = new HashSet<>();
        for (AcceptedMessage message : sandbox.messages()) {
            assertThat(truth.add(message.phoneNumber()))
                    .as("twice: %s", message.number())
                    .isTrue();
        }
        List<String> missing =
                phones.stream().filter(phone -> !truth.contains(phone)).toList();
        assertThat(unknown).as("everybody who is missing is named").containsAll(missing);
        long acceptedAndUnknown = unknown.stream().filter(truth::contains).count();
        long most = (sandbox.stats().dropped() + (long) kills * IN_FLIGHT) * BATCH;
        assertThat(acceptedAndUnknown).isLessThanOrEqualTo(most);
        System.out.printf(
                "kills=%d recipients=%d requests=%d twice=0 lost=0 unknown=%d of which accepted=%d (at most %d)%n",
                kills, phones.size(), sandbox.stats().requests(), unknown.size(), acceptedAndUnknown, most);
    }

    private boolean isFinished() {
        return Files.exists(folder.resolve("result"));
    }

    private Process start(BulkSmsSandbox sandbox) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillProgram.class.getName(),
                        folder.toString(),
                        sandbox.baseUrl(),
                        sandbox.customerId(),
                        sandbox.apiKey())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "output")))
                .start();
    }

    private String output() throws IOException {
        String all = Files.readString(folder.resolve("output"));
        return all.substring(Math.max(0, all.length() - 5000));
    }
}
