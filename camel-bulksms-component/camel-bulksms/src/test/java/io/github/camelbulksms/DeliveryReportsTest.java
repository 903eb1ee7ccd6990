package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.DeliveryReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webhook behind a real HTTP server; the long version of the forgeries: {@code -Dbulksms.forged=1000000}. */
class DeliveryReportsTest {

    private static final int FORGED = Integer.getInteger("bulksms.forged", 3_000);
    private static final long MAX_BYTES_HELD = 32L << 20;
    private static final byte[] KEY = "an API key for tests, 32 bytes!!".getBytes(StandardCharsets.US_ASCII);

    private final Queue<Exchange> taken = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Main main = new Main();
    private int port;
    private volatile boolean routeFails;
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private final CountDownLatch entered = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.port", "0");
        main.addInitialProperty("camel.component.webhook.configuration.webhookComponentName", "platform-http");
        main.addInitialProperty("camel.component.bulksms.customerId", "me");
        main.addInitialProperty(
                "camel.component.bulksms.apiKey", Base64.getEncoder().encodeToString(KEY));
        main.configure().withRoutesIncludePattern("classpath:reports.yaml");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("webhook:bulksms:java?webhookPath=/java").process(exchange -> take(exchange));
                from("webhook:bulksms:anybody?webhookPath=/anybody&verifyReports=false")
                        .process(exchange -> take(exchange));
            }
        });
        main.start();
        port = main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
    }

    private void take(Exchange exchange) throws InterruptedException {
        entered.countDown();
        hold.await();
        if (routeFails) {
            throw new IllegalStateException("the route fails");
        }
        Exchange copy = exchange.copy();
        taken.add(copy);
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void aSignedReportIsHandedToTheRouteAndAnsweredWithNothing() throws Exception {
        byte[] body = report("1", 200);

        HttpResponse<String> answer = post("/java", body, signed(body), "X-Mine", "secret");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map()).doesNotContainKeys("x-mine", "authorization", "x-ts-authorization");
        Exchange exchange = taken.remove();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(DeliveryReport.class);
        assertThat(exchange.getMessage().getHeaders())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CamelBulkSmsReferenceId",
                        "R",
                        "CamelBulkSmsSessionId",
                        "1",
                        "CamelBulkSmsStatusCode",
                        200,
                        "CamelBulkSmsStatusMeaning",
                        "delivered to handset",
                        "CamelBulkSmsFinal",
                        true,
                        "CamelBulkSmsDelivered",
                        true));
    }

    @Test
    void theRouteOfTheDocumentationTakesAReport() throws Exception {
        byte[] body = report("1", 510);
        MockEndpoint reports = main.getCamelContext().getEndpoint("mock:reports", MockEndpoint.class);
        reports.expectedMessageCount(1);

        assertThat(post("/bulksms/reports", body, signed(body)).statusCode()).isEqualTo(200);

        reports.assertIsSatisfied();
    }

    @Test
    void aRepeatedReportIsAnsweredAndNotHandedOnAgain() throws Exception {
        byte[] body = report("1", 200);
        byte[] next = report("1", 207);

        assertThat(post("/java", body, signed(body)).statusCode()).isEqualTo(200);
        assertThat(post("/java", body, signed(body)).statusCode()).isEqualTo(200);
        assertThat(post("/java", next, signed(next)).statusCode()).isEqualTo(200);

        assertThat(taken).hasSize(2);
    }

    @Test
    void aReportThatTheRouteCouldNotTakeIsWelcomeAgain() throws Exception {
        byte[] body = report("1", 200);
        routeFails = true;
        HttpResponse<String> failed = post("/java", body, signed(body));
        routeFails = false;

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).isEmpty();
        assertThat(post("/java", body, signed(body)).statusCode()).isEqualTo(200);
        assertThat(taken).hasSize(1);
    }

    @Test
    void aTwinThatComesWhileTheFirstIsInHandIsToComeAgain() throws Exception {
        byte[] body = report("1", 200);
        hold = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> first =
                client.sendAsync(request("/java", body, signed(body)), HttpResponse.BodyHandlers.ofString());
        entered.await();

        assertThat(post("/java", body, signed(body)).statusCode()).isEqualTo(500);

        hold.countDown();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(taken).hasSize(1);
    }

    @Test
    void whatIsNoReportIsABadRequestEvenWhenSigned() throws Exception {
        for (String body : List.of("", "hello", "{}", "[".repeat(20_000))) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            assertThat(post("/java", bytes, signed(bytes)).statusCode()).isEqualTo(400);
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() throws Exception {
        byte[] body = new byte[DeliveryReportProcessor.MAX_BODY + 1];
        Arrays.fill(body, (byte) ' ');

        assertThat(post("/java", body, signed(body)).statusCode()).isEqualTo(413);
    }

    @Test
    void anybodyIsHeardWhereVerificationIsTurnedOff() throws Exception {
        assertThat(post("/anybody", report("1", 200), List.of()).statusCode()).isEqualTo(200);
        assertThat(taken).hasSize(1);
    }

    @Test
    void noForgedReportIsTaken() throws Exception {
        Random random = new Random(1);
        long usedBefore = 0;
        for (int i = 0; i < FORGED; i++) {
            if (i == FORGED / 10) {
                usedBefore = usedMemory();
            }
            byte[] body = report(Integer.toString(i), 200);
            List<String> headers = signed(body);
            switch (i % 11) {
                case 0 -> body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> body = report(Integer.toString(i + 1), 200);
                case 2 -> headers = signed(body, "another customer's key".getBytes(StandardCharsets.US_ASCII), "me");
                case 3 -> headers = signed(body, KEY, "you");
                case 4 -> headers = List.of();
                case 5 -> headers = List.of("Authorization", "Basic bWU6a2V5");
                case 6 -> headers = signed("HmacSHA512", body, KEY, "me");
                case 7 -> headers = signed("HmacSHA1", body, KEY, "me");
                case 8 -> body = new byte[0];
                case 9 -> body = "{\"status\":".repeat(random.nextInt(5_000)).getBytes(StandardCharsets.UTF_8);
                default -> {
                    body = new byte[random.nextInt(2 * DeliveryReportProcessor.MAX_BODY)];
                    random.nextBytes(body);
                }
            }

            HttpResponse<String> answer = post("/java", body, headers);

            assertThat(answer.statusCode()).isIn(401, 413);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(taken).isEmpty();
        assertThat(usedMemory() - usedBefore)
                .as("bytes held after the forgeries")
                .isLessThan(MAX_BYTES_HELD);
        byte[] genuine = report("genuine", 200);
        assertThat(post("/java", genuine, signed(genuine)).statusCode()).isEqualTo(200);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private HttpResponse<String> post(String path, byte[] body, List<String> headers, String... more)
            throws IOException, InterruptedException {
        return client.send(request(path, body, headers, more), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, byte[] body, List<String> headers, String... more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (more.length > 0) {
            request.headers(more);
        }
        return request.build();
    }

    private static byte[] report(String sessionId, int code) {
        return ("{\"reference_id\":\"R\",\"sub_resource\":\"bulk_sms\",\"session_id\":\"" + sessionId
                        + "\",\"status\":{\"code\":" + code
                        + ",\"updated_on\":\"2016-10-21T14:05:36Z\"},\"errors\":[]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> signed(byte[] body) throws GeneralSecurityException {
        return signed(body, KEY, "me");
    }

    private static List<String> signed(byte[] body, byte[] key, String customerId) throws GeneralSecurityException {
        return signed("HmacSHA256", body, key, customerId);
    }

    private static List<String> signed(String algorithm, byte[] body, byte[] key, String customerId)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        String signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
        return List.of("Authorization", "TSA " + customerId + ":" + signature, "x-ts-authorization", signature);
    }
}
