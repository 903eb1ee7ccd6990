package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls that the page makes. */
class ControlCallsTest {

    private static final String LONDON = "442079460001";

    @RegisterExtension
    final SandboxExtension provider =
            new SandboxExtension(BulkSmsSandbox.builder().reportSchedule(ReportReceiver.HASTY));

    private SandboxClient client;

    @BeforeEach
    void connect() {
        client = new SandboxClient(provider.sandbox());
    }

    @Test
    void aWindowOfTheInboxIsTheSameWhileMessagesArriveAboveIt() throws Exception {
        client.send("first", null, null, numbers(0, 50));
        client.send("second", null, null, numbers(50, 50));

        assertThat(numbersOf(get("inbox?before=101&offset=45&limit=10")))
                .containsExactly(55L, 54L, 53L, 52L, 51L, 50L, 49L, 48L, 47L, 46L);
        client.send("third", null, null, numbers(100, 50));

        assertThat(get("inbox?before=101&offset=45&limit=10").path("total").asInt())
                .isEqualTo(100);
        assertThat(numbersOf(get("inbox?before=101&offset=98&limit=10"))).containsExactly(2L, 1L);
        assertThat(numbersOf(get("inbox?offset=1000&limit=10"))).isEmpty();
    }

    @Test
    void aFaultHitsANumberHoweverItIsWritten() throws Exception {
        client.request(
                "POST",
                "/sandbox/faults",
                "{\"fault\":\"UNAVAILABLE\",\"recipient\":\"+44 (20) 7946-0001\"}",
                Map.of());

        assertThat(client.send("Hi", null, null, LONDON).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"''", "abc", "+44", "0442079460001", "44x2079460001"})
    void aFaultOnWhatIsNoNumberIsRefusedAndNotForgottenInSilence(String recipient) throws Exception {
        HttpResponse<String> refusal = client.request(
                "POST", "/sandbox/faults", "{\"fault\":\"UNAVAILABLE\",\"recipient\":\"" + recipient + "\"}", Map.of());

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.body()).contains("recipient: expected a phone number of 7 to 15 digits");
        assertThat(get("faults")).isEmpty();
    }

    @Test
    void aMessageThatIsNotKeptIsMissedByItsNumber() throws Exception {
        HttpResponse<String> missing = client.request("GET", "/sandbox/message?number=7", "", Map.of());

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body())
                .contains("there is no message of this number")
                .endsWith("\n");
    }

    @Test
    void aHealthCheckThatAsksForTheHeadAloneFindsThePage() throws Exception {
        HttpResponse<String> head = client.request("HEAD", "/", "", Map.of());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    }

    @Test
    void messagesOfOneCampaignAreFoundWithinAWindow() throws Exception {
        client.send("first", null, null, numbers(0, 30));
        client.send("second", null, null, numbers(30, 30));

        JsonNode found = get("inbox?campaign=1&offset=10&limit=5&state=delivered");

        assertThat(found.path("total").asInt()).isEqualTo(30);
        assertThat(numbersOf(found)).containsExactly(20L, 19L, 18L, 17L, 16L);
    }

    @Test
    void requestsAndAttemptsComeNewestFirst() throws Exception {
        try (ReportReceiver receiver = new ReportReceiver()) {
            provider.sandbox().reports().to(receiver.address());
            for (int i = 0; i < 5; i++) {
                client.send("text " + i, null, null, "44207946000" + i);
                provider.awaitDelivered(i + 1, Duration.ofSeconds(20));
            }
        }

        assertThat(get("requests?offset=1&limit=2").findValuesAsText("number")).containsExactly("4", "3");
        assertThat(get("requests?before=3&limit=10").path("total").asInt()).isEqualTo(2);
        assertThat(get("attempts?offset=1&limit=2").findValuesAsText("message")).containsExactly("4", "3");
        assertThat(get("attempts?offset=9&limit=2").path("attempts")).isEmpty();
    }

    @Test
    void aReportIsTriedAgainAndEveryAnswerIsKept() throws Exception {
        try (ReportReceiver receiver = new ReportReceiver()) {
            receiver.answers(503);
            provider.sandbox().reports().to(receiver.address());

            client.send("Hi", null, null, LONDON);

            assertThat(provider.sandbox().reports().await(Duration.ofSeconds(30)))
                    .isTrue();
            JsonNode attempts = get("message?number=1").path("attempts");
            assertThat(attempts.findValuesAsText("attempt")).containsExactly("1", "2", "3", "4");
            assertThat(attempts.findValuesAsText("answer")).containsOnly("503");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | report   | {'message':1}                         | no address for reports is set",
                "POST | report   | {'message':0}                         | message: expected a whole number from 1",
                "POST | reply    | {'from':'abc','text':'STOP'}          | expected 7 to 15 digits",
                "POST | reply    | {'from':'442079460001','text':' '}    | not all of them blank",
                "POST | reply    | {'to':'ftp://a'}                      | expected for instance http://127.0.0.1:8080",
                "POST | settings | {'requestsPerSecond':0}               | expected more than 0",
                "POST | settings | {'latency':5}                         | unknown field latency",
                "POST | faults   | {'fault':'UNAVAILABLE'}               | the target of the fault is missing",
                "GET  | inbox?state=lost |                               | state: expected one of [PENDING, DELIVERED, FAILED]",
                "GET  | inbox?limit=many |                               | limit: expected a whole number from 1 to 1000",
            })
    void whatCannotBeDoneIsSaid(String method, String call, String body, String words) throws Exception {
        HttpResponse<String> response =
                client.request(method, "/sandbox/" + call, body == null ? "" : body.replace('\'', '"'), Map.of());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(words);
    }

    @Test
    void aFaultIsForgottenByItself() throws Exception {
        for (String fault : new String[] {
            "{\"fault\":\"REDIRECT\",\"request\":9}",
            "{\"fault\":\"REDIRECT\",\"recipient\":\"" + LONDON + "\"}",
            "{\"fault\":\"REDIRECT\",\"probability\":0.5,\"seed\":7}"
        }) {
            client.request("POST", "/sandbox/faults", fault, Map.of());
            assertThat(get("faults")).hasSize(1);
            client.request("DELETE", "/sandbox/faults", fault, Map.of());
            assertThat(get("faults")).as(fault).isEmpty();
        }
    }

    @Test
    void aPhoneThatWroteStopIsBlockedUntilItWritesStart() throws Exception {
        provider.sandbox().replies().send(LONDON, " stop ");
        client.send("Hi", null, null, LONDON);
        provider.sandbox().replies().send(LONDON, "Start");
        client.send("Hi", null, null, LONDON);

        assertThat(get("inbox").path("messages").findValuesAsText("status")).containsExactly("200", "510");
    }

    @Test
    void theStreamTellsWhatChangedAndNoMessages() throws Exception {
        client.send("Spring sale", null, null, LONDON);
        try (BufferedReader events = new BufferedReader(new InputStreamReader(
                URI.create(provider.sandbox().baseUrl() + "/sandbox/events")
                        .toURL()
                        .openStream(),
                StandardCharsets.UTF_8))) {
            JsonNode first = snapshot(events);
            assertThat(first.path("stats").path("messages").asInt()).isEqualTo(1);
            assertThat(first.path("campaigns").path(0).path("template").asText())
                    .isEqualTo("Spring sale");
            assertThat(first.toString()).doesNotContain(LONDON);

            client.send("Spring sale", null, null, "442079460002");

            assertThat(snapshot(events).path("delivered").asInt()).isEqualTo(2);
        }
    }

    /** The next one whose messages are all in their state: a snapshot may be taken between two counts. */
    private static JsonNode snapshot(BufferedReader events) throws IOException {
        while (true) {
            String line = events.readLine();
            if (line.startsWith("data: ")) {
                JsonNode snapshot = new JsonMapper().readTree(line.substring(6));
                if (snapshot.path("stats").path("messages").asLong()
                        == snapshot.path("delivered").asLong()) {
                    return snapshot;
                }
            }
        }
    }

    private JsonNode get(String call) throws Exception {
        return SandboxClient.json(client.request("GET", "/sandbox/" + call, "", Map.of()));
    }

    private static Iterable<Long> numbersOf(JsonNode inbox) {
        return StreamSupport.stream(inbox.path("messages").spliterator(), false)
                .map(message -> message.path("number").asLong())
                .toList();
    }

    private static String[] numbers(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(n -> Long.toString(381_600_000_000L + n))
                .toArray(String[]::new);
    }
}
