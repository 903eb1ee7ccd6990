package io.github.camelbulksms.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.UseCaseCode;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestFormTest {
    /** Refused in a message: it stands for what could not be read. */
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    @Test
    void theFormIsTheDocumentedOne() {
        RequestForm form = new RequestForm(new BulkMessage("Hi & bye", UseCaseCode.LEAD, "38111222333", "s 1"));

        assertThat(encode(form, new Recipient("381606878232", "255E"), new Recipient("381647559476", null)))
                .isEqualTo("recipients=381606878232%3A255E%2C381647559476&template=Hi+%26+bye&ucid=LEAD"
                        + "&sender_id=38111222333&session_id=s+1");
    }

    @Test
    void everyCodePointThatAMessageMayHoldIsEncodedAsTheJdkEncodesIt() {
        IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(codePoint -> codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
                .filter(codePoint -> codePoint != REPLACEMENT_CHARACTER)
                .forEach(codePoint -> check("a" + Character.toString(codePoint)));
    }

    @Test
    void randomTextsAreEncodedAsTheJdkEncodesThem() {
        Random random = new Random(42);
        for (int i = 0; i < 1000; i++) {
            check("x"
                    + random.ints(random.nextInt(200), 1, 0xD800)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
        }
    }

    private static void check(String text) {
        String form = encode(new RequestForm(new BulkMessage(text, null, null, null)), new Recipient("1234567", null));
        assertThat(form).isEqualTo("recipients=1234567&template=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    private static String encode(RequestForm form, Recipient... recipients) {
        ByteBuffer space = ByteBuffer.wrap("left over from before".getBytes(StandardCharsets.US_ASCII));
        return StandardCharsets.US_ASCII
                .decode(form.encode(RecipientBatch.of(List.of(recipients)), space))
                .toString();
    }
}
