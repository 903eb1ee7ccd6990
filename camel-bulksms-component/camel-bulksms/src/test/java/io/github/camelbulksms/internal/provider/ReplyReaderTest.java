package io.github.camelbulksms.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.provider.Transport.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyReaderTest {

    private static final String ACCEPTED = """
            {"reference_id":"B562A981D0E0010488434B07861B1862","sub_resource":"bulk_sms",
             "status":{"code":293,"description":"Bulk request accepted","updated_on":"2022-06-14T23:36:56.164428Z"},"errors":[]}
            """;

    @Test
    void theDocumentedReplyIsAccepted() {
        assertThat(read(200, ACCEPTED)).isEqualTo(new AttemptResult.Accepted("B562A981D0E0010488434B07861B1862"));
    }

    @Test
    void theDocumentedReplyCutAnywhereIsUnknown() {
        String whole = ACCEPTED.strip();
        for (int length = 0; length < whole.length(); length++) {
            assertThat(read(200, whole.substring(0, length))).isInstanceOf(AttemptResult.Unknown.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | 500 | -10001 | Refused | give a text",
                "400 | 500 | -10002 | Refused | give recipients",
                "400 | 500 | -10003 | Refused | lower batchSize",
                "400 | 500 | -40006 | Refused | check senderId",
                "401 | 500 | -10009 | Refused | allow this machine's address",
                "401 | 501 | -20002 | Refused | have bulk SMS enabled",
                "401 | 501 | -30000 | Refused | check customerId",
                "401 | 501 | -30001 | Refused | have the account opened",
                "401 | 501 | -30006 | Refused | check apiKey and authMethod",
                "401 | 501 | -30010 | Refused | set this machine's clock",
                "401 | 501 | -30012 | Unknown | find and stop the proxy or tool that repeated the request",
                "400 | 500 | -40024 | Refused | ask the provider",
                "400 | 500 | -40025 | Refused | ask the provider",
                "400 | 500 | -77777 | Refused | why",
                "429 | 500 | -40007 | NotAccepted | send slower",
                "429 | 500 | -40008 | Capped | cap raised",
                "500 | 500 | -90001 | NotAccepted | try later",
                "503 | 500 | -90001 | NotAccepted | try later",
                "200 | 500 | -90001 | NotAccepted | try later",
                "200 | 293 | -10001 | Unknown | carries errors",
                "200 | 290 | -10001 | Unknown | 290",
            })
    void theProvidersCodesDecide(int httpStatus, int statusCode, int errorCode, String expected, String said) {
        AttemptResult attempt = read(
                httpStatus,
                "{\"status\":{\"code\":" + statusCode + ",\"description\":\"d\"},\"errors\":[{\"code\":" + errorCode
                        + ",\"description\":\"why\"}]}");

        assertThat(attempt.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(attempt.reason()).contains(said);
        if (statusCode >= 500) {
            assertThat(attempt.reason()).contains(errorCode + " why");
        }
        assertThat(attempt.consequence() == AttemptResult.Consequence.END_THE_RUN)
                .isEqualTo(expected.equals("Refused") || expected.equals("Capped"));
        assertThat(attempt.consequence() == AttemptResult.Consequence.TRY_AGAIN)
                .isEqualTo(expected.equals("NotAccepted"));
    }

    @Test
    void anErrorWithoutDetailsIsARefusal() {
        assertThat(read(400, "{\"status\":{\"code\":500,\"description\":\"Transaction not attempted\"},\"errors\":[]}"))
                .isInstanceOf(AttemptResult.Refused.class)
                .extracting(AttemptResult::reason)
                .isEqualTo("the provider refused the request: 500 Transaction not attempted");
    }

    @Test
    void aReplyWithoutAReferenceIdIsAccepted() {
        assertThat(read(200, "{\"status\":{\"code\":293}}")).isEqualTo(new AttemptResult.Accepted(null));
    }

    @Test
    void theStringThatTheProviderSignedIsShownWithoutRecipientsAndText() {
        String signed = "POST\\napplication/x-www-form-urlencoded\\nMon, 05 Jan 2026 07:08:09 GMT\\n"
                + "x-ts-auth-method:HMAC-SHA256\\nx-ts-nonce:n-1\\n"
                + "recipients=381601234567%3Aabc&template=Secret+text\\nSecret second line\\n/v1/verify/bulk_sms";
        AttemptResult attempt = read(
                401,
                "{\"status\":{\"code\":501,\"description\":\"Not authorized\"},\"signature_string\":\"" + signed
                        + "\",\"errors\":[{\"code\":-30006,\"description\":\"Invalid Signature.\"}]}");

        assertThat(attempt.reason())
                .isEqualTo("the provider refused the request: -30006 Invalid Signature. (check apiKey and authMethod);"
                        + " the provider signed: POST | application/x-www-form-urlencoded | Mon, 05 Jan 2026 07:08:09 GMT"
                        + " | x-ts-auth-method:HMAC-SHA256 | x-ts-nonce:n-1 | (form) | (form) | /v1/verify/bulk_sms");
    }

    @Test
    void theProvidersWordsAreRepeatedShortAndWithNumbersMasked() {
        AttemptResult attempt = read(
                400,
                "{\"status\":{\"code\":500},\"errors\":[{\"code\":-1,\"description\":\"Bad number 381601234567\\n"
                        + "x".repeat(5000) + "\"}]}");

        assertThat(attempt.reason())
                .contains("Bad number …67 xxx")
                .doesNotContain("3816012345")
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "502 | <html>Bad Gateway</html>",
                "200 | ''",
                "204 | ''",
                "302 | ''",
                "200 | []",
                "200 | {}",
                "200 | null",
                "200 | {\"status\":{\"code\":\"293\"}}",
                "200 | {\"status\":{\"code\":293}}{",
                "200 | {\"status\":{\"code\":500,\"code\":293}}"
            })
    void anythingElseIsUnknown(int httpStatus, String body) {
        assertThat(read(httpStatus, body)).isInstanceOf(AttemptResult.Unknown.class);
    }

    private static AttemptResult read(int httpStatus, String body) {
        return ReplyReader.read(new Reply(httpStatus, body.getBytes(StandardCharsets.UTF_8), null), Instant.EPOCH);
    }
}
