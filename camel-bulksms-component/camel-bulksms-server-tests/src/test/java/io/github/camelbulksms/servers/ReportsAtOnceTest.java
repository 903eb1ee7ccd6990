package io.github.camelbulksms.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That docs/delivery-reports.md says how more reports are processed at once than Vert.x has threads for by default. */
@Timeout(60)
class ReportsAtOnceTest {

    private static final int AT_ONCE = 64;

    private final CountDownLatch met = new CountDownLatch(AT_ONCE);

    @Test
    void asManyReportsAreProcessedAtOnceAsThereAreWorkerThreads() throws Exception {
        Main main = new Main();
        ServerKind.ACCOUNT.forEach(main::addInitialProperty);
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", "0");
        main.setPropertyPlaceholderLocations("classpath:worker-threads.properties");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:bulksms:reports?webhookPath=/reports&webhookComponentName=platform-http")
                        .process(exchange -> {
                            met.countDown();
                            if (!met.await(30, TimeUnit.SECONDS)) {
                                throw new IllegalStateException("others are not processed at the same time");
                            }
                        });
            }
        });
        main.start();
        ExecutorService provider = Executors.newFixedThreadPool(AT_ONCE);
        try {
            int port = main.getCamelContext()
                    .hasService(VertxPlatformHttpServer.class)
                    .getPort();
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                String body = Account.report("report " + i, "s", "2026-11-26T10:00:00Z");
                answers.add(provider.submit(() -> post(port, body)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            provider.shutdownNow();
            main.stop();
        }
    }

    private static int post(int port, String body) throws Exception {
        try (Connection connection = new Connection(port)) {
            return WebhookServer.post(connection, "Authorization: " + Account.authorization(body) + "\r\n", body)
                    .status();
        }
    }
}
