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
import java.sql.SQLException;
import java.sql.Statement;
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
 * A process that sends is killed ({@code kill -9}) again and again, or the server of its database is, while the provider fails at
 * random. The short versions run with the other tests; the long ones: {@code mvn verify -Dit.test=KillIT -Dbulksms.kills=500
 * -Dbulksms.serverKills=50}.
 */
@Timeout(value = 4, unit = TimeUnit.HOURS)
class KillIT {

    private static final int KILLS = Integer.getInteger("bulksms.kills", 3);
    private static final int SERVER_KILLS = Integer.getInteger("bulksms.serverKills", 1);
    private static final long SEED = Long.getLong("bulksms.seed", 1);
    private static final int KILLS_OF_A_RUN = 100;
    private static final int RECIPIENTS_FOR_A_KILL = 3000;
    private static final int BATCH = 100;
    private static final int IN_FLIGHT = 4;
    private static final int MAX_MILLIS_TO_LIVE = 1000;
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    /** The database, or what kills and starts its server. */
    @FunctionalInterface
    private interface Restart {

        void killAndStart() throws Exception;
    }

    @Test
    void onH2WithoutAPoolNobodyGetsItTwiceAndNobodyIsLostWhoIsNotNamed() throws Exception {
        killTheSender("jdbc:h2:file:" + folder.resolve("journal"));
    }

    @Test
    void onPostgresThatDoesNotWaitForItsDiskNobodyGetsItTwiceAndNobodyIsLostWhoIsNotNamed() throws Exception {
        try (DatabaseServer postgres = postgres()) {
            killTheSender(postgres.url());
        }
    }

    @Test
    void onMariaDbNobodyGetsItTwiceAndNobodyIsLostWhoIsNotNamed() throws Exception {
        try (DatabaseServer mariaDb = DatabaseServer.Kind.MARIADB.start(folder)) {
            killTheSender(mariaDb.url());
        }
    }

