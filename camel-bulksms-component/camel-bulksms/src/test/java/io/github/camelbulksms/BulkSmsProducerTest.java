package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkSmsProducerTest {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private CamelRig camel;

    @BeforeEach
    void startCamel() {
        camel = new CamelRig(PROVIDER.sandbox());
    }

    @AfterEach
    void stopCamel() {
        camel.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1", "1001, 2", "2000, 2", "2001, 3"})
    void recipientsAreCutIntoRequestsOfAtMostAThousand(int recipients, int requests) {
        Exchange done = camel.send("bulksms:sale?template=Hello", CamelRig.phones(recipients));

        assertThat(done.getException()).isNull();
        BulkSmsResult result = done.getMessage().getBody(BulkSmsResult.class);
        assertThat(result.accepted()).isEqualTo(recipients);
        assertThat(result.requests()).isEqualTo(requests);
        assertThat(result.referenceIds()).hasSize(requests);
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(requests);
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .containsExactlyInAnyOrderElementsOf(CamelRig.phones(recipients));
    }

    @Test
    void noRecipientIsRefusedAndNothingIsSent() {
        for (Object nobody : new Object[] {List.of(), "", "\n\n"}) {
            Exchange done = camel.send("bulksms:sale?template=Hello", nobody);
            assertThat(done.getException()).hasMessageContaining("there is no recipient");
        }
        assertThat(camel.send("bulksms:sale?template=Hello", null).getException())
                .hasMessageContaining("there is no recipient: the body is null");
        assertThat(PROVIDER.sandbox().stats().requests()).isZero();
    }

    @Test
    void everyFieldOfTheFormArrives() {
        String text = "50% off & more + \"öäü\" = #1 {{x}}\nשלום \uD83D\uDE00";
        camel.send(
                "bulksms:sale?ucid=LEAD&senderId=38111222333&sessionId=whole-request",
                "381601234567,abc-1\n381607654321",
                Map.of(BulkSmsConstants.TEMPLATE, text, BulkSmsConstants.RUN, "first"));

        assertThat(PROVIDER.sandbox().messages()).hasSize(2).allSatisfy(message -> {
            assertThat(message.template()).isEqualTo(text);
            assertThat(message.ucid()).isEqualTo("LEAD");
            assertThat(message.senderId()).isEqualTo("38111222333");
            assertThat(message.requestSessionId()).isEqualTo("whole-request");
        });
        assertThat(PROVIDER.sandbox().messages().get(0).sessionId()).isEqualTo("abc-1");
        assertThat(PROVIDER.sandbox().messages().get(1).sessionId()).matches("[A-Z2-7]{32}");
    }

    @Test
    void withGivenSessionIdsNoneIsGenerated() {
        camel.send("bulksms:sale?template=Hello&sessionIds=given", "381601234567");

        assertThat(PROVIDER.sandbox().messages().get(0).sessionId()).isNull();
    }

    @Test
    void theRunIsNamedByHeaderElseOptionElseFileElseMessageElseExchange(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("list.csv"), "381601234567");
        Map<String, Object> header = Map.of(BulkSmsConstants.RUN, "by-header", "JMSMessageID", "ID:1");

        assertThat(runOf(camel.send("bulksms:sale?template=Hello&run=by-option", file, header)))
                .isEqualTo("by-header");
        assertThat(runOf(camel.send("bulksms:sale?template=Hello&run=by-option", file)))
                .isEqualTo("by-option");
        assertThat(runOf(camel.send("bulksms:sale?template=Hello", file))).isEqualTo("list.csv");
        assertThat(runOf(camel.send("bulksms:sale?template=Hello", file.toFile())))
                .isEqualTo("list.csv");
        assertThat(runOf(camel.send("bulksms:sale?template=Hello", "381601234567", Map.of("JMSMessageID", "ID:1"))))
                .isEqualTo("ID:1");
        Exchange plain = camel.send("bulksms:sale?template=Hello", "381601234567");
        assertThat(runOf(plain)).isEqualTo(plain.getExchangeId());
    }

    private static String runOf(Exchange done) {
        return done.getMessage().getBody(BulkSmsResult.class).run();
    }

    @Test
    void aFileIsReadAsItLies(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("list.csv"),
                "\uFEFF381601234567,a\r\n\r\n  381607654321 , b \r\n381601234567,c\r\n0123");

        Exchange done = camel.send("bulksms:sale?template=Hello", file.toFile());

        BulkSmsResult result = done.getMessage().getBody(BulkSmsResult.class);
        assertThat(result)
                .hasToString(
                        "campaign=sale run=list.csv read=4 accepted=2 invalid=1 duplicates=1 suppressed=0 postponed=0"
                                + " refused=0 unsent=0 unknown=0 requests=1");
        try (var invalid = CamelRig.named(done, Outcome.INVALID)) {
            assertThat(invalid).singleElement().satisfies(recipient -> {
                assertThat(recipient.position()).isEqualTo(5);
                assertThat(recipient.text()).isEqualTo("0123");
                assertThat(recipient.reason()).contains("expected the country code");
            });
        }
    }

    @Test
    void theTextMayBeTheBodyWhenRecipientsComeByHeader() {
        camel.send("bulksms:sale", "Hello", Map.of(BulkSmsConstants.RECIPIENTS, List.of("381601234567")));

        assertThat(PROVIDER.sandbox().messages()).singleElement().satisfies(message -> assertThat(message.template())
                .isEqualTo("Hello"));
    }

    @Test
    void textAndRecipientsFromTheSameBodyAreRefused() {
        Exchange done = camel.send("bulksms:sale", "381601234567");

        assertThat(done.getException()).hasMessageContaining("there is no text to send");
        assertThat(PROVIDER.sandbox().stats().requests()).isZero();
    }

    @Test
    void aRefusedRunFailsWithTheProvidersCodeAndLeavesTheBody() {
        Exchange done = camel.send("bulksms:sale?template=Hello&apiKey=wrong", "381601234567");

        assertThat(done.getException())
                .isInstanceOf(BulkSmsException.class)
                .hasMessageContaining("-30006")
                .hasMessageContaining("refused=1")
                .hasMessageNotContaining("381601234567");
        assertThat(done.getMessage().getBody()).isEqualTo("381601234567");
        assertThat(done.getMessage().getHeader(BulkSmsConstants.REFUSED)).isEqualTo(1L);
        assertThat(done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class)
                        .refused())
                .isEqualTo(1);
        assertThat(PROVIDER.sandbox().messages()).isEmpty();
    }

    @Test
    void theResultConvertsToJson() throws Exception {
        Exchange done = camel.send("bulksms:sale?template=Hello&run=r1", CamelRig.phones(3));

        JsonNode json = new JsonMapper().readTree(done.getMessage().getBody(String.class));
        assertThat(json.path("campaign").asText()).isEqualTo("sale");
        assertThat(json.path("run").asText()).isEqualTo("r1");
        assertThat(json.path("accepted").asInt()).isEqualTo(3);
        assertThat(json.path("referenceIds")).hasSize(1);
    }

    @Test
    void asJsonItHasTheFirstTenReferenceIdsAndNoMore() throws Exception {
        Exchange done = camel.send("bulksms:sale?template=Hello&batchSize=1", CamelRig.phones(12));

        BulkSmsResult result = done.getMessage().getBody(BulkSmsResult.class);
        assertThat(result.referenceIds()).hasSize(12);
        JsonNode json = new JsonMapper().readTree(done.getMessage().getBody(String.class));
        assertThat(json.path("referenceIds"))
                .extracting(JsonNode::asText)
                .isEqualTo(result.referenceIds().subList(0, 10));
    }

    @Test
    void moreReferenceIdsThanAHeaderHoldsLeaveNoneOfAnEarlierSend() {
        Exchange one = camel.send("bulksms:sale?template=Hello&run=one", CamelRig.phones(3));
        assertThat(one.getMessage().getHeaders()).containsKey(BulkSmsConstants.REFERENCE_IDS);

        Exchange two = camel.send(
                "bulksms:sale?template=Hello&run=two&batchSize=1",
                CamelRig.phones(BulkSmsResult.MAX_REFERENCE_IDS + 1),
                one.getMessage().getHeaders());
        assertThat(two.getException()).isNull();
        assertThat(two.getMessage().getHeaders()).doesNotContainKey(BulkSmsConstants.REFERENCE_IDS);
    }

    @Test
    void theResultIsReadByTheSimpleLanguage() {
        Exchange done = camel.send("bulksms:sale?template=Hello", CamelRig.phones(3));

        assertThat(camel.context
                        .resolveLanguage("simple")
                        .createExpression("${body.accepted} ${header.CamelBulkSmsAccepted}")
                        .evaluate(done, String.class))
                .isEqualTo("3 3");
    }

    @Test
    void whoIsUnsentAfterARefusalIsNamed() {
        Exchange done = camel.send(
                "bulksms:sale?template=Hello&apiKey=wrong&batchSize=2&concurrentRequests=1", CamelRig.phones(5));

        BulkSmsResult result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        assertThat(result.refused()).isEqualTo(2);
        try (var unsent = CamelRig.named(done, Outcome.UNSENT)) {
            assertThat(unsent).extracting(RecipientOutcome::position).containsExactly(3L, 4L, 5L);
        }
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(1);
    }

    @Test
    void aClosedPortLeavesEverybodyUnsent() throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            Exchange done = camel.send(
                    "bulksms:sale?template=Hello&baseUrl=http://127.0.0.1:" + port.number(), CamelRig.phones(3));

            assertThat(done.getException()).hasMessageContaining("unsent=3 unknown=0");
        }
    }

    @Test
    void malformedUtf8StopsTheRunAtItsLine(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("list.csv"), "381601234567\n38160\u00FF\n".getBytes(StandardCharsets.ISO_8859_1));

        Exchange done = camel.send("bulksms:sale?template=Hello&batchSize=1", file.toFile());

        assertThat(done.getException()).hasMessageContaining("list.csv, line 2: malformed UTF-8");
        assertThat(PROVIDER.sandbox().messages().size()
                        + done.getMessage().getHeader(BulkSmsConstants.UNSENT, 0, Integer.class))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bulksms:sale?templat=Hello",
                "bulksms:sale?template=Hello&batchSize=0",
                "bulksms:sale?template=Hello&batchSize=1001",
                "bulksms:sale?template=Hello&concurrentRequests=0",
                "bulksms:sale?template=Hello&ucid=NOPE",
                "bulksms:sale?template=RAW(Hello ${body})",
                "bulksms:sale?template=Hello&baseUrl=localhost",
                "bulksms:?template=Hello"
            })
    void whatIsWrongInAUriIsRefusedBeforeAnythingIsSent(String uri) {
        assertThatThrownBy(() -> camel.send(uri, "381601234567")).isInstanceOf(Exception.class);
        assertThat(PROVIDER.sandbox().stats().requests()).isZero();
    }

    @Test
    void aMissingKeyIsNamed() {
        camel.component.getConfiguration().setApiKey(null);

        assertThatThrownBy(() -> camel.send("bulksms:sale?template=Hello", "381601234567"))
                .rootCause()
                .hasMessageContaining("apiKey is not set")
                .hasMessageContaining("camel.component.bulksms.apiKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RAW(a+b/c=+)", "RAW{a+b/c=+}"})
    void aKeyWithAPlusWorksInRaw(String written) {
        assertThat(camel.context
                        .getEndpoint("bulksms:sale?apiKey=" + written, BulkSmsEndpoint.class)
                        .getConfiguration()
                        .getApiKey())
                .isEqualTo("a+b/c=+");
    }

    @Test
    void aKeyThatLostItsPlusIsRefusedWithTheMend() {
        assertThatThrownBy(() -> camel.send("bulksms:sale?template=Hello&apiKey=a+b/c=", "381601234567"))
                .rootCause()
                .hasMessageContaining("apiKey holds white space")
                .hasMessageContaining("RAW(…)");
    }

    @Test
    void aDigestKeyThatIsNotBase64IsRefusedAtStart() {
        assertThatThrownBy(() ->
                        camel.send("bulksms:sale?template=Hello&authMethod=digest&apiKey=not-base-64", "381601234567"))
                .rootCause()
                .hasMessageContaining("apiKey is not base64");
    }

    @Test
    void anUnknownUcidInAHeaderIsRefusedWithTheList() {
        Exchange done =
                camel.send("bulksms:sale?template=Hello", "381601234567", Map.of(BulkSmsConstants.UCID, "NOPE"));

        assertThat(done.getException()).hasMessageContaining("'NOPE'").hasMessageContaining("ATCK, BACF");
    }

    @Test
    void theKeyIsMaskedInTheEndpointsUri() {
        assertThat(camel.context.getEndpoint("bulksms:sale?template=Hello&apiKey=canary1&customerId=canary2"))
                .asString()
                .doesNotContain("canary1");
    }

    @Test
    void aSecondEndpointInTheSameExchangeSendsItsOwnCampaign() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:two")
                        .to("bulksms:first?template=One")
                        .setBody(constant("381601234567"))
                        .to("bulksms:second?template=Two");
            }
        });
        Exchange done = camel.send("direct:two", "381601234567");

        assertThat(done.getMessage().getBody(BulkSmsResult.class).campaign()).isEqualTo("second");
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::template)
                .containsExactly("One", "Two");
    }

    @Test
    void aSynchronousEndpointGoesOnWithTheCallersThread() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one-thread")
                        .to("bulksms:sale?template=Hello&batchSize=1&synchronous=true")
                        .process(exchange -> thread.set(Thread.currentThread()));
            }
        });
        Exchange done = camel.send("direct:one-thread", CamelRig.phones(10));

        assertThat(done.getMessage().getBody(BulkSmsResult.class).requests()).isEqualTo(10);
        assertThat(thread).hasValue(Thread.currentThread());
    }
}
