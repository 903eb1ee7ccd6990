package io.github.camelbulksms.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.provider.Transport.Reply;
import java.nio.charset.StandardCharsets;
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
        assertThat(read(200, ACCEPTED)).isEqualTo(new Attempt.Accepted("B562A981D0E0010488434B07861B1862"));
    }

    @Test
    void theDocumentedReplyCutAnywhereIsUnknown() {
        String whole = ACCEPTED.strip();
        for (int length = 0; length < whole.length(); length++) {
            assertThat(read(200, whole.substring(0, length))).isInstanceOf(Attempt.Unknown.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | 500 | -10001 | Refused",
                "400 | 500 | -10002 | Refused",
                "400 | 500 | -10003 | Refused",
                "400 | 500 | -40006 | Refused",
                "401 | 500 | -10009 | Refused",
                "401 | 501 | -20002 | Refused",
                "401 | 501 | -30000 | Refused",
                "401 | 501 | -30006 | Refused",
                "400 | 500 | -77777 | Refused",
                "429 | 500 | -40007 | NotAccepted",
                "503 | 500 | -90001 | NotAccepted",
                "200 | 293 | -10001 | Unknown",
                "200 | 290 | -10001 | Unknown",
            })
    void theProvidersCodesDecide(int httpStatus, int statusCode, int errorCode, String expected) {
        Attempt attempt = read(
                httpStatus,
                "{\"status\":{\"code\":" + statusCode + ",\"description\":\"d\"},\"errors\":[{\"code\":" + errorCode
                        + ",\"description\":\"why\"}]}");

        assertThat(attempt.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(attempt.reason())
                .contains(expected.equals("Unknown") ? "no trustworthy answer" : errorCode + " why");
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
        assertThat(read(httpStatus, body)).isInstanceOf(Attempt.Unknown.class);
    }

    private static Attempt read(int httpStatus, String body) {
        return ReplyReader.read(new Reply(httpStatus, body.getBytes(StandardCharsets.UTF_8)));
    }
}
