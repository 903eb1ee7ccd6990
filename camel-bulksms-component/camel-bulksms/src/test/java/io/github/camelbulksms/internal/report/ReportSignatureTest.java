package io.github.camelbulksms.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportSignatureTest {

    /** The key's bytes are "an API key for tests, 32 bytes!!"; the signature was computed with Python's hmac. */
    static final String API_KEY = "YW4gQVBJIGtleSBmb3IgdGVzdHMsIDMyIGJ5dGVzISE=";

    static final String SIGNATURE = "RlyKsbxRIR+pBi+pMj0kfdoGOJdmHB+8BO2ACQKQGqE=";

    static final byte[] BODY = ("{\"reference_id\":\"0123456789ABCDEF0123456789ABCDEF\",\"sub_resource\":\"bulk_sms\","
                    + "\"session_id\":\"255E3E34382C0E049046BF14FF7F3435\",\"status\":{\"code\":200,"
                    + "\"description\":\"Delivered to handset\",\"updated_on\":\"2016-10-21T14:05:36.181346Z\"},"
                    + "\"errors\":[]}")
            .getBytes(StandardCharsets.UTF_8);

    private final ReportSignature signature = new ReportSignature("me", API_KEY);

    @Test
    void whatTheProviderSignedIsItsOwn() {
        assertThat(signature.isOf(BODY, "TSA me:" + SIGNATURE, SIGNATURE)).isTrue();
        assertThat(signature.isOf(BODY, "TSA me:" + SIGNATURE, null)).isTrue();
        assertThat(signature.isOf(BODY, null, SIGNATURE)).isTrue();
        assertThat(signature.isOf(BODY, null, "TSA me:" + SIGNATURE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, null",
                "'', ''",
                "TSA me:, null",
                "TSA you:GOOD, null",
                "TSA you:GOOD, GOOD",
                "TSA me:GOOD, bad",
                "TSA me:bad, GOOD",
                "tsa me:GOOD, null",
                "Basic me:GOOD, null",
                "TSA  me:GOOD, null",
                "TSA me:GOOD=, null",
                "null, TSA you:GOOD",
                "null, ''"
            })
    void whatIsSignedByNobodyOrBySomebodyElseIsNot(String authorization, String tsAuthorization) {
        assertThat(signature.isOf(BODY, good(authorization), good(tsAuthorization)))
                .isFalse();
    }

    @Test
    void everyFlippedBitOfTheBodyIsSeen() {
        for (int bit = 0; bit < 8 * BODY.length; bit++) {
            byte[] changed = BODY.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(signature.isOf(changed, "TSA me:" + SIGNATURE, SIGNATURE))
                    .isFalse();
        }
    }

    @Test
    void aKeyThatIsNotBase64IsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> new ReportSignature("me", "se cret!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("apiKey is not base64")
                .hasMessageNotContaining("cret");
    }

    private static String good(String header) {
        return header == null ? null : header.replace("GOOD", SIGNATURE);
    }
}
