package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.ReportSchedule;
import io.github.camelbulksms.spi.SuppressionList;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever has opted out of one campaign, by what their carrier reports, gets nothing of another, nor after a restart. */
class OptOutsTest {

    private static final List<String> PHONES = CamelRig.phones(200);

    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
    private final BulkSmsSandbox sandbox = BulkSmsSandbox.builder()
            .reportSchedule(
                    new ReportSchedule(ReportSchedule.PROVIDER.scaled(0.002).waits(), Duration.ofSeconds(30)))
            .start();
    private final AtomicInteger routed = new AtomicInteger();
    private Main main;

    @AfterEach
    void stop() {
        main.stop();
        sandbox.close();
        database.dispose();
    }

    private void start(SuppressionList.Writable optOuts) throws Exception {
        main = new Main();
        main.bind("journal", database);
        main.bind("optOuts", optOuts);
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", "0");
        main.addInitialProperty("camel.component.webhook.configuration.webhookComponentName", "platform-http");
        main.addInitialProperty("camel.component.bulksms.baseUrl", sandbox.baseUrl());
        main.addInitialProperty("camel.component.bulksms.customerId", sandbox.customerId());
        main.addInitialProperty("camel.component.bulksms.apiKey", sandbox.apiKey());
        main.addInitialProperty("camel.component.bulksms.dataSource", "#bean:journal");
        main.addInitialProperty("camel.component.bulksms.suppressionList", "#bean:optOuts");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:bulksms:reports?webhookPath=/reports").process(exchange -> routed.incrementAndGet());
            }
        });
        main.start();
        int port =
                main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
        sandbox.reports().to(URI.create("http://localhost:" + port + "/reports"));
    }

    @Test
    void anOptOutThatWasReportedInOneCampaignHoldsInAnotherAndOverARestart() throws Exception {
        sandbox.reports().finalCodes(Map.of(200, 0.8, 510, 0.1, 207, 0.1), 3);
        start(new JdbcSuppressionList(database));
        assertThat(send("one").accepted()).isEqualTo(200);
        assertThat(sandbox.reports().await(Duration.ofMinutes(1))).isTrue();
        Set<String> gone = optedOut();
        assertThat(gone).hasSizeBetween(5, 50);
        assertThat(routed).as("the route has the reports, too").hasValueGreaterThanOrEqualTo(200);

        BulkSmsResult two = send("two");
        assertThat(two.suppressed()).isEqualTo(gone.size());
        assertThat(two.accepted()).isEqualTo(200 - gone.size());
        assertThat(sandbox.reports().await(Duration.ofMinutes(1))).isTrue();
        gone = optedOut();

        main.stop();
        start(new JdbcSuppressionList(database));
        int before = sandbox.messages().size();
        assertThat(send("three").suppressed()).isEqualTo(gone.size());
        assertThat(sandbox.messages().stream().skip(before).map(AcceptedMessage::phoneNumber))
                .doesNotContainAnyElementsOf(gone)
                .hasSize(200 - gone.size());
    }

    @Test
    void aReportWhoseOptOutCannotBeEnteredComesAgain() throws Exception {
        sandbox.reports().finalCodes(Map.of(510, 1.0), 3);
        AtomicInteger failures = new AtomicInteger(3);
        MemorySuppressionList kept = new MemorySuppressionList();
        start(new FailingList(kept, failures));
        send("one");
        assertThat(sandbox.reports().await(Duration.ofMinutes(1))).isTrue();
        assertThat(failures).hasValueLessThan(0);
        assertThat(kept.size()).isEqualTo(200);
    }

    private BulkSmsResult send(String campaign) throws Exception {
        return main.getCamelTemplate()
                .requestBody("bulksms:" + campaign + "?template=Hello&batchSize=50", PHONES, BulkSmsResult.class);
    }

    private Set<String> optedOut() {
        return sandbox.messages().stream()
                .filter(message -> message.finalStatus() == 510)
                .map(AcceptedMessage::phoneNumber)
                .collect(Collectors.toSet());
    }
}
