package io.github.camelbulksms.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.provider.Transport.Reply;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.model.Recipient;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reply makes of a request, and what of it people are shown. */
class ProviderClientTest {

    private static final String KEY = "Y2FuYXJ5IGtleSBvZiB0aGUgdGVzdHMh/+==";
    private static final String TEXT = "Grüße vom Zahnarzt: Ihr Termin ist morgen um 9";
    private static final Credentials ACCOUNT = new Credentials.Basic("0123456789ABCDEF", KEY);

    private static AttemptResult send(BiFunction<ByteBuffer, Map<String, String>, Reply> server) {
        RequestForm form = new RequestForm(new BulkMessage(TEXT, null, "15551234567", null));
        ByteBuffer body = form.encode(
                RecipientBatch.of(List.of(new Recipient("381601234567", "order-canary-17"))), ByteBuffer.allocate(0));
        return new ProviderClient(ACCOUNT, server::apply).send(body);
    }

    private static AttemptResult answered(String json) {
        return send((form, headers) -> new Reply(200, json.getBytes(StandardCharsets.UTF_8), null));
    }

    private static String refusal(String description) {
        return "{\"status\":{\"code\":500},\"errors\":[{\"code\":-40006,\"description\":\"" + description + "\"}]}";
    }

    static Stream<String> echoes() {
        byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        String pair = Base64.getEncoder().encodeToString(("0123456789ABCDEF:" + KEY).getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                TEXT,
                TEXT.toUpperCase(Locale.ROOT),
                TEXT.substring(10, 30),
                URLEncoder.encode(TEXT, StandardCharsets.UTF_8),
                URLEncoder.encode(URLEncoder.encode(TEXT, StandardCharsets.UTF_8), StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(text),
                Base64.getEncoder().encodeToString(("xx" + TEXT).getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(text),
                KEY,
                KEY.substring(4, 20),
                URLEncoder.encode(KEY, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(key),
                "Basic " + pair,
                pair.substring(9, 40),
                HexFormat.of().formatHex(key),
                "order-canary-17",
                "381601234567",
                "+381 60 123 45 67",
                "381-60-1234567",
                "(381) 60.123.45.67",
                "٣٨١٦٠١٢٣٤٥٦٧");
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void whatAReplyRepeatsOfTheRequestIsCutOut(String echo) {
        String reason = answered(refusal("why so " + echo + " then")).reason();

        assertThat(reason).contains("-40006 why so ").contains(" then");
        String plain = reason.replaceAll("[^\\p{L}\\p{Nd}]", "").toLowerCase(Locale.ROOT);
        String secret = echo.replaceAll("[^\\p{L}\\p{Nd}]", "").toLowerCase(Locale.ROOT);
        for (int i = 0; i + 8 <= secret.length(); i++) {
            assertThat(plain).doesNotContain(secret.substring(i, i + 8));
        }
    }

    @Test
    void wordsThatRepeatNothingStay() {
        assertThat(answered(refusal("Missing parameter Parameter: Template, see the guide in 2026"))
                        .reason())
                .contains("Missing parameter Parameter: Template, see the guide in 2026");
    }

    @Test
    void noWordsOfTheProviderMakeALineOfTheirOwnOrTurnOneAround() {
        String reason =
                answered(refusal("a\\nb\\r\\u0000c\\u2028d\\u202Ee\\u001B[2J")).reason();

        assertThat(reason).contains("a b \\u0000c\\u2028d\\u202Ee\\u001B[2J");
        assertThat(reason.codePoints()).noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x202E);
    }

    @ParameterizedTest
    @CsvSource({
        "-40007, NOT_ACCEPTED",
        "4294927289, UNKNOWN",
        "-40007.0, UNKNOWN",
        "\"\"\"-40007\"\"\", UNKNOWN",
        "null, UNKNOWN",
        "1e3, UNKNOWN"
    })
    void anErrorCodeIsExactOrNothing(String code, AttemptKind kind) {
        assertThat(answered("{\"status\":{\"code\":500},\"errors\":[{\"code\":" + code.replace("\"\"", "\"") + "}]}")
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-40007, -30012|UNKNOWN",
                "-30012, -40007|UNKNOWN",
                "-40007, -10001|REFUSED",
                "-40007, -1|REFUSED",
                "-40007, -40008|CAPPED",
                "-40008, -10001|REFUSED",
                "-90001, -40007|NOT_ACCEPTED"
            })
    void ofSeveralErrorsTheOneDecidesAfterWhichLeastMayBeSentAgain(String codes, AttemptKind kind) {
        String errors = "[{\"code\":" + codes.replace(", ", "},{\"code\":") + "}]";
        assertThat(answered("{\"status\":{\"code\":500},\"errors\":" + errors + "}")
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"errors\":\"failed\"",
                "\"errors\":{}",
                "\"errors\":{\"code\":-1}",
                "\"errors\":null",
                "\"errors\":0",
                "\"errors\":false",
                "\"errors\":[{\"code\":-40007}]",
                "\"errors\":[null]"
            })
    void anAcceptanceBesideErrorsIsUnknown(String errors) {
        assertThat(answered("{\"status\":{\"code\":293}," + errors + "}").kind())
                .isEqualTo(AttemptKind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-8", "UTF-16", "windows-1252", "\"utf-8\""})
    void aCharsetThatIsNamedIsRead(String charset) {
        byte[] body = "{\"status\":{\"code\":293,\"description\":\"angenommen für später\"}}"
                .getBytes(Charset.forName(charset.replace("\"", "")));
        assertThat(send((form, headers) -> new Reply(200, body, "application/json; charset=" + charset, null))
                        .kind())
                .isEqualTo(AttemptKind.ACCEPTED);
    }

    @Test
    void oneLetterInAnotherCharsetDoesNotHideAnAcceptance() {
        byte[] body = "{\"status\":{\"code\":293,\"description\":\"für\"}}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(send((form, headers) -> new Reply(200, body, "application/json", null))
                        .kind())
                .isEqualTo(AttemptKind.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 101, 60_000})
    void aReferenceIdOfAnyLengthIsKeptOrReplacedByANote(int length) {
        AttemptResult.Accepted accepted = (AttemptResult.Accepted)
                answered("{\"reference_id\":\"" + "A".repeat(length) + "\",\"status\":{\"code\":293}}");
        assertThat(accepted.referenceId().length()).isBetween(1, 100);
    }

    @Test
    void aReferenceIdThatNoDatabaseTakesIsReplacedByANote() {
        AttemptResult.Accepted accepted =
                (AttemptResult.Accepted) answered("{\"reference_id\":\"A\\u0000\\uD800\",\"status\":{\"code\":293}}");
        assertThat(accepted.referenceId()).isEqualTo("(an ID of 3 characters, too long or not printable)");
    }

    static Stream<Throwable> whatSigningThrows() {
        return Stream.of(
                new IllegalStateException("the vault is sealed"),
                new AssertionError("a broken provider of algorithms"),
                new StackOverflowError(),
                new OutOfMemoryError("as if"),
                new RuntimeException() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("not even a message");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("whatSigningThrows")
    void aRequestThatCannotBeSignedIsNotSent(Throwable thrown) {
        AtomicInteger posts = new AtomicInteger();
        AttemptResult result = new ProviderClient(
                        () -> ProviderClientTest.<RuntimeException>throwIt(thrown),
                        (form, headers) -> new Reply(200, new byte[posts.incrementAndGet()], null))
                .send(ByteBuffer.allocate(0));

        assertThat(result.kind()).isEqualTo(AttemptKind.WITHHELD);
        assertThat(posts).hasValue(0);
    }

    @Test
    void aFailureThatNoWordsCanBeFoundForMeansWhatItMeans() {
        // no form at all: what it would repeat cannot be found
        ByteBuffer noForm = ByteBuffer.wrap("no field".getBytes(StandardCharsets.US_ASCII));
        assertThat(new ProviderClient(ACCOUNT, (form, headers) -> {
                            throw new Transport.NotSentException("no connection", null);
                        })
                        .send(noForm)
                        .kind())
                .isEqualTo(AttemptKind.NOT_SENT);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> Credentials throwIt(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
