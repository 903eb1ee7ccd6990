package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many of each outcome there are is the same wherever one looks, for a run and for its parts on two nodes. */
class CountsAddUpTest {

    private static final String SALE = "bulksms:sale?template=Hello&batchSize=5&concurrentRequests=1&maxAttempts=1"
            + "&numberCheck=shape&quietHours=21:00-09:00&suppressionList=#optOuts";

    private static final List<String> IN_BELGRADE = numbers(381_601_000_000L, 20);
    private static final List<String> IN_NEW_YORK = numbers(12_125_550_100L, 10);
    private static final List<String> OPTED_OUT = List.of(IN_BELGRADE.get(3), IN_NEW_YORK.get(2));
    private static final List<String> LIST = Stream.of(
                    IN_BELGRADE,
                    // three who are none, and one for the second time
                    List.of("rubbish", "nobody", "12345", IN_BELGRADE.get(0)),
                    IN_NEW_YORK)
            .flatMap(List::stream)
            .toList();

    /** The provider's answer to the second request is lost, and the third is not accepted. */
    private static final Map<Outcome, Long> IN_THE_MORNING = counts(
            Outcome.ACCEPTED,
            9,
            Outcome.INVALID,
            3,
            Outcome.DUPLICATE,
            1,
            Outcome.SUPPRESSED,
            1,
            Outcome.POSTPONED,
            10,
            Outcome.UNSENT,
            5,
            Outcome.UNKNOWN,
            5);

    private static final Map<Outcome, Long> IN_THE_AFTERNOON = counts(
            Outcome.ACCEPTED, 23, Outcome.INVALID, 3, Outcome.DUPLICATE, 1, Outcome.SUPPRESSED, 2, Outcome.UNKNOWN, 5);

    private final BulkSmsSandbox sandbox = BulkSmsSandbox.builder().start();
    private final JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
    private final Campaigns campaigns = new Campaigns(database);
    private volatile Instant now = Instant.parse("2026-11-26T09:30:00Z");

    @AfterEach
    void stop() {
        database.dispose();
        sandbox.close();
    }

    @Test
    void ofARun() throws Exception {
        optOut();
        faults();
        try (CamelRig node = node()) {
            Exchange done = send(node, LIST);
            assertThat(everywhere(done)).containsOnly(IN_THE_MORNING);
            assertThat(inTheConsole(node)).isEqualTo(IN_THE_MORNING);
        }
        theJournalSays(IN_THE_MORNING);

        now = Instant.parse("2026-11-26T15:00:00Z");
        try (CamelRig node = node()) {
            assertThat(everywhere(send(node, LIST))).containsOnly(IN_THE_AFTERNOON);
        }
        theJournalSays(IN_THE_AFTERNOON);
        nobodyWhoOptedOutWasSentTo();
    }

    @Test
    void ofPartsOnTwoNodesThatWerePlannedBeforeTheOptOuts() throws Exception {
        List<String> parts;
        try (CamelRig splitter = node()) {
            parts = parts(splitter);
        }
        assertThat(parts).hasSizeGreaterThan(5);
        optOut();
        faults();
        assertThat(sentByTwoNodes(parts)).isEqualTo(IN_THE_MORNING);
        theJournalSays(IN_THE_MORNING);

        now = Instant.parse("2026-11-26T15:00:00Z");
        assertThat(sentByTwoNodes(parts)).isEqualTo(IN_THE_AFTERNOON);
        theJournalSays(IN_THE_AFTERNOON);
        nobodyWhoOptedOutWasSentTo();
    }

    private void optOut() throws Exception {
        for (String phone : OPTED_OUT) {
            campaigns.suppress(phone);
        }
    }

