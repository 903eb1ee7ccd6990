package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.telesign.RestClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final String FORM = "recipients=381601234567%3Aabc&template=Hi+%26+more";

    private Instant now = Instant.parse("2026-01-05T07:08:09Z");
    private final BulkSmsSandbox sandbox =
            BulkSmsSandbox.builder().clock(() -> now).start();
    private final SandboxClient client = new SandboxClient(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theProvidersOwnSdkIsAccepted() throws Exception {
        now = Instant.now();
        RestClient sdk = new RestClient(sandbox.customerId(), sandbox.apiKey(), sandbox.baseUrl());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("recipients", "381601234567:abc,381601234568");
        fields.put("template", "Tea & biscuits + \u05E9\u05DC\u05D5\u05DD \uD83D\uDE00");
        RestClient.TelesignResponse response = sdk.post(SandboxClient.BULK, fields);

        assertThat(response.body).contains("293");
        assertThat(sandbox.messages()).hasSize(2);
        assertThat(sandbox.messages().get(0).template()).isEqualTo(fields.get("template"));
    }

    @Test
    void theSdkWithAWrongKeyIsRefused() throws Exception {
        now = Instant.now();
        String wrongKey = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        RestClient sdk = new RestClient(sandbox.customerId(), wrongKey, sandbox.baseUrl());

        assertThat(sdk.post(SandboxClient.BULK, Map.of("recipients", "381601234567", "template", "Hi")).body)
                .contains("-30006");
    }

    @Test
    void aWrongSignatureIsAnsweredWithTheStringThatWasSigned() throws Exception {
        Map<String, String> headers = signed("n-1", now);
        HttpResponse<String> response = client.request("POST", SandboxClient.BULK, FORM + "!", headers);

        assertThat(SandboxClient.error(response)).isEqualTo(-30006);
        assertThat(SandboxClient.json(response).path("signature_string").asText())
                .isEqualTo("POST\napplication/x-www-form-urlencoded\nMon, 05 Jan 2026 07:08:09 GMT\n"
                        + "x-ts-auth-method:HMAC-SHA256\nx-ts-nonce:n-1\n" + FORM + "!\n/v1/verify/bulk_sms");
    }

    @Test
    void aNonceIsGoodForOneRequestAndForgottenWhenItsDateIsTooOldAnyhow() throws Exception {
        assertThat(send(signed("n-1", now))).isZero();
        assertThat(send(signed("n-1", now))).isEqualTo(-30012);
        assertThat(send(signed("n-2", now))).isZero();
        now = now.plus(Duration.ofHours(1));
        assertThat(send(signed("n-1", now))).isZero();
    }

    @Test
    void aDateIsToleratedForAQuarterOfAnHour() throws Exception {
        assertThat(send(signed("n-1", now.minus(Duration.ofMinutes(15))))).isZero();
        assertThat(send(signed("n-2", now.minus(Duration.ofMinutes(15).plusSeconds(1)))))
                .isEqualTo(-30010);
        assertThat(send(signed("n-3", now.plus(Duration.ofMinutes(16))))).isEqualTo(-30010);
        Map<String, String> broken = signed("n-4", now);
        broken.put("Date", "yesterday");
        assertThat(send(broken)).isEqualTo(-30010);
    }

    @Test
    void anotherCustomerAndAnotherMethodAreRefused() throws Exception {
        Map<String, String> other = signed("n-1", now);
        other.put("Authorization", other.get("Authorization").replace("sandbox:", "other:"));
        assertThat(send(other)).isEqualTo(-30000);
        Map<String, String> method = signed("n-2", now);
        method.put("x-ts-auth-method", "HMAC-SHA1");
        assertThat(send(method)).isEqualTo(-30006);
        assertThat(send(Map.of("Content-Type", SandboxClient.FORM))).isEqualTo(-30000);
    }

    private int send(Map<String, String> headers) throws Exception {
        return SandboxClient.error(client.request("POST", SandboxClient.BULK, FORM, headers));
    }

    private Map<String, String> signed(String nonce, Instant at) throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
        String padded = date.replaceFirst(", (\\d) ", ", 0$1 ");
        Map<String, String> headers = new LinkedHashMap<>(RestClient.generateTelesignHeaders(
                sandbox.customerId(),
                sandbox.apiKey(),
                "POST",
                SandboxClient.BULK,
                FORM,
                padded,
                nonce == null ? UUID.randomUUID().toString() : nonce,
                null,
                SandboxClient.FORM));
        return headers;
    }
}
