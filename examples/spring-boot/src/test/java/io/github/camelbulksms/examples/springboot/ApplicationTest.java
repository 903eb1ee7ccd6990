package io.github.camelbulksms.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.AccountState;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

// Spring Boot's tests have no Prometheus without it
@AutoConfigureObservability(tracing = false)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ApplicationTest {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @DynamicPropertySource
    static void account(DynamicPropertyRegistry properties) {
        properties.add(
                "camel.component.bulksms.base-url", () -> PROVIDER.sandbox().baseUrl());
        properties.add("TELESIGN_CUSTOMER_ID", () -> PROVIDER.sandbox().customerId());
        properties.add("TELESIGN_API_KEY", () -> PROVIDER.sandbox().apiKey());
    }

    @LocalServerPort
    private int port;

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private CamelContext camel;

    @Test
    void aListThatIsPostedIsSent() {
        ResponseEntity<JsonNode> answer = post("monday", "phone\n060 123 4567\n+381 61 2345678\nnobody\n");

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(answer.getBody().path("read").asInt()).isEqualTo(3);
        assertThat(answer.getBody().path("accepted").asInt()).isEqualTo(2);
        assertThat(answer.getBody().path("invalid").asInt()).isEqualTo(1);
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .containsExactly("381601234567", "381612345678");
        assertThat(PROVIDER.sandbox().messages()).allSatisfy(message -> {
            assertThat(message.template())
                    .isEqualTo("Spring sale: 20% off & free delivery until Sunday – show this message.");
            assertThat(message.ucid()).isEqualTo("LEAD");
        });
    }

    @Test
    void aRunThatIsPostedAgainSendsNothingMore() {
        post("tuesday", phones(10));

        ResponseEntity<JsonNode> again = post("tuesday", phones(10));

        assertThat(again.getBody().path("accepted").asInt()).isEqualTo(10);
        assertThat(PROVIDER.sandbox().messages()).hasSize(10);
    }

    @Test
    void deliveryReportsArriveAtThePortOfTheApplicationAndSettleWhatWasUnknown() throws Exception {
        PROVIDER.sandbox().reports().to(URI.create("http://127.0.0.1:" + port + "/bulksms/reports"));
        PROVIDER.sandbox().reports().finalCodes(Map.of(200, 0.9, 507, 0.1), 1);
        PROVIDER.sandbox().onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);

        ResponseEntity<JsonNode> answer = post("wednesday", phones(2000));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_GATEWAY);
        assertThat(answer.getBody().path("accepted").asInt()).isEqualTo(1000);
        assertThat(answer.getBody().path("unknown").asInt()).isEqualTo(1000);
        assertThat(PROVIDER.sandbox().reports().await(Duration.ofMinutes(2))).isTrue();
        Map<Integer, Long> truth = PROVIDER.sandbox().messages().stream()
                .collect(Collectors.groupingBy(AcceptedMessage::finalStatus, Collectors.counting()));
        CampaignTotals totals = camel.getComponent("bulksms", BulkSmsComponent.class)
                .campaigns()
                .totals("spring-sale", "wednesday");
        assertThat(totals.delivered()).isEqualTo(truth.get(200));
        assertThat(totals.failed()).isEqualTo(truth.get(507));
        assertThat(totals.delivered() + totals.failed()).isEqualTo(2000);
    }

    @Test
    void healthIsDownWhileTheProviderRefusesTheAccount() {
        post("before", phones(1));
        assertThat(health().getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(accountCheck()).isEqualTo("UP");

        PROVIDER.sandbox().account(AccountState.SUSPENDED);
        ResponseEntity<JsonNode> refused = post("suspended", phones(1));
        assertThat(refused.getBody().path("refused").asInt()).isEqualTo(1);
        assertThat(health().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(accountCheck()).isEqualTo("DOWN");

        PROVIDER.sandbox().account(AccountState.ACTIVE);
        post("suspended", phones(1));
        assertThat(health().getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void metersCountWhatTheProviderAccepted() {
        double before = recipients("accepted");

        post("thursday", phones(1500));

        assertThat(recipients("accepted") - before)
                .isEqualTo(PROVIDER.sandbox().stats().messages())
                .isEqualTo(1500);
    }

    @Test
    void everyNameThatTheDocumentationGivesForPrometheusIsInAScrape() throws Exception {
        PROVIDER.sandbox().reports().to(URI.create("http://127.0.0.1:" + port + "/bulksms/reports"));
        PROVIDER.sandbox().onRequest(1, Fault.RATE_LIMITED);

        post("friday", phones(1));

        assertThat(PROVIDER.sandbox().reports().await(Duration.ofMinutes(2))).isTrue();
        List<String> names = Pattern.compile("`(camel_bulksms_[a-z_]+)`")
                .matcher(Files.readString(Path.of("../../docs/monitoring.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(8);
        assertThat(http.getForObject("/actuator/prometheus", String.class).lines())
                .map(line -> line.replaceAll("[{ ].*", ""))
                .containsAll(names);
    }

    private ResponseEntity<JsonNode> post(String run, String list) {
        return http.postForEntity("/campaigns/spring-sale?run={run}", list, JsonNode.class, run);
    }

    private ResponseEntity<JsonNode> health() {
        return http.getForEntity("/actuator/health", JsonNode.class);
    }

    private String accountCheck() {
        return health().getBody()
                .at("/components/camelHealth/details/producer:bulksms-sandbox")
                .asText();
    }

    private double recipients(String outcome) {
        return http.getForObject(
                        "/actuator/metrics/camel.bulksms.recipients?tag=outcome:{outcome}", JsonNode.class, outcome)
                .path("measurements")
                .path(0)
                .path("value")
                .asDouble();
    }

    private static String phones(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "38160" + (1_000_000 + i))
                .collect(Collectors.joining("\n"));
    }
}