    private void faults() {
        sandbox.onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);
        sandbox.onRequest(3, Fault.UNAVAILABLE);
    }

    private CamelRig node() {
        return new CamelRig(sandbox, component -> {
            component.setDataSource(database);
            component.setClock(() -> now);
            component.getCamelContext().getRegistry().bind("optOuts", new JdbcSuppressionList(database));
        });
    }

    private static Exchange send(CamelRig node, Object body) {
        return node.send(SALE, body, Map.of(BulkSmsConstants.RUN, "r"));
    }

    private static List<String> parts(CamelRig splitter) throws Exception {
        splitter.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .split(method(new BulkSmsSplitter(SALE), "split"))
                        .convertBodyTo(String.class)
                        .to("mock:parts");
            }
        });
        assertThat(splitter.send("direct:list", LIST, Map.of(BulkSmsConstants.RUN, "r"))
                        .getException())
                .isNull();
        return splitter.context.getEndpoint("mock:parts", MockEndpoint.class).getExchanges().stream()
                .map(part -> part.getMessage().getBody(String.class))
                .toList();
    }

    /** What all parts say together. */
    private Map<Outcome, Long> sentByTwoNodes(List<String> parts) throws Exception {
        Map<Outcome, Long> sum = counts();
        try (CamelRig first = node();
                CamelRig second = node()) {
            for (int i = 0; i < parts.size(); i++) {
                List<Map<Outcome, Long>> counts = everywhere(send(i % 2 == 0 ? first : second, parts.get(i)));
                assertThat(counts).as("part %d", i + 1).containsOnly(counts.get(0));
                counts.get(0).forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
            }
        }
        return sum;
    }

    /** In the result, its JSON and the headers. */
    private static List<Map<Outcome, Long>> everywhere(Exchange done) throws Exception {
        BulkSmsResult result = done.getException() == null
                ? done.getMessage().getBody(BulkSmsResult.class)
                : done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        JsonNode json = new JsonMapper().readTree(BulkSmsConverters.toJson(result));
        Message headers = done.getMessage();
        Map<Outcome, Long> inResult = counts();
        Map<Outcome, Long> inJson = counts();
        Map<Outcome, Long> inHeaders = counts();
        for (Outcome outcome : Outcome.values()) {
            inResult.put(outcome, count(result, outcome));
            inJson.put(outcome, json.required(name(outcome)).longValue());
            inHeaders.put(outcome, headers.getHeader("CamelBulkSms" + capitalized(name(outcome)), Long.class));
        }
        assertThat(sum(inResult))
                .isEqualTo(result.read())
                .isEqualTo(json.required("read").longValue())
                .isEqualTo(headers.getHeader(BulkSmsConstants.READ, Long.class));
        return List.of(inResult, inJson, inHeaders);
    }

    private static long count(BulkSmsResult result, Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> result.accepted();
            case INVALID -> result.invalid();
            case DUPLICATE -> result.duplicates();
            case SUPPRESSED -> result.suppressed();
            case POSTPONED -> result.postponed();
            case REFUSED -> result.refused();
            case UNSENT -> result.unsent();
            case UNKNOWN -> result.unknown();
        };
    }

    private static String name(Outcome outcome) {
        return outcome == Outcome.DUPLICATE ? "duplicates" : outcome.name().toLowerCase(Locale.ROOT);
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Map<Outcome, Long> inTheConsole(CamelRig node) throws Exception {
        Object said = node.context
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("bulksms")
                .call(DevConsole.MediaType.JSON, Map.of());
        JsonNode component =
                new JsonMapper().valueToTree(said).required("components").get(0);
        Map<Outcome, Long> counts = counts();
        counts.replaceAll((outcome, none) ->
                component.required(outcome.name().toLowerCase(Locale.ROOT)).longValue());
        return counts;
    }

    /** In its totals and in the rows of its CSV, in neither of which duplicates are: they stand for somebody who is there already. */
    private void theJournalSays(Map<Outcome, Long> expected) throws Exception {
        Map<Outcome, Long> people = new EnumMap<>(expected);
        people.put(Outcome.DUPLICATE, 0L);
        CampaignTotals totals = campaigns.totals("sale", "r");
        Map<Outcome, Long> inTotals = counts(Outcome.ACCEPTED, totals.accepted(), Outcome.UNKNOWN, totals.unknown());
        totals.notAccepted()
                .forEach((name, count) -> inTotals.put(Outcome.valueOf(name.toUpperCase(Locale.ROOT)), count));
        assertThat(inTotals).isEqualTo(people);
        assertThat(totals.read()).isEqualTo(LIST.size());

        Map<Outcome, Long> inCsv = counts();
        try (InputStream csv = campaigns.csv("sale")) {
            new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Outcome.valueOf(line.split(",", -1)[4].toUpperCase(Locale.ROOT)))
                    .forEach(outcome -> inCsv.merge(outcome, 1L, Long::sum));
        }
        assertThat(inCsv).isEqualTo(people);
    }

    private void nobodyWhoOptedOutWasSentTo() {
        List<String> sentTo = new ArrayList<>(
                sandbox.messages().stream().map(AcceptedMessage::phoneNumber).toList());
        assertThat(sentTo).doesNotHaveDuplicates().doesNotContainAnyElementsOf(OPTED_OUT);
        // the accepted, and those whose reply was lost
        assertThat(sentTo).hasSize(28);
    }

    private static long sum(Map<Outcome, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<String> numbers(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(Long::toString).toList();
    }

    /** Outcome, count, and so on; 0 for all others. */
    private static Map<Outcome, Long> counts(Object... pairs) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        for (int i = 0; i < pairs.length; i += 2) {
            counts.put((Outcome) pairs[i], ((Number) pairs[i + 1]).longValue());
        }
        return counts;
    }
}
