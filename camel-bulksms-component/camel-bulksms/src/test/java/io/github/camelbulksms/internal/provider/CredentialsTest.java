package io.github.camelbulksms.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.telesign.RestClient;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.Recipient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @Test
    void theDigestIsThatOfTheProvidersOwnSdkWhateverIsSigned() throws Exception {
        Random random = new Random(13);
        for (int round = 0; round < 5_000; round++) {
            byte[] key = new byte[1 + random.nextInt(80)];
            random.nextBytes(key);
            String apiKey = Base64.getEncoder().encodeToString(key);
            String nonce = UUID.randomUUID().toString();
            Instant now = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
            ByteBuffer form = randomForm(random);

            Map<String, String> ours =
                    Credentials.of(AuthMethod.digest, "customer-1", apiKey).headers(form, now, () -> nonce);
            Map<String, String> theirs = RestClient.generateTelesignHeaders(
                    "customer-1",
                    apiKey,
                    "POST",
                    ProviderClient.PATH,
                    StandardCharsets.UTF_8.decode(form.duplicate()).toString(),
                    ours.get("Date"),
                    nonce,
                    null,
                    RequestForm.CONTENT_TYPE);

            assertThat(theirs).containsAllEntriesOf(ours);
        }
    }

    /** A vector computed by hand with openssl, see the comments. */
    @Test
    void theDigestIsThatOfAnIndependentComputation() {
        // printf 'POST\napplication/x-www-form-urlencoded\nMon, 05 Jan 2026 07:08:09
        // GMT\nx-ts-auth-method:HMAC-SHA256\n
        //         x-ts-nonce:n-1\nrecipients=381601234567&template=Hi\n/v1/verify/bulk_sms' |
        //     openssl dgst -sha256 -hmac secret-key -binary | base64
        Map<String, String> headers = Credentials.of(AuthMethod.digest, "customer-1", "c2VjcmV0LWtleQ==")
                .headers(
                        StandardCharsets.UTF_8.encode("recipients=381601234567&template=Hi"),
                        Instant.parse("2026-01-05T07:08:09Z"),
                        () -> "n-1");

        assertThat(headers)
                .containsEntry("Date", "Mon, 05 Jan 2026 07:08:09 GMT")
                .containsEntry("Authorization", "TSA customer-1:esstfJTozw+HRU2nhPKyg9mx5Z+Ym3Z05kI7owMADg8=");
    }

    @Test
    void basicIsTheCustomerIdAndTheKey() {
        assertThat(Credentials.of(AuthMethod.basic, "Aladdin", "open+sesame/=")
                        .headers(ByteBuffer.allocate(0), Instant.now(), () -> "n"))
                .containsExactly(Map.entry("Authorization", "Basic QWxhZGRpbjpvcGVuK3Nlc2FtZS89"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "a+b c/d=", "====", "\u00E9\u00E9\u00E9\u00E9"})
    void aKeyThatIsNotBase64IsRefusedForTheDigestWithoutRepeatingIt(String apiKey) {
        assertThatThrownBy(() -> Credentials.of(AuthMethod.digest, "c", apiKey))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("apiKey ")
                .hasMessageNotContaining(apiKey);
    }

    @ParameterizedTest
    @CsvSource({"basic", "digest"})
    void aKeyThatIsNoneAsItWasTypedInAnUriIsRefusedWithTheMend(AuthMethod method) {
        assertThatThrownBy(() -> Credentials.of(method, "c", "ab cd===")).hasMessageContaining("RAW(…)");
        assertThatThrownBy(() -> Credentials.of(method, "c:d", "abcd"))
                .hasMessageContaining("customerId holds a colon");
        assertThatThrownBy(() -> Credentials.of(method, "c", "#name")).hasMessageContaining("apiKey=#bean:name");
        assertThatCode(() -> Credentials.of(method, "c", "ab+/cQ==")).doesNotThrowAnyException();
        assertThat(Credentials.of(method, "c", "ab+/cQ==")).asString().doesNotContain("ab+/cQ");
    }

    private static ByteBuffer randomForm(Random random) {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(40); i > 0; i--) {
            int codePoint = random.nextInt(4) == 0 ? random.nextInt(Character.MAX_CODE_POINT) : random.nextInt(256);
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                text.appendCodePoint(codePoint);
            }
        }
        return new RequestForm(new BulkMessage(text.toString(), null, null, null))
                .encode(
                        RecipientBatch.of(List.of(new Recipient(Long.toString(1_000_000 + random.nextInt(1000)), "s"))),
                        ByteBuffer.allocate(0));
    }

    @Test
    void aMethodThatIsNoneIsRefusedWithTheOption() {
        assertThat(AuthMethod.of("Digest")).isEqualTo(AuthMethod.digest);
        for (String none : new String[] {"none", null}) {
            assertThatThrownBy(() -> AuthMethod.of(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("authMethod is " + none + ": expected basic or digest");
        }
    }
}
