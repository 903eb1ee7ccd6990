package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.AccountState;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InsightTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private BulkSmsSandbox sandbox;
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        sandbox = BulkSmsSandbox.start();
        context.getRegistry().bind("meters", meters);
        BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
        component.getConfiguration().setBaseUrl(sandbox.baseUrl());
        component.getConfiguration().setCustomerId(sandbox.customerId());
        component.getConfiguration().setApiKey(sandbox.apiKey());
        component.getConfiguration().setBackoffDelay(1);
        component.getConfiguration().setMaxBackoffDelay(5);
        component.getConfiguration().setTemplate("Hello");
    }

    private void startContext() {
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.close();
    }

    @Test
    void metersCountRecipientsAndTimeRequestsByResult() {
        startContext();
        sandbox.onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);
        sandbox.onRequest(3, Fault.RATE_LIMITED);

        template.request("bulksms:sale?batchSize=2&concurrentRequests=1", body(CamelRig.phones(6)));

        assertThat(recipients("accepted")).isEqualTo(4);
        assertThat(recipients("unknown")).isEqualTo(2);
        assertThat(requests("accepted")).isEqualTo(2);
        assertThat(requests("unknown")).isEqualTo(1);
        assertThat(requests("not_accepted")).isEqualTo(1);
        assertThat(meters.get("camel.bulksms.requests.in.flight").gauge().value())
                .isZero();
        assertThat(meters.get("camel.bulksms.requests.waiting").gauge().value()).isZero();
        assertThat(meters.get("camel.bulksms.runs").gauge().value()).isZero();
    }

    @Test
    void aRegistryAndACompositeOfItCountEachRequestOnce() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(meters);
        context.getRegistry().bind("composite", composite);
        startContext();

        template.request("bulksms:sale?batchSize=2", body(CamelRig.phones(6)));

        assertThat(requests("accepted")).isEqualTo(3);
        assertThat(recipients("accepted")).isEqualTo(6);
    }

    @Test
    void jmxAndTheDevConsoleShowWhatIsBeingSent() throws Exception {
        startContext();
        sandbox.latency(Duration.ofSeconds(2));
        CompletableFuture<Object> running = template.asyncRequestBody(
                "bulksms:sale?batchSize=1&concurrentRequests=2&run=monday", (Object) CamelRig.phones(2));
        await(() -> component().metrics().inFlight() == 2);

        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = server.queryNames(
                        new ObjectName("org.apache.camel:context=" + context.getManagementName()
                                + ",type=components,name=\"bulksms\""),
                        null)
                .iterator()
                .next();
        assertThat(server.getAttribute(name, "RequestsInFlight")).isEqualTo(2);
        assertThat(server.getAttribute(name, "Runs").toString()).contains("campaign=sale run=monday");
        assertThat(text()).contains("in flight=2").contains("campaign=sale run=monday");
        assertThat(json().toString())
                .contains("campaign=sale")
                .contains("inFlight=2")
                .contains("status=sending");

        running.join();
        await(() -> component().metrics().runs().isEmpty());
        assertThat(server.getAttribute(name, "Accepted")).isEqualTo(2L);
        assertThat(server.getAttribute(name, "Requests")).isEqualTo(2L);
        assertThat(text())
                .contains("accepted=2", "requests=2 batches=2 in flight=0", "FINISHED  campaign=sale run=monday");
    }

    @Test
    void whoWaitsForThePaceIsSeen() {
        startContext();
        component().getConfiguration().setRequestsPerSecond(5.0);
        CompletableFuture<Object> running =
                template.asyncRequestBody("bulksms:sale?batchSize=1&concurrentRequests=3", (Object) CamelRig.phones(3));

        await(() -> component().metrics().waiting() > 0);

        running.join();
        assertThat(component().metrics().waiting()).isZero();
        assertThat(component().metrics().accepted()).isEqualTo(3);
    }

    @Test
    void aRunThatCannotBeginIsNotShownAsRunning() {
        startContext();

        Exchange exchange = template.request("bulksms:sale", body(""));

        assertThat(exchange.getException()).hasMessageContaining("there is no recipient");
        assertThat(component().metrics().runs()).isEmpty();
    }

    @Test
    void aDryRunIsNoRequest() {
        startContext();

        template.request("bulksms:sale?dryRun=true", body(CamelRig.phones(2)));

        assertThat(component().metrics().requests()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUSPENDED", "PRODUCT_NOT_ENABLED"})
    void theHealthCheckIsDownWhileTheAccountIsRefused(AccountState state) {
        enableProducerChecks();
        startContext();
        template.request("bulksms:sale", body("381601234567"));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);

        sandbox.account(state);
        template.request("bulksms:sale", body("381601234567"));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage()).hasValueSatisfying(message -> assertThat(message)
                .contains("the provider refused the request: -")
                .doesNotContain("3816012"));
        assertThat(health().getDetails()).containsEntry("bulksms.customerId", sandbox.customerId());

        sandbox.account(AccountState.ACTIVE);
        template.request("bulksms:sale", body("381601234567"));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void anUnknownCustomerIsUnhealthyToo() {
        enableProducerChecks();
        startContext();

        template.request("bulksms:sale?customerId=somebody", body("381601234567"));

        assertThat(health("somebody").getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health("somebody").getDetails()).containsEntry("bulksms.code", -30000);
    }

    @Test
    void aProviderThatIsBusyLeavesTheAccountHealthy() {
        enableProducerChecks();
        startContext();
        sandbox.onRequest(1, Fault.RATE_LIMITED);

        template.request("bulksms:sale?maxAttempts=2", body("381601234567"));

        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(meters.get("camel.bulksms.retries")
                        .tag("code", "-40007")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "DROP_BEFORE_ACCEPTANCE"})
    void aRunThatFailsForTheNetworkIsUnhealthyUntilTheNextSuccess(Fault fault) {
        enableProducerChecks();
        startContext();
        sandbox.onRequest(1, fault);

        template.request("bulksms:sale?maxAttempts=1&run=monday", body("381601234567"));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage().orElseThrow()).contains("campaign=sale run=monday failed");
        template.request("bulksms:sale", body("rubbish"));
        assertThat(health().getState()).as("a bad list says nothing of it").isEqualTo(HealthCheck.State.DOWN);

        template.request("bulksms:sale", body("381601234568"));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void metersCountEveryOutcome() {
        startContext();

        template.request("bulksms:sale?maxInvalid=100%25", body("381601234567\n381601234567\n+12"));

        assertThat(recipients("accepted")).isEqualTo(1);
        assertThat(recipients("duplicate")).isEqualTo(1);
        assertThat(recipients("invalid")).isEqualTo(1);
        assertThat(recipients("unsent")).isZero();
    }

    private void enableProducerChecks() {
        HealthCheckHelper.getHealthCheckRegistry(context).setEnabled(true);
        var producers = HealthCheckHelper.getHealthCheckRegistry(context).resolveById("producers");
        HealthCheckHelper.getHealthCheckRegistry(context).register(producers);
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
    }

    private HealthCheck.Result health() {
        return health(sandbox.customerId());
    }

    private HealthCheck.Result health(String customerId) {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().equals("producer:bulksms-" + customerId))
                .findFirst()
                .orElseThrow();
    }

    private double recipients(String outcome) {
        return meters.get("camel.bulksms.recipients")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private long requests(String result) {
        return meters.get("camel.bulksms.requests")
                .tag("result", result)
                .timer()
                .count();
    }

    private String text() {
        return (String) console().call(DevConsole.MediaType.TEXT, Map.of());
    }

    private Object json() {
        return console().call(DevConsole.MediaType.JSON, Map.of());
    }

    private DevConsole console() {
        return context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("bulksms");
    }

    private BulkSmsComponent component() {
        return context.getComponent("bulksms", BulkSmsComponent.class);
    }

    private static Processor body(Object body) {
        return exchange -> exchange.getIn().setBody(body);
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(condition::getAsBoolean);
    }
}
