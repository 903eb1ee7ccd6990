package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.transform.stream.StreamSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.TypeConverter;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientsFromRoutesTest {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private CamelRig camel;

    @BeforeEach
    void startCamel() {
        camel = new CamelRig(PROVIDER.sandbox());
    }

    @AfterEach
    void stopCamel() {
        camel.close();
    }

    @Test
    void whatCamelTurnsIntoAStreamIsReadAsOne() {
        InputStream in = stream("381601234567\n381601234568\n");
        Exchange done = camel.send("bulksms:sale?template=Hello", new StreamSource(in));

        assertThat(done.getException()).isNull();
        assertThat(accepted()).containsExactly("381601234567", "381601234568");
    }

    @Test
    void whatHoldsNoRecipientsIsRefusedByItsType() {
        assertThat(camel.send("bulksms:sale?template=Hello", new Object()).getException())
                .hasMessageContaining("recipients are of type java.lang.Object: expected text, a file");
    }

    @Test
    void aCachedStreamStillHoldsTheRecipientsInTheDeadLetter() throws Exception {
        List<String> dead = Collections.synchronizedList(new ArrayList<>());
        Processor read = exchange -> dead.add(exchange.getMessage().getBody(String.class));
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel("direct:dead"));
                from("direct:in").to("bulksms:sale?template=Hello&apiKey=wrong");
                from("direct:dead").errorHandler(noErrorHandler()).process(read);
            }
        });
        camel.send("direct:in", stream("381601234567\n381601234568\n"));

        assertThat(dead).containsExactly("381601234567\n381601234568\n");
        assertThat(accepted()).isEmpty();
    }

    @Test
    void aStreamThatWasReadBeforeIsAnErrorEvenInARoute() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").streamCache("false").to("bulksms:sale?template=Hello");
            }
        });
        InputStream once = stream("381601234567\n");

        assertThat(camel.send("direct:in", once).getException()).isNull();
        assertThat(camel.send("direct:in", once).getException()).hasMessageContaining("was read before");
    }

    @Test
    void rejectsAreWrittenToAFileAndFedInAgainWhenTheyAreMended(@TempDir Path folder) throws Exception {
        // tag::rejects[]
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .to("bulksms:sale?template=Hello&defaultRegion=RS")
                        .filter(header("CamelBulkSmsInvalid").isGreaterThan(0))
                        .transform()
                        .body(BulkSmsResult.class, BulkSmsResult::invalidLines)
                        .to("file:{{rejects}}?fileName=rejects.csv");
            }
        };
        // end::rejects[]
        camel.context.getPropertiesComponent().addInitialProperty("rejects", folder.toString());
        camel.context.addRoutes(routes);
        camel.send("direct:list", "name,phone\nJoe,060 123 4567\nZoë,060\nAnn,+381 60 1234568\n");

        Path rejects = folder.resolve("rejects.csv");
        assertThat(rejects).hasContent("name,phone\nZoë,060\n");

        Files.writeString(rejects, Files.readString(rejects).replace("060", "060 123 4569"));
        camel.send("direct:list", rejects);
        assertThat(accepted()).containsExactly("381601234567", "381601234568", "381601234569");
    }

    @ParameterizedTest
    @CsvSource({
        "invalidRecipient=fail, 0, the recipient at 2 is invalid",
        "maxRecipients=2, 0, more than 2 recipients",
        "dryRun=true, 0, ",
        "duplicateRecipient=send&sessionIds=given, 2, ",
        "numberCheck=valid&maxInvalid=2, 1, "
    })
    void theOptionsReachTheRun(String options, int accepted, String problem) {
        Exchange done =
                camel.send("bulksms:sale?template=Hello&" + options, "381601234567,a\nrubbish,b\n+381991234567,c\n");

        assertThat(accepted()).hasSize(accepted);
        if (problem == null) {
            assertThat(done.getException()).isNull();
        } else {
            assertThat(done.getException()).hasMessageContaining(problem);
        }
    }

    @Test
    void aTextOfTooManySegmentsIsRefused() {
        Exchange done = camel.send(
                "bulksms:sale?maxSegments=2", "381601234567", Map.of(BulkSmsConstants.TEMPLATE, "x".repeat(307)));

        assertThat(done.getException()).hasMessageContaining("template has 3 segments (GSM_7BIT, 307 characters)");
        assertThat(PROVIDER.sandbox().stats().requests()).isZero();
    }

    @Test
    void aListIsSplitIntoPartsThatAddUpToIt() throws Exception {
        List<BulkSmsResult> results = Collections.synchronizedList(new ArrayList<>());
        List<RecipientOutcome> invalid = Collections.synchronizedList(new ArrayList<>());
        Processor collect = exchange -> {
            BulkSmsResult result = exchange.getMessage().getBody(BulkSmsResult.class);
            results.add(result);
            try (var rejected = result.recipients(Outcome.INVALID)) {
                rejected.forEach(invalid::add);
            }
        };
        // tag::split[]
        BulkSmsSplitter parts = new BulkSmsSplitter("bulksms:sale?template=Hello&batchSize=100");
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .split(method(parts))
                        .streaming()
                        .convertBodyTo(String.class)
                        .to("direct:part");

                from("direct:part").to("bulksms:parts").process(collect);
            }
        };
        // end::split[]
        camel.context.addRoutes(routes);
        List<String> lines = new ArrayList<>(CamelRig.phones(1050));
        lines.add(3, "rubbish");
        lines.add(500, lines.get(0));

        Exchange done =
                camel.send("direct:list", String.join("\n", lines), Map.of(BulkSmsConstants.RUN, "first", "x", "y"));

        assertThat(done.getException()).isNull();
        assertThat(accepted()).isEqualTo(CamelRig.phones(1050));
        assertThat(results).hasSize(11).allSatisfy(result -> {
            assertThat(result.campaign()).isEqualTo("sale");
            assertThat(result.run()).isEqualTo("first");
        });
        assertThat(results.stream().mapToLong(BulkSmsResult::read).sum()).isEqualTo(1052);
        assertThat(results.stream().mapToLong(BulkSmsResult::duplicates).sum()).isEqualTo(1);
        assertThat(invalid).singleElement().satisfies(recipient -> {
            assertThat(recipient.position()).isEqualTo(4);
            assertThat(recipient.text()).isEqualTo("rubbish");
        });
    }

    @Test
    void partsAreMadeWhileTheListIsRead() throws Exception {
        List<Integer> readAtPart = new ArrayList<>();
        int[] read = {0};
        Iterator<String> lines = IntStream.range(0, 3000)
                .mapToObj(i -> {
                    read[0]++;
                    return Long.toString(381601000000L + i);
                })
                .iterator();
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .split(method(new BulkSmsSplitter("bulksms:sale?template=Hello&batchSize=10")))
                        .streaming()
                        .process(exchange -> readAtPart.add(read[0]));
            }
        });
        assertThat(camel.send("direct:list", lines).getException()).isNull();

        assertThat(readAtPart).hasSize(300);
        assertThat(readAtPart.get(0)).isLessThan(1050);
    }

    @Test
    void aPartSurvivesAQueueAsTextAndAsBytes() {
        TypeConverter converter = camel.context.getTypeConverter();
        BulkSmsPart part = new BulkSmsPart(
                1,
                "sale",
                "first",
                7,
                "Hello & \"you\" \uD83D\uDE00",
                null,
                "38111222333",
                null,
                List.of(
                        new BulkSmsPart.Addressee(5, "381601234567", "a"),
                        new BulkSmsPart.Addressee(9, "381601234568", null)),
                List.of(new BulkSmsPart.Invalid(6, "rubbish", "not a phone number")),
                2);

        assertThat(converter.convertTo(BulkSmsPart.class, converter.convertTo(String.class, part)))
                .isEqualTo(part);
        assertThat(converter.convertTo(BulkSmsPart.class, converter.convertTo(byte[].class, part)))
                .isEqualTo(part);
        for (Object body :
                List.of(part, converter.convertTo(String.class, part), converter.convertTo(byte[].class, part))) {
            PROVIDER.sandbox().reset();
            camel.close();
            startCamel();
            BulkSmsResult result =
                    camel.send("bulksms:parts", body).getMessage().getBody(BulkSmsResult.class);
            assertThat(result)
                    .hasToString(
                            "campaign=sale run=first read=5 accepted=2 invalid=1 duplicates=2 suppressed=0 postponed=0 refused=0 unsent=0"
                                    + " unknown=0 requests=1");
            assertThat(PROVIDER.sandbox().messages().get(0).template()).isEqualTo(part.template());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"version":2,"campaign":"c","run":"r","part":1,"template":"t"}              | part of version 2
            {"version":1,"run":"r","part":1,"template":"t"}                             | campaign is empty
            {"version":1,"campaign":"c","run":"r","part":1}                             | template is empty
            {"version":1,"campaign":"c","run":"r","part":0,"template":"t"}              | part is 0
            {"version":1,"campaign":"c","run":"r","part":1,"template":"t","colour":"x"} | colour
            {"version":1,"campaign":"c"                                                 | is not the JSON of one at line 1
            """)
    void aBrokenPartIsRefusedWithTheFieldAtFault(String json, String problem) {
        Exchange done = camel.send("bulksms:parts?template=Hello", json);

        assertThat(done.getException()).hasMessageContaining(problem);
        assertThat(PROVIDER.sandbox().stats().requests()).isZero();
    }

    @Test
    void manyMessagesOfOneRecipientEachBecomeOneRequest() throws Exception {
        // tag::aggregate[]
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:alerts?size=5000")
                        .aggregate(constant(true), new GroupedBodyAggregationStrategy())
                        .completionSize(1000)
                        .completionTimeout(2000)
                        .to("bulksms:outage-alerts?template=Water is off until noon.")
                        .to("mock:done");
            }
        };
        // end::aggregate[]
        camel.context.addRoutes(routes);
        var done = camel.context.getEndpoint("mock:done", MockEndpoint.class);
        done.expectedMessageCount(3);
        List<String> phones = CamelRig.phones(2001);
        for (String phone : phones) {
            camel.send("seda:alerts?size=5000", phone + ",id-" + phone);
        }
        done.assertIsSatisfied(60_000);

        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(3);
        assertThat(accepted()).isEqualTo(phones);
    }

    @Test
    void aRecipientConvertsFromAndToALine() {
        TypeConverter converter = camel.context.getTypeConverter();
        Recipient recipient = new Recipient("381601234567", "a");

        assertThat(converter.convertTo(Recipient.class, "+381 60 1234567;a")).isEqualTo(recipient);
        assertThat(converter.convertTo(String.class, recipient)).isEqualTo("381601234567,a");
    }

    @Test
    void rowsOfAQueryAreSentTo() {
        List<Map<String, Object>> rows = IntStream.range(0, 3)
                .mapToObj(i -> Map.<String, Object>of("SESSION_ID", 100 + i, "PHONE_NUMBER", 381601234560L + i))
                .collect(Collectors.toList());
        camel.send("bulksms:sale?template=Hello", rows.iterator());

        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::sessionId)
                .containsExactly("100", "101", "102");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> accepted() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }
}
