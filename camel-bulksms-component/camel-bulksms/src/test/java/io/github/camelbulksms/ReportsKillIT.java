package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that takes 1,000 reports a second into a journal on H2 is killed ({@code kill -9}) and started again. The long
 * version: {@code mvn verify -Dit.test=ReportsKillIT -Dbulksms.reports=60000}.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ReportsKillIT {

    private static final int REPORTS = Integer.getInteger("bulksms.reports", 2_000);
    private static final int KILLS = Math.max(1, REPORTS / 20_000);
    private static final long NANOS_APART = 1_000_000;
    private static final int MAX_ATTEMPTS = 1_000;
    private static final Instant EPOCH = Instant.parse("2026-10-21T14:05:36Z");
    private static final int CONNECTIONS = 64;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final byte[] key = "an API key for tests, 32 bytes!!".getBytes(StandardCharsets.US_ASCII);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<Integer> again = new ConcurrentLinkedQueue<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Semaphore connections = new Semaphore(CONNECTIONS);

    @TempDir
    private Path folder;

    private Process process;
    private int acknowledgedBefore;
    private volatile URI reports;

    @Test
    void noReportIsAcknowledgedBeforeItIsStoredAndInTheEndAllAre() throws Exception {
        start();
        try {
            long begun = System.nanoTime();
            for (int i = 0; i < REPORTS; i++) {
                LockSupport.parkNanos(begun + i * NANOS_APART - System.nanoTime());
                post(i);
                if (i % (REPORTS / (KILLS + 1)) == REPORTS / (KILLS + 1) - 1 && i < REPORTS - 1) {
                    kill();
                    begun += restart();
                }
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            for (int attempt = 0; acknowledged.size() < REPORTS && attempt < MAX_ATTEMPTS; attempt++) {
                awaitAnswers();
                for (Integer report = again.poll(); report != null; report = again.poll()) {
                    post(report);
                }
            }
            awaitAnswers();
            assertThat(acknowledged).hasSize(REPORTS);
            kill();
            assertThat(stored()).hasSize(REPORTS);
            print(seconds);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Kills while reports are being taken, and looks whether each that was acknowledged is there. */
    private void kill() throws Exception {
        int enough = Math.min(acknowledgedBefore + 100, REPORTS);
        await().pollInterval(Duration.ofMillis(1)).atMost(A_MINUTE).until(() -> acknowledged.size() >= enough);
        acknowledgedBefore = acknowledged.size();
        process.destroyForcibly().waitFor();
        awaitAnswers();
        assertThat(stored()).as("stored when the process was killed").containsAll(acknowledged);
    }

    private long restart() throws Exception {
        long begun = System.nanoTime();
        Files.delete(folder.resolve("port"));
        start();
        return System.nanoTime() - begun;
    }

    private void start() throws Exception {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReportsProgram.class.getName(),
                        folder.toString(),
                        Base64.getEncoder().encodeToString(key))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "output")))
                .start();
        await().pollInterval(Duration.ofMillis(10)).atMost(A_MINUTE).until(() -> {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("output")))
                    .isTrue();
            return Files.exists(folder.resolve("port"));
        });
        reports = URI.create("http://localhost:" + Files.readString(folder.resolve("port")) + "/reports");
    }

    private void post(int number) throws Exception {
        byte[] body = ("{\"reference_id\":\"R" + number / 1000 + "\",\"session_id\":\"" + sessionId(number)
                        + "\",\"status\":{\"code\":200,\"updated_on\":\"" + EPOCH.plusMillis(number)
                        + "\"},\"errors\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        HttpRequest request = HttpRequest.newBuilder(reports)
                .header("Content-Type", "application/json")
                .header("x-ts-authorization", Base64.getEncoder().encodeToString(mac.doFinal(body)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        connections.acquire();
        long begun = System.nanoTime();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure == null && answer.statusCode() == 200) {
                nanos.add(System.nanoTime() - begun);
                acknowledged.add(number);
            } else {
                again.add(number);
            }
            connections.release();
        });
    }

    /** As scattered as real ones. */
    private static String sessionId(int number) {
        return String.format("%08X%08X", Integer.reverse(number), number);
    }

    private void awaitAnswers() throws InterruptedException {
        connections.acquire(CONNECTIONS);
        connections.release(CONNECTIONS);
    }

    private Set<Integer> stored() throws Exception {
        Set<Integer> stored = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("journal"), "", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT session FROM bulksms_report")) {
            while (rows.next()) {
                // a byte that tells the form, and the text
                String sessionId = new String(rows.getBytes(1), 1, 16, StandardCharsets.US_ASCII);
                stored.add(Integer.parseInt(sessionId.substring(8), 16));
            }
        }
        return stored;
    }

    private void print(double seconds) throws IOException {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "reports=%d per second=%.0f kills=%d all stored; answer median=%.1f ms 99th percentile=%.1f ms%n",
                REPORTS,
                REPORTS / seconds,
                KILLS + 1,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6);
    }
}
