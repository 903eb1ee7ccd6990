package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types into a shell, at a process that sends. */
@Timeout(120)
class OperateTest {

    @TempDir
    private Path folder;

    private BulkSmsSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = BulkSmsSandbox.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aRunOfAnotherProcessIsShownStoppedAndSettled() throws Exception {
        sandbox.onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);
        sandbox.latency(Duration.ofMillis(300));
        Path list = Files.write(folder.resolve("list.csv"), CamelRig.phones(1000));
        Process sender = send(list);
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> sandbox.stats().requests() >= 3);
            String pid = Long.toString(sender.pid());

            assertThat(typed(0, pid)).contains("SENDING   campaign=sale run=list.csv");
            assertThat(typed(2, pid, "stopRun", "sale"))
                    .startsWith("there is no operation stopRun with 1 arguments: expected one of")
                    .contains("  stopRun (2): Asks a run to stop before its next request")
                    .contains("  settleRun (3): ")
                    .doesNotContain("getAccepted");
            assertThat(typed(0, pid, "stopRun", "sale", "list.csv")).isEqualTo("stopRun sale list.csv: done\n");
            Path unknown = Files.writeString(folder.resolve("unknown.csv"), "phone,outcome\n381601,accepted\n");
            assertThat(typed(1, pid, "settleRun", "sale", "list.csv", "@" + unknown))
                    .as("a failure says what was wrong")
                    .contains("line 2 names a recipient who is not unknown in the run");

            assertThat(sender.waitFor()).isZero();
            assertThat(Files.readString(folder.resolve("output"))).contains("ended code=run_stopped");
        } finally {
            sender.destroyForcibly();
        }
    }

    @Test
    void whatCannotBeReachedIsSaid() {
        assertThat(typed(1, "nonsense"))
                .contains("the process nonsense cannot be reached")
                .contains("without arguments");
        assertThat(typed(2))
                .contains("java -jar camel-bulksms-….jar 4711 stopRun spring-sale list.csv")
                .contains(Long.toString(ProcessHandle.current().pid()));
    }

    private Process send(Path list) throws IOException {
        return JavaProcess.start(
                StopProgram.class,
                folder.resolve("output"),
                list.toString(),
                "jdbc:h2:" + folder.resolve("journal"),
                sandbox.baseUrl(),
                sandbox.customerId(),
                sandbox.apiKey(),
                "concurrentRequests=1");
    }

    private static String typed(int exitCode, String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int code = new Operate(new PrintStream(printed, true, StandardCharsets.UTF_8)).execute(List.of(arguments));
        assertThat(code).as(printed.toString(StandardCharsets.UTF_8)).isEqualTo(exitCode);
        return printed.toString(StandardCharsets.UTF_8);
    }
}
