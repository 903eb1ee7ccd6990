package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkSmsSandboxTest {

    @RegisterExtension
    final SandboxExtension provider =
            new SandboxExtension(BulkSmsSandbox.builder().customerId("me").apiKey("key"));

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theDocumentedRequestGetsTheDocumentedReply() throws Exception {
        HttpResponse<String> response = post(
                "me:key",
                "recipients=381606878232%3A255E3E34382C0E049046BF14FF7F3435%2C381647559476&template=Hi+%26+%D0%B1&ucid=LEAD");

        JsonNode json = new JsonMapper().readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json.path("reference_id").asText()).matches("[0-9A-F]{32}");
        assertThat(json.path("sub_resource").asText()).isEqualTo("bulk_sms");
        assertThat(json.path("status").path("code").asInt()).isEqualTo(293);
        assertThat(json.path("errors")).isEmpty();
        assertThat(provider.sandbox().messages())
                .containsExactly(
                        new AcceptedMessage(
                                1,
                                json.path("reference_id").asText(),
                                "381606878232",
                                "255E3E34382C0E049046BF14FF7F3435",
                                "Hi & б",
                                "LEAD",
                                null,
                                null,
                                null),
                        new AcceptedMessage(
                                2,
                                json.path("reference_id").asText(),
                                "381647559476",
                                null,
                                "Hi & б",
                                "LEAD",
                                null,
                                null,
                                null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "me:key   | recipients=1234567                        | 400 | 500 | -10001",
                "me:key   | recipients=1234567&template=              | 400 | 500 | -10001",
                "me:key   | template=Hi                               | 400 | 500 | -10002",
                "me:key   | recipients=&template=Hi                   | 400 | 500 | -10002",
                "me:key   | recipients=phone&template=Hi              | 400 | 500 | -40006",
                "me:key   | recipients=%2B1234567&template=Hi         | 400 | 500 | -40006",
                "me:key   | recipients=1234567%3A&template=Hi         | 400 | 500 | -40006",
                "me:key   | recipients=1234567%2C&template=Hi         | 400 | 500 | -40006",
                "me:key   | recipients=1234567&template=%C3           | 400 | 500 | -40006",
                "me:key   | recipients=1234567&template=%Z1           | 400 | 500 | -40006",
                "me:key   | recipients=1234567&template=a&template=b  | 400 | 500 | -40006",
                "me:key   | recipients=1234567&template=Hi&ucid=NOPE  | 400 | 500 | -40006",
                "me:key   | recipients=1234567&template=Hi&extra=1    | 400 | 500 | -40006",
                "you:key  | recipients=1234567&template=Hi            | 401 | 501 | -30000",
                "me:wrong | recipients=1234567&template=Hi            | 401 | 501 | -30006",
            })
    void whatTheProviderRefusesIsRefusedWithItsCode(
            String credentials, String form, int httpStatus, int statusCode, int errorCode) throws Exception {
        HttpResponse<String> response = post(credentials, form);

        JsonNode json = new JsonMapper().readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(httpStatus);
        assertThat(json.path("status").path("code").asInt()).isEqualTo(statusCode);
        assertThat(json.path("errors").path(0).path("code").asInt()).isEqualTo(errorCode);
        assertThat(provider.sandbox().messages()).isEmpty();
        assertThat(provider.sandbox().stats().refused()).isEqualTo(1);
    }

    @Test
    void aThousandRecipientsAreTheLimit() throws Exception {
        assertThat(post("me:key", "template=Hi&recipients=" + recipients(1000)).statusCode())
                .isEqualTo(200);
        assertThat(post("me:key", "template=Hi&recipients=" + recipients(1001)).body())
                .contains("-10003");
        assertThat(provider.sandbox().stats().messages()).isEqualTo(1000);
    }

    @Test
    void aDroppedRequestIsAcceptedOrNotButNeverAnswered() throws Exception {
        provider.sandbox().onRequest(1, Fault.DROP_BEFORE_ACCEPTANCE);
        provider.sandbox().onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);

        assertThatThrownBy(() -> post("me:key", "recipients=1234567&template=Hi"))
                .isInstanceOf(IOException.class);
        assertThat(provider.sandbox().messages()).isEmpty();
        assertThatThrownBy(() -> post("me:key", "recipients=1234567&template=Hi"))
                .isInstanceOf(IOException.class);
        assertThat(provider.sandbox().messages()).hasSize(1);
        assertThat(provider.sandbox().stats().dropped()).isEqualTo(2);
    }

    @Test
    void whatArrivedCanBeAskedForNewestFirst() throws Exception {
        post("me:key", "recipients=1234567&template=one");
        post("me:key", "recipients=1234568&template=two");

        JsonNode messages =
                new JsonMapper().readTree(get("/sandbox/messages?limit=1").body());
        assertThat(messages.path("total").asInt()).isEqualTo(2);
        assertThat(messages.path("messages")).hasSize(1);
        assertThat(messages.path("messages").path(0).path("phone_number").asText())
                .isEqualTo("1234568");
        assertThat(new JsonMapper()
                        .readTree(get("/sandbox/stats").body())
                        .path("accepted")
                        .asInt())
                .isEqualTo(2);
        assertThat(get("/sandbox/messages?limit=1&before=2").body())
                .contains("1234567")
                .doesNotContain("1234568");
        assertThat(get("/sandbox/messages?before=1").body()).contains("\"messages\":[]");
        assertThat(get("/sandbox/messages?limit=9999").body())
                .isEqualTo("{\"error\":\"limit: expected a whole number from 1 to 1000, not '9999'\"}\n");
        assertThat(get("/sandbox/messages?page=2").body()).contains("unknown parameter page");
        assertThat(get("/sandbox/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void theOldestMessagesAreForgottenPastTheLimit() throws Exception {
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.builder().messagesKept(2).start()) {
            SandboxClient client = new SandboxClient(sandbox);
            client.post("recipients=1234567,1234568&template=Hi");
            client.post("recipients=1234569&template=Hi");

            assertThat(sandbox.messages())
                    .extracting(AcceptedMessage::phoneNumber)
                    .containsExactly("1234568", "1234569");
            assertThat(sandbox.stats().messages()).isEqualTo(3);
        }
    }

    @Test
    void theProgramSaysWhatIsWrongWithItsArguments() {
        assertThat(program("--help")).startsWith("0").contains("--drop-after");
        assertThat(program("--port", "x")).startsWith("2").contains("--port: expected a whole number from 0 to 65535");
        assertThat(program("--colour", "red")).startsWith("2").contains("unknown option --colour");
        assertThat(program("--port")).startsWith("2").contains("expected a value");
        assertThat(program("--help")).contains("HALF_REPLY").contains("--requests-per-second");
        assertThat(program("--fault", "NOPE=request:1")).startsWith("2").contains("expected one of [DROP_BEFORE");
        assertThat(program("--fault", "HALF_REPLY")).startsWith("2").contains("UNAVAILABLE=request:3");
        assertThat(program("--fault", "HALF_REPLY=request:x")).startsWith("2").contains("expected a whole number");
        assertThat(program("--requests-per-second", "0")).startsWith("2").contains("above 0");
        assertThat(program("--account", "OPEN")).startsWith("2").contains("SUSPENDED");
    }

    private static String program(String... args) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int exitCode = SandboxProgram.run(args, out, out);
        return exitCode + "\n" + printed.toString(StandardCharsets.UTF_8);
    }

    private static String recipients(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Integer.toString(1_000_000 + i))
                .collect(Collectors.joining("%2C"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(provider.sandbox().baseUrl() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String credentials, String form) throws IOException, InterruptedException {
        // JDK's client repeats nothing when a POST fails
        return client.send(
                HttpRequest.newBuilder(URI.create(provider.sandbox().baseUrl() + "/v1/verify/bulk_sms"))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aSmallLogKeepsTheLastMessagesAndCountsThemAll(int kept) throws Exception {
        try (BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().messagesKept(kept).start()) {
            HttpResponse<String> response =
                    new SandboxClient(sandbox).post("recipients=3816012345,3816012346&template=Hi");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(sandbox.stats().messages()).isEqualTo(2);
            assertThat(sandbox.messages()).hasSize(Math.min(kept, 2));
        }
    }
}
