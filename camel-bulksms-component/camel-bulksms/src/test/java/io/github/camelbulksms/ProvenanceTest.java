package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an HTTP client may say of a run: nothing, even where Camel lets every header through. */
class ProvenanceTest {

    private static final String HELLO = "bulksms:sale?template=Hello";
    private static final String FROM = "?headerFilterStrategy=#lets-everything-through";
    private static final String[] FORGED = {
        "JMSMessageID",
        "ID:7",
        "kafka.TOPIC",
        "lists",
        "kafka.PARTITION",
        "0",
        "kafka.OFFSET",
        "0",
        "CamelAwsSqsMessageId",
        "a1",
        "CamelFileNameOnly",
        "list.csv",
        "CamelBulkSmsRun",
        "forged",
        "cAMELbULKsMSrUN",
        "forged",
        "camelbulksmstemplate",
        "forged",
        "CamelBulkSmsCampaign",
        "forged"
    };

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private final Main main = new Main();
    private int port;

    @BeforeEach
    void start() throws Exception {
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", "0");
        main.addInitialProperty(
                "camel.component.bulksms.baseUrl", PROVIDER.sandbox().baseUrl());
        main.addInitialProperty(
                "camel.component.bulksms.customerId", PROVIDER.sandbox().customerId());
        main.addInitialProperty(
                "camel.component.bulksms.apiKey", PROVIDER.sandbox().apiKey());
        main.bind("lets-everything-through", new DefaultHeaderFilterStrategy());
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class)
                        .handled(true)
                        .useOriginalMessage()
                        .to("direct:send");
                from("direct:send").convertBodyTo(String.class).to(HELLO).setBody(simple("${body.run}"));
                from("seda:send").to("direct:send");
                from("platform-http:/direct" + FROM).to("direct:send");
                from("platform-http:/seda" + FROM).to("seda:send");
                from("platform-http:/enrich" + FROM).enrich("direct:send");
                from("platform-http:/split" + FROM).split(body().tokenize("\n")).to("direct:send");
                from("platform-http:/original" + FROM).throwException(new IllegalStateException("boom"));
                from("platform-http:/named" + FROM)
                        .setHeader("CamelBulkSmsRun", header("Idempotency-Key"))
                        .to("direct:send");
            }
        });
        main.start();
        port = main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "seda", "enrich", "split", "original"})
    void aClientCanNeitherNameNorRenameARun(String path) throws Exception {
        for (int time = 0; time < 2; time++) {
            assertThat(post(path, FORGED)).doesNotContain("forged", "ID:7", "lists", "list.csv", "a1");
        }

        assertThat(PROVIDER.sandbox().messages())
                .hasSize(2)
                .extracting(AcceptedMessage::template)
                .containsOnly("Hello");
    }

    @Test
    void aRouteNamesTheRunByWhatTheClientSaysIfItWants() throws Exception {
        for (int time = 0; time < 2; time++) {
            assertThat(post("named", "Idempotency-Key", "order-7", "CamelBulkSmsRun", "forged"))
                    .isEqualTo("order-7");
        }

        assertThat(PROVIDER.sandbox().messages()).hasSize(1);
    }

    private String post(String path, String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/" + path))
                .headers(headers)
                .POST(BodyPublishers.ofString("381601234567"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
