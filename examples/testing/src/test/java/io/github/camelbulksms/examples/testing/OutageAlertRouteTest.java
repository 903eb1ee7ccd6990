package io.github.camelbulksms.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsException;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageAlertRouteTest extends CamelMainTestSupport {

    private static final String DISTRICT_LIST = "060 123 4567\n060 123 4568\nno phone\n";
    private static final Map<String, Object> OUTAGE = Map.of("district", "Zemun", "until", "18:00");

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @EndpointInject("mock:notReached")
    private MockEndpoint notReached;

    @Override
    protected void configure(MainConfigurationProperties main) {
        main.addRoutesBuilder(new OutageAlertRoute());
    }

    @Override
    public void configureContext(CamelContextConfiguration context) {
        super.configureContext(context);
        Properties test = new Properties();
        test.setProperty("camel.component.bulksms.baseUrl", PROVIDER.sandbox().baseUrl());
        test.setProperty(
                "camel.component.bulksms.customerId", PROVIDER.sandbox().customerId());
        test.setProperty("camel.component.bulksms.apiKey", PROVIDER.sandbox().apiKey());
        test.setProperty("camel.server.port", "0");
        test.setProperty("alerts.notReached", "mock:notReached");
        context.withUseOverridePropertiesWithPropertiesComponent(test);
    }

    @Test
    void everybodyWithANumberIsTold() {
        Exchange done = sendAlert();

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("CamelBulkSmsInvalid")).isEqualTo(1L);
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::template)
                .containsExactly("No water in Zemun until 18:00.", "No water in Zemun until 18:00.");
    }

    @Test
    void aLostReplyIsUnknownAndNobodyIsToldTwice() {
        PROVIDER.sandbox().onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);

        Exchange done = sendAlert();

        assertThat(done.getException()).isInstanceOf(BulkSmsException.class);
        assertThat(((BulkSmsException) done.getException()).getResult())
                .returns(2L, BulkSmsResult::unknown)
                .returns(0L, BulkSmsResult::accepted);
        assertThat(PROVIDER.sandbox().messages()).hasSize(2);
    }

    @Test
    void whoIsNotReachedIsGathered() throws Exception {
        PROVIDER.sandbox().reports().to(webhook());
        PROVIDER.sandbox().reports().of("381601234568", 290, 507);
        notReached.expectedHeaderReceived("CamelBulkSmsStatusCode", 507);
        notReached.expectedMessageCount(1);

        sendAlert();

        assertThat(PROVIDER.sandbox().reports().await(Duration.ofMinutes(1))).isTrue();
        MockEndpoint.assertIsSatisfied(context());
    }

    private Exchange sendAlert() {
        return template().request("direct:outage", exchange -> {
            exchange.getIn().setBody(DISTRICT_LIST);
            exchange.getIn().getHeaders().putAll(OUTAGE);
        });
    }

    /** Where the sandbox posts reports to: the port was free. */
    private URI webhook() {
        int port = context().hasService(VertxPlatformHttpServer.class).getPort();
        return URI.create("http://127.0.0.1:" + port + "/bulksms/reports");
    }
}
