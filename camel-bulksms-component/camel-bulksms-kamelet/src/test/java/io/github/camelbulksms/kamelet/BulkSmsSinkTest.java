package io.github.camelbulksms.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.BulkSmsException;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkSmsSinkTest {

    private static final String LIST = "060 123 4567\n+381 60 765 4321\nnobody\n";

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private final Main main = new Main();

    @AfterEach
    void stopCamel() {
        main.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fish & chips", "20% off + more", "{20} #1 Größe", "a?b=c&d=e;f"})
    void everybodyOfTheListGetsTheText(String text) {
        startCamel(text);
        Exchange done = send(LIST, Map.of());

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(BulkSmsResult.class).toString())
                .startsWith("campaign=spring-sale")
                .endsWith(
                        "read=3 accepted=2 invalid=1 duplicates=0 suppressed=0 postponed=0 refused=0 unsent=0 unknown=0 requests=1");
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber, AcceptedMessage::template, AcceptedMessage::ucid)
                .containsExactly(tuple("381601234567", text, "LEAD"), tuple("381607654321", text, "LEAD"));
    }

    @Test
    void theTextOfTheHeaderWins() {
        startCamel("");
        send(LIST, Map.of(BulkSmsConstants.TEMPLATE, "two\nlines"));

        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::template)
                .containsOnly("two\nlines")
                .hasSize(2);
    }

    @Test
    void noTextAtAllIsRefused() {
        startCamel("");

        assertThat(send(LIST, Map.of()).getException()).hasMessageContaining("template");
        assertThat(PROVIDER.sandbox().stats().requests()).isZero();
    }

    @Test
    void whatIsUnknownFailsTheRouteThatUsesTheSink() {
        PROVIDER.sandbox().onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);
        startCamel("Hello");

        Exchange done = send(LIST, Map.of());

        assertThat(done.getException()).isInstanceOfSatisfying(BulkSmsException.class, failure -> assertThat(
                        failure.getResult().unknown())
                .isEqualTo(2));
        assertThat(done.getMessage().getBody()).isEqualTo(LIST);
    }

    @Test
    void aRedeliveryThroughTheSinkIsTheSameRun() {
        PROVIDER.sandbox().onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:persistent")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0))
                        .to("kamelet:bulksms-sink?campaign=spring-sale&template=Hello&defaultRegion=RS");
            }
        });
        startCamel("Hello");

        Exchange done = send("direct:persistent", LIST, Map.of());

        assertThat(done.getException()).isInstanceOf(BulkSmsException.class);
        assertThat(done.getMessage().getHeader(Exchange.REDELIVERY_COUNTER)).isEqualTo(3);
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(1);
        assertThat(PROVIDER.sandbox().messages()).hasSize(2);
    }

    private void startCamel(String text) {
        main.addInitialProperty("sale.text", text);
        main.addInitialProperty(
                "camel.component.bulksms.customerId", PROVIDER.sandbox().customerId());
        main.addInitialProperty(
                "camel.component.bulksms.apiKey", PROVIDER.sandbox().apiKey());
        main.addInitialProperty(
                "camel.component.bulksms.baseUrl", PROVIDER.sandbox().baseUrl());
        main.configure().withRoutesIncludePattern("classpath:routes/customers.yaml");
        main.start();
    }

    private Exchange send(String list, Map<String, Object> headers) {
        return send("direct:customers", list, headers);
    }

    private Exchange send(String uri, String list, Map<String, Object> headers) {
        return main.getCamelContext().createProducerTemplate().request(uri, exchange -> {
            exchange.getIn().setBody(list);
            exchange.getIn().setHeaders(new HashMap<>(headers));
        });
    }
}
