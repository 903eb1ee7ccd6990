package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReportsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    final SandboxExtension provider = new SandboxExtension(BulkSmsSandbox.builder()
            .customerId("me")
            .reportSchedule(
                    new ReportSchedule(ReportSchedule.PROVIDER.scaled(0.001).waits(), LONG)));

    private record Received(JsonNode json, boolean signed) {

        int code() {
            return json.path("status").path("code").asInt();
        }

        String session() {
            return json.path("session_id").asText();
        }

        String date() {
            return json.path("status").path("updated_on").asText();
        }
    }

    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private HttpServer customer;
    private SandboxClient client;
    private Reports reports;
    private volatile Function<Received, Integer> answer = report -> report.signed() ? 200 : 401;

    @BeforeEach
    void listen() throws Exception {
        customer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        customer.setExecutor(Executors.newCachedThreadPool());
        customer.createContext("/reports", this::receive);
        customer.start();
        client = new SandboxClient(provider.sandbox());
        reports = provider.sandbox().reports();
        reports.to(URI.create("http://127.0.0.1:" + customer.getAddress().getPort() + "/reports"));
    }

    @AfterEach
    void stop() {
        customer.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signature = hmac(body);
            boolean signed =
                    ("TSA me:" + signature).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                            && signature.equals(exchange.getRequestHeaders().getFirst("x-ts-authorization"));
            Received report = new Received(new JsonMapper().readTree(body), signed);
            received.add(report);
            exchange.sendResponseHeaders(answer.apply(report), -1);
        }
    }

    private String hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(provider.sandbox().apiKey()), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void send(int recipients) throws Exception {
        String list = IntStream.range(1_000_000, 1_000_000 + recipients)
                .mapToObj(phone -> phone + "%3As" + phone)
                .collect(Collectors.joining("%2C"));
        assertThat(client.post("template=Hi&recipients=" + list).statusCode()).isEqualTo(200);
    }

    @Test
    void everyAcceptedRecipientIsReportedOfInTheDocumentedFormAndSigned() throws Exception {
        send(3);

        assertThat(reports.await(LONG)).isTrue();
        assertThat(received)
                .extracting(Received::session)
                .containsExactlyInAnyOrder("s1000000", "s1000001", "s1000002");
        assertThat(received)
                .allMatch(Received::signed)
                .extracting(Received::code)
                .containsOnly(200);
        JsonNode json = received.get(0).json();
        assertThat(json.path("reference_id").asText())
                .isEqualTo(provider.sandbox().messages().get(0).referenceId());
        assertThat(json.path("status").path("description").asText()).isEqualTo("Delivered to handset");
        assertThat(Instant.parse(received.get(0).date())).isBefore(Instant.now().plusSeconds(1));
        assertThat(json.path("errors").isArray()).isTrue();
        assertThat(reports.stats()).isEqualTo(new ReportStats(3, 3, 0, 0, 3, 0, 0));
    }

    @Test
    void aReportIsTriedFourTimesAndThenGivenUp() throws Exception {
        answer = report -> 500;
        send(2);

        assertThat(reports.await(LONG)).isTrue();
        assertThat(received).hasSize(8);
        assertThat(reports.stats()).isEqualTo(new ReportStats(2, 0, 2, 0, 8, 0, 0));
    }

    @Test
    void aReportThatIsTakenLaterIsNotTriedAgain() throws Exception {
        answer = report -> received.size() < 3 ? 503 : 200;
        send(1);

        assertThat(reports.await(LONG)).isTrue();
        assertThat(reports.stats()).isEqualTo(new ReportStats(1, 1, 0, 0, 3, 0, 0));
    }

    @Test
    void theScheduleIsTheProvidersAndCanBeScaled() {
        assertThat(ReportSchedule.PROVIDER.scaled(0.01))
                .isEqualTo(new ReportSchedule(
                        List.of(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(150)),
                        Duration.ofMillis(50)));
        assertThatThrownBy(() -> ReportSchedule.PROVIDER.scaled(0)).hasMessageContaining("expected more than 0");
    }

    @Test
    void aMarkedRecipientHasTheStatusesAskedForInTheirOrder() throws Exception {
        reports.of("1000001", 292, 203, 510);
        send(2);

        assertThat(reports.await(LONG)).isTrue();
        assertThat(received)
                .filteredOn(report -> report.session().equals("s1000001"))
                .extracting(Received::code)
                .containsExactly(292, 203, 510);
        assertThat(provider.sandbox().messages())
                .extracting(AcceptedMessage::finalStatus)
                .containsExactly(200, 510);
    }

    @Test
    void finalStatusesAreDistributedAsAskedAndTheTruthLogHasThem() throws Exception {
        reports.before(292);
        reports.finalCodes(Map.of(200, 0.7, 507, 0.2, 510, 0.1), 4);
        send(1000);

        assertThat(reports.await(LONG)).isTrue();
        Map<Integer, Long> truth = provider.sandbox().messages().stream()
                .collect(Collectors.groupingBy(AcceptedMessage::finalStatus, Collectors.counting()));
        assertThat(truth.get(200)).isBetween(600L, 800L);
        assertThat(truth.get(507)).isBetween(130L, 270L);
        Map<Integer, Long> reported =
                received.stream().collect(Collectors.groupingBy(Received::code, Collectors.counting()));
        assertThat(reported.remove(292)).isEqualTo(1000L);
        assertThat(reported).isEqualTo(truth);
        assertThatThrownBy(() -> reports.finalCodes(Map.of(200, 0.7), 1)).hasMessageContaining("expected 1");
    }

    @Test
    void reportsAreOddOnDemand() throws Exception {
        reports.before(292);
        reports.odd(ReportOddity.REORDERED, 1, 1);
        reports.odd(ReportOddity.REPEATED, 1, 1);
        reports.odd(ReportOddity.RFC_1123_DATE, 1, 1);
        send(1);

        assertThat(reports.await(LONG)).isTrue();
        assertThat(received).extracting(Received::code).containsExactly(200, 200, 292, 292);
        assertThat(received).allMatch(report -> report.date().endsWith(" GMT"));
    }

    @Test
    void anEarlyReportComesBeforeTheReply() throws Exception {
        reports.odd(ReportOddity.EARLY, 1, 1);

        send(3);

        assertThat(received).hasSize(3);
    }

    @Test
    void aForgedReportIsNotSignedWithTheKeyOfTheAccount() throws Exception {
        reports.odd(ReportOddity.FORGED, 1, 1);
        send(2);

        await().until(() -> reports.stats().forged() == 2);
        assertThat(reports.await(LONG)).isTrue();
        assertThat(received)
                .filteredOn(report -> !report.signed())
                .extracting(Received::code)
                .containsOnly(507);
        assertThat(reports.stats()).isEqualTo(new ReportStats(2, 2, 0, 0, 2, 2, 0));
    }

    @Test
    void whatIsLostAfterAcceptanceIsReportedOfAndWhatIsRefusedIsNot() throws Exception {
        provider.sandbox().onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);
        provider.sandbox().onRequest(2, Fault.UNAVAILABLE);

        assertThatThrownBy(() -> send(1)).isInstanceOf(IOException.class);
        client.post("template=Hi&recipients=1234567");

        assertThat(reports.await(LONG)).isTrue();
        assertThat(received).extracting(Received::session).containsExactly("s1000000");
    }

    @Test
    void theRequestsSessionIdStandsForRecipientsWithoutOne() throws Exception {
        client.post("template=Hi&recipients=1234567&session_id=whole");
        client.post("template=Hi&recipients=1234567");

        assertThat(reports.await(LONG)).isTrue();
        assertThat(received)
                .extracting(report -> report.json().path("session_id").asText(null))
                .containsExactlyInAnyOrder("whole", null);
    }

    @Test
    void reportsAreSetOverHttp() throws Exception {
        control("POST", "{\"to\":null}");
        send(1);
        assertThat(provider.sandbox().messages().get(0).finalStatus()).isNull();
        control(
                "POST",
                "{\"to\":\"http://127.0.0.1:" + customer.getAddress().getPort()
                        + "/reports\",\"recipient\":\"1000000\",\"codes\":[292,504],\"before\":[203],"
                        + "\"finalCodes\":{\"250\":1},\"oddity\":\"repeated\",\"seed\":3}");
        send(2);

        assertThat(reports.await(LONG)).isTrue();
        assertThat(received)
                .extracting(Received::code)
                .containsExactlyInAnyOrder(292, 292, 504, 504, 203, 203, 250, 250);
        assertThat(control("GET", "")).contains("\"reports\":8,\"taken\":8");
        assertThat(control("DELETE", "")).contains("\"reports\":8");
        assertThat(control("POST", "{\"recipient\":\"1000000\",\"codes\":[7]}"))
                .contains("status code 7: expected 100 to 9999");
        assertThat(control("POST", "{\"to\":\"nowhere\"}")).contains("reports cannot be sent to nowhere");
        assertThat(control("POST", "{\"oddity\":\"late\"}")).contains("oddity: expected one of");
        assertThat(control("POST", "{\"recipient\":\"1000000\"}")).contains("codes: expected status codes");
        assertThat(control("POST", "{\"recipient\":\"1\",\"codes\":[200]}"))
                .contains("recipient: expected a phone number of 7 to 15 digits");
    }

    private String control(String method, String body) throws Exception {
        return client.request(method, "/sandbox/reports", body, Map.of()).body();
    }

    @Test
    void aKeyThatCannotSignIsRefused() {
        try (BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().apiKey("no base64!").start()) {
            assertThatThrownBy(() -> sandbox.reports().to(URI.create("http://127.0.0.1:1/")))
                    .hasMessageContaining("the API key is not base64");
        }
    }
}
