package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and senders as they are typed. */
class TextsTest {

    private static final String NUMBER = "381601234567";

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private ListRig camel;

    @TempDir
    private Path folder;

    @BeforeEach
    void startCamel() {
        camel = new ListRig(
                PROVIDER.sandbox().baseUrl(),
                PROVIDER.sandbox().customerId(),
                PROVIDER.sandbox().apiKey());
    }

    @AfterEach
    void stopCamel() {
        camel.close();
    }

    static Stream<Arguments> texts() {
        return Stream.of("java", "xml", "yaml").flatMap(dsl -> Stream.of(
                        "5%Cashback", "100% off", "RAW(x) y", "a RAW(x)", "1+1", "C++ & more", "50%25")
                .map(text -> Arguments.of(dsl, text)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextInAUriIsSentAsItStandsOrRefused(String dsl, String text) {
        try {
            addRoute(dsl, "template", text);
        } catch (Exception refused) {
            assertThat(PROVIDER.sandbox().messages()).isEmpty();
            return;
        }
        camel.sendTo("direct:text", NUMBER, Map.of());

        assertThat(PROVIDER.sandbox().messages())
                .allSatisfy(message -> assertThat(message.template()).isIn(text, decoded(text)));
    }

    /** What an ampersand or a percent in a URI legitimately stands for. */
    private static String decoded(String text) {
        return text.equals("50%25") ? "50%" : text;
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "xml", "yaml"})
    void aSenderBehindAPlusIsSentOrRefused(String dsl) {
        try {
            addRoute(dsl, "senderId", "+38111222333");
        } catch (Exception refused) {
            assertThat(PROVIDER.sandbox().messages()).isEmpty();
            return;
        }
        camel.sendTo("direct:text", NUMBER, Map.of(BulkSmsConstants.TEMPLATE, "x"));

        assertThat(PROVIDER.sandbox().messages())
                .allSatisfy(message -> assertThat(message.senderId()).isIn("+38111222333", "38111222333"));
    }

    private void addRoute(String dsl, String option, String value) throws Exception {
        String yaml = """
                - from:
                    uri: direct:text
                    steps:
                      - to:
                          uri: bulksms:sale
                          parameters:
                            %s: "%s"
                """.formatted(option, value);
        String xml = """
                <routes xmlns="http://camel.apache.org/schema/spring">
                  <route><from uri="direct:text"/><to uri="bulksms:sale?%s=%s"/></route>
                </routes>
                """.formatted(option, value.replace("&", "%26"));
        switch (dsl) {
            case "yaml" -> load("route.yaml", yaml);
            case "xml" -> load("route.xml", xml);
            default ->
                camel.context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:text").to("bulksms:sale?" + option + "=" + value.replace("&", "%26"));
                    }
                });
        }
    }

    private void load(String name, String content) throws Exception {
        PluginHelper.getRoutesLoader(camel.context).loadRoutes(ResourceHelper.fromString(name, content));
    }

    @Test
    void aTextFromAFileLosesItsByteOrderMark() throws Exception {
        Path file = Files.writeString(folder.resolve("text.txt"), "\uFEFFHello");

        camel.sendTo("bulksms:sale", file.toFile(), Map.of(BulkSmsConstants.RECIPIENTS, NUMBER));
        camel.sendTo(
                "bulksms:sale?run=again",
                "\uFEFFHello",
                Map.of(BulkSmsConstants.RECIPIENTS, NUMBER, BulkSmsConstants.RUN, "again"));

        assertThat(PROVIDER.sandbox().messages()).hasSize(2).allSatisfy(message -> assertThat(message.template())
                .isEqualTo("Hello"));
    }

    @Test
    void aTextWithAReplacementCharacterIsRefused() {
        Exchange done = camel.sendTo("bulksms:sale", NUMBER, Map.of(BulkSmsConstants.TEMPLATE, "Gr\uFFFD\uFFFDe"));

        assertThat(done.getException()).hasMessageContaining("U+FFFD");
        assertThat(PROVIDER.sandbox().messages()).isEmpty();
    }

    @Test
    void aTextThatWasReadInAnotherCharsetIsNoticed() {
        String garbled = new String("Grüße, čaj".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        try (LogLines log = new LogLines()) {
            camel.sendTo("bulksms:sale", NUMBER, Map.of(BulkSmsConstants.TEMPLATE, garbled));

            assertThat(log.warnings()).anySatisfy(line -> assertThat(line).contains("UTF-8"));
        }
    }

    @ParameterizedTest
    @CsvSource({"Hello, GSM-7", "Grüße € 5, GSM-7", "It’s here, UCS-2", "Здраво, UCS-2", "\uD83D\uDE00, UCS-2"})
    void theAlphabetIsNamed(String text, String alphabet) {
        Exchange done = camel.sendTo("bulksms:sale", NUMBER, Map.of(BulkSmsConstants.TEMPLATE, text));
        Exchange dry =
                camel.sendTo("bulksms:sale?dryRun=true&run=dry", NUMBER, Map.of(BulkSmsConstants.TEMPLATE, text));

        for (Exchange exchange : List.of(done, dry)) {
            assertThat(exchange.getMessage().getHeader("CamelBulkSmsEncoding", String.class))
                    .contains(alphabet);
            assertThat(exchange.getMessage().getBody(String.class)).contains(alphabet);
        }
    }

    @Test
    void aCharacterThatAloneDoublesTheCostIsWarnedOf() {
        String text = "It’s here. " + "Hello! ".repeat(15);

        try (LogLines log = new LogLines()) {
            Exchange done = camel.sendTo("bulksms:sale", NUMBER, Map.of(BulkSmsConstants.TEMPLATE, text));

            assertThat(log.warnings()).anySatisfy(line -> assertThat(line).contains("U+2019"));
            assertThat(done.getMessage().getBody(String.class)).contains("2019");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello",
                "Grüße, čaj",
                "Здраво",
                "שלום",
                "\uD83D\uDE00",
                "50% off & more + \"x\" = #1",
                "a\nb\r\nc",
                "  x  "
            })
    void aTextInAHeaderIsSentByteForByte(String text) {
        camel.sendTo("bulksms:sale", NUMBER, Map.of(BulkSmsConstants.TEMPLATE, text));

        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::template)
                .containsExactly(text);
    }
}
