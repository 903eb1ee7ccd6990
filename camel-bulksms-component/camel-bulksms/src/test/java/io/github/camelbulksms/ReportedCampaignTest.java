package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.ReportOddity;
import io.github.camelbulksms.sandbox.ReportSchedule;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A campaign whose requests are lost sight of, and whose reports come as the provider's do, or worse. */
class ReportedCampaignTest {

    private static final int RECIPIENTS = 2_000;

    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
    private final BulkSmsSandbox sandbox = BulkSmsSandbox.builder()
            .reportSchedule(
                    new ReportSchedule(ReportSchedule.PROVIDER.scaled(0.002).waits(), Duration.ofSeconds(30)))
            .start();
    private final Campaigns campaigns = new Campaigns(database);
    private final Set<String> optedOut = ConcurrentHashMap.newKeySet();
    private final Main main = new Main();

    @BeforeEach
    void start() throws Exception {
        main.bind("journal", database);
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", "0");
        main.addInitialProperty("camel.component.webhook.configuration.webhookComponentName", "platform-http");
        main.addInitialProperty("camel.component.bulksms.baseUrl", sandbox.baseUrl());
        main.addInitialProperty("camel.component.bulksms.customerId", sandbox.customerId());
        main.addInitialProperty("camel.component.bulksms.apiKey", sandbox.apiKey());
        main.addInitialProperty("camel.component.bulksms.dataSource", "#bean:journal");
        main.addInitialProperty("camel.main.jmxEnabled", "true");
        main.addInitialProperty("camel.main.name", "reported");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:bulksms:reports?webhookPath=/reports")
                        .filter(header(BulkSmsConstants.STATUS_CODE).isEqualTo(510))
                        .process(exchange -> optOut(exchange.getMessage().getBody(DeliveryReport.class)));
            }
        });
        main.start();
        int port =
                main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
        sandbox.reports().to(URI.create("http://localhost:" + port + "/reports"));
    }

    @AfterEach
    void stop() {
        main.stop();
        sandbox.close();
        database.dispose();
    }

    private void optOut(DeliveryReport report) throws Exception {
        campaigns
                .recipient(report)
                .ifPresent(reported -> optedOut.add(reported.recipient().phoneNumber()));
    }

    @Test
    void everyUnknownWhoseReportComesIsSettledAndTheTotalsAreTheProvidersTruth() throws Exception {
        sandbox.reports().before(203, 292);
        sandbox.reports().finalCodes(Map.of(200, 0.8, 207, 0.05, 507, 0.05, 510, 0.04, 251, 0.03, 290, 0.03), 5);
        for (ReportOddity oddity : ReportOddity.values()) {
            sandbox.reports().odd(oddity, 0.1, 7);
        }
        for (int request = 3; request < RECIPIENTS / 100; request += 7) {
            sandbox.onRequest(request, Fault.DROP_AFTER_ACCEPTANCE);
            sandbox.onRequest(request + 2, Fault.HALF_REPLY);
            sandbox.onRequest(request + 4, Fault.DROP_BEFORE_ACCEPTANCE);
        }

        BulkSmsResult result = send("hold");

        assertThat(sandbox.reports().await(Duration.ofMinutes(2))).isTrue();
        assertThat(sandbox.reports().stats().abandoned()).isZero();
        assertThat(sandbox.reports().stats().forgedTaken()).isZero();
        CampaignTotals totals = campaigns.totals("sale");
        long truth = sandbox.messages().size();
        assertThat(truth).isBetween(RECIPIENTS / 2L, RECIPIENTS - 100L);
        assertThat(result.accepted()).isLessThan(truth);
        assertThat(totals.accepted()).isEqualTo(truth);
        assertThat(totals.unknown()).isEqualTo(RECIPIENTS - truth);
        assertThat(totals.read()).isEqualTo(RECIPIENTS);
        assertTotalsAreTheTruth(totals);
        assertThat(optedOut)
                .containsExactlyInAnyOrderElementsOf(sandbox.messages().stream()
                        .filter(message -> message.finalStatus() == 510)
                        .map(AcceptedMessage::phoneNumber)
                        .toList());

        sandbox.clearFaults();
        send("resend");

        assertThat(sandbox.reports().await(Duration.ofMinutes(2))).isTrue();
        assertThat(sandbox.messages())
                .extracting(AcceptedMessage::phoneNumber)
                .doesNotHaveDuplicates()
                .hasSize(RECIPIENTS);
        totals = campaigns.totals("sale");
        assertThat(totals.accepted()).isEqualTo(RECIPIENTS);
        assertThat(totals.unknown()).isZero();
        assertTotalsAreTheTruth(totals);
        assertThat(campaigns.uncorrelated()).isZero();
    }

    private BulkSmsResult send(String unknownOutcome) {
        Exchange exchange = main.getCamelContext()
                .createProducerTemplate()
                .request(
                        "bulksms:sale?run=1&template=Hello&batchSize=100&concurrentRequests=1&unknownOutcome="
                                + unknownOutcome,
                        message -> message.getIn().setBody(CamelRig.phones(RECIPIENTS)));
        return exchange.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
    }

    private void assertTotalsAreTheTruth(CampaignTotals totals) {
        Map<Integer, Long> truth = sandbox.messages().stream()
                .map(AcceptedMessage::finalStatus)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(totals.delivered()).isEqualTo(truth.get(200));
        assertThat(totals.failedByReason())
                .containsOnly(
                        Map.entry("207 error delivering to handset, reason unknown", truth.get(207)),
                        Map.entry("507 invalid destination address", truth.get(507)));
        assertThat(totals.failed()).isEqualTo(truth.get(207) + truth.get(507));
        assertThat(totals.optedOut()).isEqualTo(truth.get(510));
        assertThat(totals.unconfirmed()).isEqualTo(truth.get(251));
        assertThat(totals.pending()).isEqualTo(truth.get(290));
        assertThat(totals.uncorrelated()).isZero();
    }

    @Test
    void theTotalsAreShownByConverterConsoleAndJmx() throws Exception {
        sandbox.reports().of("381601000001", 507);
        send("hold");
        assertThat(sandbox.reports().await(Duration.ofMinutes(1))).isTrue();
        String delivered = "\"delivered\":" + (RECIPIENTS - 1);

        String json = main.getCamelContext().getTypeConverter().convertTo(String.class, campaigns.totals("sale"));
        assertThat(json).contains(delivered).contains("\"failedByReason\":{\"507 invalid destination address\":1}");
        DevConsole console = main.getCamelContext()
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("bulksms");
        Map<String, Object> campaign = Map.of("campaign", "sale");
        assertThat((String) console.call(DevConsole.MediaType.TEXT, campaign))
                .contains("sale: runs=1 read=" + RECIPIENTS)
                .contains("delivered=" + (RECIPIENTS - 1) + " failed=1")
                .contains("{507 invalid destination address=1}");
        assertThat(console.call(DevConsole.MediaType.JSON, campaign).toString())
                .contains("delivered=" + (RECIPIENTS - 1));
        String jmx = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("org.apache.camel:context=reported,type=components,name=\"bulksms\""),
                        "campaignTotals",
                        new Object[] {"sale"},
                        new String[] {String.class.getName()});
        JsonNode totals = new JsonMapper().readTree(jmx);
        assertThat(totals).isEqualTo(new JsonMapper().readTree(json));
        assertThat(List.of(campaigns.names())).containsExactly(List.of("sale"));
    }
}
