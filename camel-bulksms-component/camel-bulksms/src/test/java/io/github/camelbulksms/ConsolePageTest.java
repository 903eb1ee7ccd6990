package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that docs/monitoring.md shows: {@code -Dbulksms.docs=write} writes it anew. */
class ConsolePageTest {

    private static final Path PAGE = Path.of("src/test/resources/console.txt");

    @TempDir
    private Path folder;

    private BulkSmsSandbox sandbox;
    private CamelRig rig;

    @BeforeEach
    void start() {
        sandbox = BulkSmsSandbox.start();
        rig = new CamelRig(sandbox, component -> {
            component.getConfiguration().setBackoffDelay(3_600_000);
            component.getConfiguration().setMaxBackoffDelay(3_600_000);
            component.getConfiguration().setBatchSize(100);
            component.getConfiguration().setConcurrentRequests(1);
            component.getConfiguration().setTemplate("Hello");
        });
    }

    @AfterEach
    void stop() {
        rig.close();
        sandbox.close();
    }

    @Test
    void thePageOfTheDocumentationIsWhatTheConsoleSays() throws Exception {
        sandbox.onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);
        rig.send("bulksms:welcome?run=monday.csv", String.join("\n", CamelRig.phones(150)) + "\nnobody\n");
        sandbox.latency(Duration.ofMillis(60));
        sandbox.onRequest(23, Fault.RATE_LIMITED);
        Path list = Files.write(folder.resolve("list.csv"), CamelRig.phones(5_000));
        CompletableFuture<Exchange> running =
                CompletableFuture.supplyAsync(() -> rig.send("bulksms:spring-sale", list.toFile()));
        await().atMost(Duration.ofMinutes(1)).until(() -> page().contains("to send again after -40007"));

        String page = withoutTimes(page());
        if ("write".equals(System.getProperty("bulksms.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(page).isEqualTo(Files.readString(PAGE));

        rig.component.campaigns().stopRuns("spring-sale");
        running.join();
    }

    /** What differs from run to run is as it once was. */
    private static String withoutTimes(String page) {
        return page.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "2026-11-26T03:10:24Z")
                .replaceAll("\\d+/s", "210/s")
                .replaceAll("\\d+ (min \\d+ )?s to go", "14 s to go")
                .replaceAll("in \\d+ s ", "in 48 s ");
    }

    private String page() {
        DevConsole console = rig.context
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("bulksms");
        return (String) console.call(DevConsole.MediaType.TEXT, Map.of());
    }
}