    @Test
    void whenTheProcessThatServesH2IsKilledNobodyGetsItTwiceAndNobodyIsLostWhoIsNotNamed() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("journal") + ";AUTO_SERVER=TRUE";
        Process[] server = {serve(url)};
        try {
            sendAndKill("kills of the server", url, SERVER_KILLS, sender -> {
                server[0].destroyForcibly().waitFor();
                // it opens the file by itself then, and serves, until it is killed, too
                if (!sender.waitFor(random.nextInt(MAX_MILLIS_TO_LIVE), TimeUnit.MILLISECONDS)) {
                    sender.destroyForcibly().waitFor();
                }
                server[0] = serve(url);
            });
        } finally {
            server[0].destroyForcibly().waitFor();
        }
    }

    private Process serve(String url) throws IOException {
        Path open = folder.resolve("open");
        Files.deleteIfExists(open);
        Process server = JavaProcess.start(OpenProgram.class, folder.resolve("output"), url, open.toString());
        await().atMost(SOON).until(() -> Files.exists(open));
        return server;
    }

    @Test
    void whenThePostgresThatDoesNotWaitForItsDiskIsKilledNobodyGetsItTwiceAndNobodyIsLostWhoIsNotNamed()
            throws Exception {
        try (DatabaseServer postgres = postgres()) {
            killTheServer(postgres.url(), () -> {
                postgres.kill();
                postgres.startAgain();
            });
        }
    }

    @Test
    void whenTheMariaDbIsKilledNobodyGetsItTwiceAndNobodyIsLostWhoIsNotNamed() throws Exception {
        try (DatabaseServer mariaDb = DatabaseServer.Kind.MARIADB.start(folder)) {
            killTheServer(mariaDb.url(), () -> {
                mariaDb.kill();
                mariaDb.startAgain();
            });
        }
    }

    private DatabaseServer postgres() throws Exception {
        DatabaseServer postgres = DatabaseServer.Kind.POSTGRESQL.start(folder, "wal_writer_delay=10s");
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres SET synchronous_commit = off");
            return postgres;
        } catch (SQLException e) {
            postgres.close();
            throw e;
        }
    }

    private void killTheSender(String url) throws Exception {
        sendAndKill("kills of the sender", url, KILLS, process -> process.destroyForcibly()
                .waitFor());
    }

    private void killTheServer(String url, Restart server) throws Exception {
        sendAndKill("kills of the server", url, SERVER_KILLS, process -> {
            server.killAndStart();
            // its exchange ends, and what it knows is in the journal
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(output()).isTrue();
        });
    }

    /** Kills while a process sends. */
    @FunctionalInterface
    private interface Kill {

        void kill(Process sender) throws Exception;
    }

    /** What came of some runs. */
    private record Tally(int kills, long recipients, long requests, long unknown, long acceptedAndUnknown, long max) {

        static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    kills + other.kills,
                    recipients + other.recipients,
                    requests + other.requests,
                    unknown + other.unknown,
                    acceptedAndUnknown + other.acceptedAndUnknown,
                    max + other.max);
        }
    }

    /** In runs of a hundred kills each, as every process reads its list from the start. */
    private void sendAndKill(String what, String url, int kills, Kill kill) throws Exception {
        Tally all = Tally.NONE;
        for (int run = 0; run * KILLS_OF_A_RUN < kills; run++) {
            Path own = Files.createDirectory(folder.resolve("run-" + run));
            all = all.plus(sendAndKill(url, Math.min(KILLS_OF_A_RUN, kills - run * KILLS_OF_A_RUN), kill, own));
        }
        System.out.printf(
                "%s on %s=%d seed=%d recipients=%d requests=%d twice=0 lost=0 unknown=%d of which accepted=%d (at most %d)%n",
                what,
                url.split(":")[1],
                all.kills(),
                SEED,
                all.recipients(),
                all.requests(),
                all.unknown(),
                all.acceptedAndUnknown(),
                all.max());
    }

    private Tally sendAndKill(String url, int kills, Kill kill, Path own) throws Exception {
        List<String> phones = CamelRig.phones(kills * RECIPIENTS_FOR_A_KILL);
        Files.write(own.resolve("list.csv"), phones);
        try (BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().latency(Duration.ofMillis(60)).start()) {
            sandbox.withProbability(Fault.DROP_BEFORE_ACCEPTANCE, 0.02, SEED);
            sandbox.withProbability(Fault.DROP_AFTER_ACCEPTANCE, 0.02, SEED + 1);
            sandbox.withProbability(Fault.HALF_REPLY, 0.01, SEED + 2);
            sandbox.withProbability(Fault.RATE_LIMITED, 0.05, SEED + 3);
            sandbox.withProbability(Fault.UNAVAILABLE, 0.05, SEED + 4);
            int killed = 0;
            while (killed < kills && !isFinished(own)) {
                Process process = start(sandbox, url, own);
                awaitRequests(process, sandbox);
                if (!process.waitFor(random.nextInt(MAX_MILLIS_TO_LIVE), TimeUnit.MILLISECONDS)) {
                    kill.kill(process);
                    killed++;
                }
            }
            sandbox.latency(Duration.ZERO);
            for (int runs = 0; runs < 50 && !isFinished(own); runs++) {
                start(sandbox, url, own).waitFor();
            }
            return check(sandbox, phones, killed, own);
        }
    }

    /** Until it sends, or has ended. */
    private static void awaitRequests(Process process, BulkSmsSandbox sandbox) {
        long before = sandbox.stats().requests();
        await().pollInterval(Duration.ofMillis(5))
                .atMost(SOON)
                .until(() -> sandbox.stats().requests() > before || !process.isAlive());
    }

    private Tally check(BulkSmsSandbox sandbox, List<String> phones, int kills, Path own) throws IOException {
        assertThat(own.resolve("result")).as(output()).exists();
        Set<String> unknown = new HashSet<>(Files.readAllLines(own.resolve("unknown")).stream()
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
        long max = (sandbox.stats().dropped() + (long) kills * IN_FLIGHT) * BATCH;
        assertThat(acceptedAndUnknown).isLessThanOrEqualTo(max);
        return new Tally(kills, phones.size(), sandbox.stats().requests(), unknown.size(), acceptedAndUnknown, max);
    }

    private static boolean isFinished(Path own) {
        return Files.exists(own.resolve("result"));
    }

    private Process start(BulkSmsSandbox sandbox, String url, Path own) throws IOException {
        return JavaProcess.start(
                KillProgram.class,
                folder.resolve("output"),
                own.toString(),
                sandbox.baseUrl(),
                sandbox.customerId(),
                sandbox.apiKey(),
                url,
                "&concurrentRequests=" + IN_FLIGHT + "&run=" + own.getFileName());
    }

    private String output() throws IOException {
        String all = Files.readString(folder.resolve("output"));
        return all.substring(Math.max(0, all.length() - 5000));
    }
}
