package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private static final List<String> TEXTS = List.of(
            "Fish & chips",
            "1 + 1 = 2",
            "20% off, 100%25 sure",
            "#1 choice",
            "say \"hi\" and 'hi' <now>",
            "{{not.a.placeholder}}",
            "two\nlines",
            "caf\u00E9 \uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627",
            "a?b=c&d=e;f",
            "(brackets) back\\slash $5 #{x}");

    private CamelRig camel;

    @BeforeEach
    void startCamel() {
        camel = new CamelRig(PROVIDER.sandbox());
    }

    @AfterEach
    void stopCamel() {
        camel.close();
    }

    static Stream<Arguments> textsInEveryDsl() {
        return TEXTS.stream().flatMap(text -> Stream.of("java", "xml", "yaml").map(dsl -> Arguments.of(dsl, text)));
    }

    /** What Camel's URIs can carry in RAW: not line breaks, %25, two braces, nor in XML white space behind {@code &}. */
    static Stream<Arguments> textsThatUrisCanHold() {
        return textsInEveryDsl().filter(arguments -> {
            String text = (String) arguments.get()[1];
            boolean spaceBehindAmpersand = arguments.get()[0].equals("xml") && text.contains("& ");
            return !spaceBehindAmpersand && !text.contains("\n") && !text.contains("%25") && !text.contains("{{");
        });
    }

    @ParameterizedTest
    @MethodSource("textsThatUrisCanHold")
    void aTextArrivesUnchangedAsAnOption(String dsl, String text) throws Exception {
        sendWithOption(dsl, "RAW(" + text + ")");

        assertThat(arrived()).isEqualTo(text);
    }

    // two braces fail loudly here: Camel looks for a property
    @ParameterizedTest
    @MethodSource("textsInEveryDsl")
    void aTextArrivesUnchangedAsAnOptionThatNamesABean(String dsl, String text) throws Exception {
        assumeThat(text).doesNotContain("{{");
        camel.context.getRegistry().bind("saleText", text);
        sendWithOption(dsl, "#bean:saleText");

        assertThat(arrived()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("textsInEveryDsl")
    void aTextArrivesUnchangedAsAnOptionThatNamesAProperty(String dsl, String text) throws Exception {
        assumeThat(text).doesNotContain("{{");
        camel.context.getPropertiesComponent().addInitialProperty("sale.text", text);
        sendWithOption(dsl, "#property:sale.text");

        assertThat(arrived()).isEqualTo(text);
    }

    private void sendWithOption(String dsl, String written) throws Exception {
        String yaml = """
                - from:
                    uri: direct:text
                    steps:
                      - to:
                          uri: bulksms:sale
                          parameters:
                            template: "%s"
                """;
        String xml = """
                <routes xmlns="http://camel.apache.org/schema/spring">
                  <route><from uri="direct:text"/><to uri="bulksms:sale?template=%s"/></route>
                </routes>
                """;
        addRoute(dsl, yaml, xml, written, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text").to("bulksms:sale?template=" + written);
            }
        });
        assertThat(camel.send("direct:text", "381601234567").getException()).isNull();
    }

    @ParameterizedTest
    @MethodSource("textsInEveryDsl")
    void aTextArrivesUnchangedAsAHeader(String dsl, String text) throws Exception {
        String written = inPlaceholders(text);
        String yaml = """
                - from:
                    uri: direct:text
                    steps:
                      - setHeader:
                          name: CamelBulkSmsTemplate
                          constant: "%s"
                      - to: bulksms:sale
                """;
        String xml = """
                <routes xmlns="http://camel.apache.org/schema/spring">
                  <route>
                    <from uri="direct:text"/>
                    <setHeader name="CamelBulkSmsTemplate"><constant trim="false">%s</constant></setHeader>
                    <to uri="bulksms:sale"/>
                  </route>
                </routes>
                """;
        addRoute(dsl, yaml, xml, written, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text")
                        .setHeader("CamelBulkSmsTemplate", constant(written))
                        .to("bulksms:sale");
            }
        });

        assertThat(camel.send("direct:text", "381601234567").getException()).isNull();
        assertThat(arrived()).isEqualTo(text);
    }

    @Test
    void aTextMayBeMadeByAnExpressionInAHeader() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text")
                        .setHeader("CamelBulkSmsTemplate", simple("Dear ${header.who}, 20% off & more"))
                        .to("bulksms:sale");
            }
        });
        camel.send("direct:text", "381601234567", Map.of("who", "all"));

        assertThat(arrived()).isEqualTo("Dear all, 20% off & more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n", "half \uD83D", "\uDE00 half"})
    void aTextThatIsEmptyOrCannotBeEncodedIsRefused(String text) {
        Exchange done = camel.send("bulksms:sale", "381601234567", Map.of(BulkSmsConstants.TEMPLATE, text));

        assertThat(done.getException()).hasMessageStartingWith("template ").hasMessageContaining("expected");
        assertThat(PROVIDER.sandbox().stats().requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "template=RAW(Hello ${body})",
                "template=RAW(Hello $simple{body} you)",
                "template=Hello&senderId=RAW(${header.sender})",
                "template=Hello&sessionId=RAW(${exchangeId})"
            })
    void anExpressionInAnOptionIsRefusedAtStart(String options) {
        assertThatThrownBy(() -> camel.send("bulksms:sale?" + options, "381601234567"))
                .rootCause()
                .hasMessageMatching(".*holds an expression, and options are not evaluated.*|.*holds \\$simple.*")
                .hasMessageContaining("CamelBulkSms");
    }

    @ParameterizedTest
    @CsvSource({
        "template=Hello%20you%21, Hello you!",
        "template=50%25%20off, 50% off",
        "template=RAW(a+b)&run=x, a+b",
        "template=RAW{a)b+c}&run=x, a)b+c"
    })
    void withoutRawATextIsReadAsAnUri(String options, String text) {
        camel.send("bulksms:sale?" + options, "381601234567");

        assertThat(arrived()).isEqualTo(text);
    }

    @Test
    void anExpressionInTheCampaignIsRefused() {
        assertThatThrownBy(() -> camel.send("bulksms:${header.campaign}?template=Hello", "381601234567"))
                .rootCause()
                .hasMessageContaining("expected toD");
    }

    private void addRoute(String dsl, String yaml, String xml, String text, RoutesBuilder java) throws Exception {
        switch (dsl) {
            case "yaml" -> load("route.yaml", yaml.formatted(inYaml(text)));
            case "xml" -> load("route.xml", xml.formatted(inXml(text)));
            default -> camel.context.addRoutes(java);
        }
    }

    private void load(String name, String content) throws Exception {
        PluginHelper.getRoutesLoader(camel.context).loadRoutes(ResourceHelper.fromString(name, content));
    }

    // in a route two braces are a property placeholder, unless a backslash escapes them
    private static String inPlaceholders(String text) {
        return text.replace("{{", "\\{{").replace("}}", "\\}}");
    }

    private static String inYaml(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String inXml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("\n", "&#10;");
    }

    private static String arrived() {
        List<AcceptedMessage> messages = PROVIDER.sandbox().messages();
        assertThat(messages).hasSize(1);
        return messages.get(0).template();
    }
}
