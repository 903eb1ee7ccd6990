package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.model.RunInfo;
import io.github.camelbulksms.model.RunInfo.Status;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes on one PostgreSQL: one sends, another goes on with it later, and an operator works from a third, which sends
 * nothing.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StopIT {

    private static final List<String> PHONES = CamelRig.phones(300);

    @TempDir
    private Path folder;

    private BulkSmsSandbox sandbox;
    private DatabaseServer server;
    private Campaigns operator;
    private Path list;

    @BeforeEach
    void start() throws Exception {
        sandbox = BulkSmsSandbox.start();
        server = DatabaseServer.Kind.POSTGRESQL.start(folder);
        operator = new Campaigns(server.dataSource());
        list = Files.write(folder.resolve("list.csv"), PHONES);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        sandbox.close();
    }

    @Test
    void aRunIsStoppedAndResumedFromAnotherNodeAndStaysStoppedOverARestart() throws Exception {
        sandbox.latency(Duration.ofMillis(200));
        Process sender = start("sender", "concurrentRequests=2");
        await().atMost(Duration.ofMinutes(3)).until(() -> sandbox.stats().requests() >= 4);
        assertThat(status()).isEqualTo(Status.SENDING);
        operator.stopRun("sale", "list.csv");
        assertThat(sender.waitFor()).as(output("sender")).isZero();

        assertThat(output("sender")).contains("ended code=run_stopped");
        int reached = sandbox.messages().size();
        assertThat(reached).isPositive().isLessThan(PHONES.size());
        assertThat(status()).isEqualTo(Status.STOPPED);
        sandbox.latency(Duration.ZERO);
        server.kill();
        server.startAgain();
        finish("restarted", "ended code=run_stopped");
        assertThat(sandbox.messages()).as("a stopped run sends nothing").hasSize(reached);

        operator.resumeRun("sale", "list.csv");
        finish("resumed", "ended code=none");
        assertEverybodyOnce();
        assertThat(status()).isEqualTo(Status.FINISHED);
    }

    @Test
    void aStopIsHeardFromAnotherNodeBetweenTwoRequestsOfALongBackoff() throws Exception {
        sandbox.withProbability(Fault.RATE_LIMITED, 1, 1);
        Process sender = start("sender", "concurrentRequests=1&backoffDelay=3600000&maxBackoffDelay=3600000");
        await().atMost(Duration.ofMinutes(3)).until(() -> sandbox.stats().requests() >= 1);
        await().until(() -> operator.runs().size() == 1);
        operator.stopRuns("sale");

        assertThat(sender.waitFor(1, TimeUnit.MINUTES))
                .as("the backoff is an hour at most: %s", output("sender"))
                .isTrue();
        assertThat(output("sender")).contains("ended code=run_stopped").contains("accepted=0");
        assertThat(output("sender")).contains("a request was not accepted, it is sent again in");
        sandbox.clearFaults();
        operator.resumeRuns("sale");
        finish("resumed", "ended code=none");
        assertEverybodyOnce();
    }

    @Test
    void aRunOfADeadOwnerIsFreedAndItsUnknownsAreSettled() throws Exception {
        sandbox.onRequest(2, Fault.STALL_BEFORE_ACCEPTANCE);
        Process sender = start("sender", "concurrentRequests=1");
        await().atMost(Duration.ofMinutes(3)).until(() -> sandbox.stats().requests() >= 2);
        sender.destroyForcibly().waitFor();

        assertThat(operator.freeRun("sale", "list.csv")).isPresent();
        finish("heir", "ended code=unknown");
        assertThat(operator.unknown("sale", "list.csv")).hasSize(10);
        StringBuilder csv = new StringBuilder("phone,outcome\n");
        operator.unknown("sale", "list.csv")
                .forEach(one -> csv.append('+').append(one.phoneNumber()).append(",not_accepted\n"));
        assertThat(settle(csv)).isEqualTo(10);
        finish("settled", "ended code=none");
        assertEverybodyOnce();
    }

    @Test
    void nobodyGetsItTwiceFromARestoredBackupWithTheDocumentedCommand() throws Exception {
        finishHalf();
        replaceBy(folder.resolve("backup"), folder.resolve("postgres"));
        int before = sandbox.messages().size();
        finish("lost", "ended code=none");
        replaceBy(folder.resolve("postgres"), folder.resolve("backup"));

        goOnWithDatabaseThatLacksSomething(before);
    }

    @Test
    void nobodyGetsItTwiceAfterAFailoverToAReplicaThatHasNotGotAll() throws Exception {
        Path standby = folder.resolve("standby");
        Path data = Files.createDirectories(standby).resolve("postgres");
        replaceBy(data, folder.resolve("postgres"));
        Files.createFile(data.resolve("standby.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 user=postgres port="
                        + URI.create(server.url().substring("jdbc:".length())).getPort() + "'\n",
                StandardOpenOption.APPEND);
        try (DatabaseServer replica = DatabaseServer.Kind.POSTGRESQL.start(standby)) {
            finishHalf();
            int before = sandbox.messages().size();
            await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> query(
                            replica,
                            "SELECT SUM(recipient_count) FROM bulksms_attempt WHERE state = 'ACCEPTED'"
                                    + " AND NOT EXISTS (SELECT 1 FROM bulksms_stop WHERE stopped)")
                    .equals(Integer.toString(before)));
            replica.kill();
            finish("lost", "ended code=none");
            server.kill();
            replica.startAgain();
            query(replica, "SELECT pg_promote()");

            server = replica;
            operator = new Campaigns(replica.dataSource());
            goOnWithDatabaseThatLacksSomething(before);
        }
    }

    private static String query(DatabaseServer database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void goOnWithDatabaseThatLacksSomething(int before) throws Exception {
        assertThat(operator.holdUnfinished()).isEqualTo(1);
        finish("restored", "ended code=unknown");
        assertThat(sandbox.messages()).as("nobody is sent to").hasSize(PHONES.size());
        StringBuilder csv = new StringBuilder("phone,outcome\n");
        sandbox.messages().stream().skip(before).forEach(message -> csv.append(message.phoneNumber())
                .append(",accepted\n"));
        settle(csv);
        assertThat(operator.releaseRun("sale", "list.csv")).isTrue();
        finish("released", "ended code=none");
        assertEverybodyOnce();
    }

    private int settle(StringBuilder csv) throws Exception {
        return operator.settle(
                "sale", "list.csv", new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void finishHalf() throws Exception {
        sandbox.latency(Duration.ofMillis(100));
        Process sender = start("half", "concurrentRequests=1");
        await().atMost(Duration.ofMinutes(3)).until(() -> sandbox.stats().requests() >= 3);
        operator.stopRun("sale", "list.csv");
        assertThat(sender.waitFor()).as(output("half")).isZero();
        operator.resumeRun("sale", "list.csv");
        sandbox.latency(Duration.ZERO);
    }

    /** Copies the data of the server that is down meanwhile. */
    private void replaceBy(Path target, Path source) throws IOException {
        server.kill();
        if (Files.exists(target)) {
            try (Stream<Path> old = Files.walk(target)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        target.resolve(source.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        server.startAgain();
    }

    private Status status() throws Exception {
        return operator.runs().stream().map(RunInfo::status).findFirst().orElseThrow();
    }

    private void finish(String name, String ending) throws Exception {
        assertThat(start(name, "concurrentRequests=2").waitFor())
                .as(output(name))
                .isZero();
        assertThat(output(name)).contains(ending);
    }

    private void assertEverybodyOnce() {
        assertThat(sandbox.messages())
                .extracting(AcceptedMessage::phoneNumber)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(PHONES);
    }

    private Process start(String name, String options) throws IOException {
        return JavaProcess.start(
                StopProgram.class,
                folder.resolve(name),
                list.toString(),
                server.url(),
                sandbox.baseUrl(),
                sandbox.customerId(),
                sandbox.apiKey(),
                options);
    }

    private String output(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
