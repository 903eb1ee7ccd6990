package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictnessTest {

    private static final String FORM = "recipients=381601234567&template=Hi";

    private Instant now = Instant.parse("2026-01-05T07:08:09Z");
    private BulkSmsSandbox sandbox = BulkSmsSandbox.start();
    private SandboxClient client = new SandboxClient(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void restart(SandboxBuilder settings) {
        sandbox.close();
        sandbox = settings.clock(() -> now).start();
        client = new SandboxClient(sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "SUSPENDED, 401, -30001",
        "PRODUCT_NOT_ENABLED, 401, -20002",
        "SOURCE_IP_NOT_ALLOWED, 401, -10009",
        "ACTIVE, 200, 0"
    })
    void theStateOfTheAccountDecides(AccountState state, int httpStatus, int error) throws Exception {
        sandbox.account(state);

        HttpResponse<String> response = client.post(FORM);
        assertThat(response.statusCode()).isEqualTo(httpStatus);
        assertThat(SandboxClient.error(response)).isEqualTo(error);
    }

    @Test
    void otherPathsMethodsSizesAndTypesAreRefused() throws Exception {
        Map<String, String> headers = Map.of("Authorization", client.basic(), "Content-Type", SandboxClient.FORM);
        assertThat(client.request("POST", "/v1/verify/bulk_sms/x", FORM, headers)
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.request("POST", "/", FORM, headers).statusCode()).isEqualTo(404);
        HttpResponse<String> get = client.request("GET", SandboxClient.BULK, "", headers);
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
        assertThat(client.request("POST", SandboxClient.BULK, FORM + "x".repeat(1024 * 1024), headers)
                        .statusCode())
                .isEqualTo(413);
        assertThat(SandboxClient.error(client.request(
                        "POST",
                        SandboxClient.BULK,
                        FORM,
                        Map.of("Authorization", client.basic(), "Content-Type", "application/json"))))
                .isEqualTo(-40006);
        assertThat(sandbox.stats().messages()).isZero();
    }

    @Test
    void theRateLimitIsABucketThatFillsWithTime() throws Exception {
        restart(BulkSmsSandbox.builder().requestsPerSecond(2));

        assertThat(client.errorOf(FORM)).isZero();
        assertThat(client.errorOf(FORM)).isZero();
        HttpResponse<String> tooFast = client.post(FORM);
        assertThat(tooFast.statusCode()).isEqualTo(429);
        assertThat(SandboxClient.error(tooFast)).isEqualTo(-40007);
        assertThat(tooFast.headers().firstValue("Retry-After")).hasValue("1");
        now = now.plusMillis(499);
        assertThat(client.errorOf(FORM)).isEqualTo(-40007);
        now = now.plusMillis(1);
        assertThat(client.errorOf(FORM)).isZero();
        now = now.plusSeconds(3600);
        assertThat(client.errorOf(FORM)).isZero();
        assertThat(client.errorOf(FORM)).isZero();
        assertThat(client.errorOf(FORM)).isEqualTo(-40007);
    }

    @Test
    void theHardCapCountsMessages() throws Exception {
        restart(BulkSmsSandbox.builder().hardCap(3));

        assertThat(client.errorOf("recipients=1234567%2C1234568&template=Hi")).isZero();
        assertThat(client.errorOf("recipients=1234567%2C1234568&template=Hi")).isEqualTo(-40008);
        assertThat(client.errorOf(FORM)).isZero();
        assertThat(client.errorOf(FORM)).isEqualTo(-40008);
        assertThat(sandbox.stats().messages()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STALL_BEFORE_ACCEPTANCE", "STALL_AFTER_ACCEPTANCE"})
    void aFaultAcceptsOrNotAsItSays(Fault fault) throws Exception {
        sandbox.onRequest(1, fault);
        String seen;
        try {
            HttpResponse<String> response = client.post(FORM);
            seen = response.statusCode() + " "
                    + (response.body().startsWith("{") ? SandboxClient.error(response) : response.body());
        } catch (IOException e) {
            seen = "broken";
        }
        String expected =
                switch (fault) {
                    case RATE_LIMITED -> "429 -40007";
                    case UNAVAILABLE -> "503 -90001";
                    case INTERNAL_ERROR -> "500 -90001";
                    case HTML_BAD_GATEWAY, HTML_BAD_GATEWAY_AFTER_ACCEPTANCE -> "502 <html>";
                    case REDIRECT -> "307 ";
                    default -> "broken";
                };
        assertThat(seen).startsWith(expected);
        assertThat(sandbox.messages()).hasSize(fault.accepts() ? 1 : 0);
        assertThat(sandbox.stats().dropped()).isEqualTo(1);
        assertThat(client.errorOf(FORM)).as("the next request").isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"STALL_BEFORE_ACCEPTANCE", "STALL_AFTER_ACCEPTANCE"})
    void aStalledRequestIsLetGoByAReset(Fault fault) throws Exception {
        sandbox.onRequest(1, fault);
        Thread stalled = new Thread(() -> assertThatThrownBy(() -> client.post(FORM)));
        stalled.start();
        await().until(() -> sandbox.stats().dropped() == 1);
        assertThat(sandbox.messages()).hasSize(fault.accepts() ? 1 : 0);
        sandbox.reset();
        stalled.join();
    }

    @Test
    void aRequestThatIsRefusedAnyhowIsRefusedAndNotBroken() throws Exception {
        sandbox.onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);

        assertThat(client.errorOf("recipients=rubbish&template=Hi")).isEqualTo(-40006);
    }

    @Test
    void aMarkedRecipientBringsItsFaultEachTime() throws Exception {
        sandbox.onRecipient("381601234567", Fault.UNAVAILABLE);

        assertThat(client.errorOf("recipients=1234567%2C381601234567&template=Hi"))
                .isEqualTo(-90001);
        assertThat(client.errorOf(FORM)).isEqualTo(-90001);
        assertThat(client.errorOf("recipients=1234567&template=Hi")).isZero();
        sandbox.clearFaults();
        assertThat(client.errorOf(FORM)).isZero();
    }

    @Test
    void chanceHitsTheSameRequestsEachTime() throws Exception {
        List<List<Integer>> rounds = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            sandbox.reset();
            sandbox.withProbability(Fault.UNAVAILABLE, 0.3, 7);
            List<Integer> errors = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                errors.add(client.errorOf(FORM));
            }
            rounds.add(errors);
        }
        assertThat(rounds.get(0)).isEqualTo(rounds.get(1)).contains(0, -90001);
        long hits = IntStream.range(0, 100_000)
                .filter(i -> new Faults.Chance(Fault.UNAVAILABLE, 0.3, 7).hits(i))
                .count();
        assertThat(hits).isBetween(29_000L, 31_000L);
    }

    @Test
    void everythingIsSetOverTheControlApi() throws Exception {
        assertThat(control("POST", "faults", "{\"fault\":\"UNAVAILABLE\",\"request\":1}")
                        .statusCode())
                .isEqualTo(200);
        control("POST", "faults", "{\"fault\":\"half_reply\",\"recipient\":\"1234567\"}");
        control("POST", "faults", "{\"fault\":\"DROP_AFTER_ACCEPTANCE\",\"probability\":0.5,\"seed\":3}");
        JsonNode faults = SandboxClient.json(control("GET", "faults", ""));
        assertThat(faults).hasSize(3);
        assertThat(client.errorOf(FORM)).isEqualTo(-90001);
        assertThat(SandboxClient.json(control("DELETE", "faults", ""))).isEmpty();

        control("POST", "settings", "{\"account\":\"SUSPENDED\",\"latencyMillis\":1}");
        assertThat(client.errorOf(FORM)).isEqualTo(-30001);
        control("POST", "settings", "{\"account\":\"ACTIVE\"}");
        assertThat(client.errorOf(FORM)).isZero();
        assertThat(SandboxClient.json(control("DELETE", "messages", ""))
                        .path("messages")
                        .asInt())
                .isZero();
        assertThat(sandbox.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "faults {\"fault\":\"NOPE\",\"request\":1}|fault: expected one of",
                "faults {\"fault\":\"UNAVAILABLE\"}|the target of the fault",
                "faults {\"fault\":\"UNAVAILABLE\",\"probability\":2}|expected 0 to 1",
                "faults {\"fault\":\"UNAVAILABLE\",\"colour\":2}|unknown field colour",
                "faults [1]|not a JSON object",
                "faults {|not JSON",
                "settings {\"latencyMillis\":-1}|latencyMillis: expected",
                "settings {\"account\":\"OPEN\"}|account: expected one of"
            })
    void whatIsWrongIsNamed(String request) throws Exception {
        String resource = request.substring(0, request.indexOf(' '));
        String body = request.substring(request.indexOf(' ') + 1, request.indexOf('|'));
        HttpResponse<String> response = control("POST", resource, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SandboxClient.json(response).path("error").asText())
                .contains(request.substring(request.indexOf('|') + 1));
        assertThat(sandbox.stats().requests()).isZero();
    }

    private HttpResponse<String> control(String method, String resource, String body) throws Exception {
        return client.request(method, "/sandbox/" + resource, body, Map.of());
    }
}
