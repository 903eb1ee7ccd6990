package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Expression;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.saga.InMemorySagaService;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.core.ConditionFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of docs/reliability.md, an EIP a row, and a test for each of its columns: whatever Camel makes of a message that
 * fails and is done once more, the sandbox's truth log has everybody once.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SentTwiceTest {

    private static final List<String> EVERYBODY = CamelRig.phones(30);
    private static final String SALE = "bulksms:sale?template=Hello&maxAttempts=1&batchSize=10&concurrentRequests=1";

    private static final Expression HALVES = new ExpressionAdapter() {
        @Override
        public Object evaluate(Exchange exchange) {
            List<?> list = exchange.getMessage().getBody(List.class);
            return List.of(list.subList(0, list.size() / 2), list.subList(list.size() / 2, list.size()));
        }
    };
    private static final Expression ONCE = new ExpressionAdapter() {
        @Override
        public Object evaluate(Exchange exchange) {
            return exchange.getProperty(Exchange.SLIP_ENDPOINT) == null
                    ? exchange.getMessage().getHeader("sub")
                    : null;
        }
    };

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    /** One context for all rows, whose routes have names of their own: most of the time went into starting contexts. */
    private static CamelRig camel;

    private static final AtomicInteger NAMES = new AtomicInteger();
    /** The messages of which something was sent. */
    private static final Set<String> BEGUN = new HashSet<>();

    @BeforeAll
    static void startCamel() throws Exception {
        camel = rig(component -> {});
    }

    @AfterAll
    static void stopCamel() {
        camel.close();
    }

    private static CamelRig rig(Consumer<BulkSmsComponent> more) throws Exception {
        CamelRig rig = new CamelRig(PROVIDER.sandbox(), more);
        rig.context.addService(new InMemorySagaService());
        rig.context.getRegistry().bind("silent", new SilentExceptionHandler());
        return rig;
    }

    /**
     * A row of the table.
     *
     * @param routes what is put between the message and the send
     */
    private record Eip(String name, Consumer<Faulty> routes) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The routes of a row. The step after the send fails once. */
    private static final class Faulty extends RouteBuilder {

        private final Eip eip;
        private final int redeliveries;
        private final String name = String.valueOf(NAMES.incrementAndGet());
        private final AtomicInteger times = new AtomicInteger();

        Faulty(Eip eip, int redeliveries) {
            this.eip = eip;
            this.redeliveries = redeliveries;
        }

        @Override
        public void configure() {
            errorHandler(defaultErrorHandler()
                    .maximumRedeliveries(redeliveries)
                    .redeliveryDelay(0)
                    .logRetryAttempted(false)
                    .logExhausted(false));
            inner("sub").to(SALE).process(this::failOnce);
            from("seda:list" + name + "?concurrentConsumers=4&pollTimeout=20&exceptionHandler=#silent")
                    .errorHandler(noErrorHandler())
                    .to("direct:list" + name);
            eip.routes.accept(this);
        }

        RouteDefinition list() {
            return from("direct:list" + name);
        }

        /** A route that leaves failures to its caller, who does it once more as a whole. */
        RouteDefinition inner(String what) {
            return from("direct:" + what + name).errorHandler(noErrorHandler());
        }

        /** Sends, and fails once afterwards; nothing but the caller does it again. */
        String sub() {
            return "direct:sub" + name;
        }

        String direct(String what) {
            return "direct:" + what + name;
        }

        void failOnce(Exchange exchange) {
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("the step after the send fails once");
            }
        }
    }

    private static Eip eip(String name, Consumer<Faulty> routes) {
        return new Eip(name, routes);
    }

    static Stream<Eip> eips() {
        return Stream.of(
                eip("to", to -> to.list().to(SALE).process(to::failOnce)),
                eip("direct", to -> to.list().to(to.sub())),
                eip("direct, headers removed", to -> {
                    to.list().to(to.direct("removed"));
                    to.inner("removed").removeHeaders("*").to(to.sub());
                }),
                eip("enrich", to -> to.list().enrich(SALE).process(to::failOnce)),
                eip("enrich of a route", to -> to.list().enrich(to.sub())),
                eip("seda with a waiting caller", to -> {
                    to.list().to("seda:sub" + to.name + "?waitForTaskToComplete=Always");
                    to.from("seda:sub" + to.name + "?pollTimeout=20&exceptionHandler=#silent")
                            .errorHandler(to.noErrorHandler())
                            .to(SALE)
                            .process(to::failOnce);
                }),
                eip("seda", to -> {
                    to.list().to(ExchangePattern.InOnly, "seda:sub" + to.name);
                    to.from("seda:sub" + to.name + "?pollTimeout=20").to(to.sub());
                }),
                eip("circuitBreaker", to -> to.list()
                        .circuitBreaker()
                        .inheritErrorHandler(true)
                        .to(to.sub())
                        .end()),
                eip("circuitBreaker with fallback", to -> to.list()
                        .circuitBreaker()
                        .to(to.sub())
                        .onFallback()
                        .to(SALE)
                        .end()),
                eip("saga", to -> {
                    to.list().to(to.direct("saga"));
                    to.inner("saga").saga().to(SALE).process(to::failOnce);
                }),
                eip("wireTap", to -> {
                    to.list().wireTap(to.direct("tapped"));
                    to.from(to.direct("tapped")).to(to.sub());
                }),
                eip("multicast", to -> {
                    to.list().to(to.direct("branches"));
                    to.from(to.direct("branches")).multicast().stopOnException().to("mock:other", to.sub());
                }),
                eip("multicast, parallel", to -> {
                    to.list().to(to.direct("branches"));
                    to.from(to.direct("branches"))
                            .multicast()
                            .parallelProcessing()
                            .stopOnException()
                            .to("mock:other", to.sub());
                }),
                eip("recipientList", to -> {
                    to.list().to(to.direct("branches"));
                    to.inner("branches")
                            .recipientList(to.constant("mock:other," + to.sub()))
                            .stopOnException();
                }),
                eip("split", to -> {
                    to.list().to(to.direct("cut"));
                    to.inner("cut").split(to.body()).stopOnException().to(to.sub());
                }),
                eip("split, streaming", to -> {
                    to.list().to(to.direct("cut"));
                    to.inner("cut")
                            .split(to.body())
                            .streaming()
                            .stopOnException()
                            .to(to.sub());
                }),
                eip("split, parallel", to -> {
                    to.list().to(to.direct("cut"));
                    to.inner("cut").split(to.body()).parallelProcessing().to(to.sub());
                }),
                eip("split in split", to -> {
                    to.list().to(to.direct("cut"));
                    to.inner("cut")
                            .split(HALVES)
                            .stopOnException()
                            .split(HALVES)
                            .stopOnException()
                            .to(to.sub());
                }),
                eip("split in split in split", to -> {
                    to.list().to(to.direct("cut"));
                    to.inner("cut")
                            .split(HALVES)
                            .stopOnException()
                            .split(HALVES)
                            .stopOnException()
                            .split(HALVES)
                            .stopOnException()
                            .to(to.sub());
                }),
                eip("circuitBreaker in a chunk", to -> {
                    to.list().to(to.direct("cut"));
                    to.inner("cut")
                            .split(HALVES)
                            .stopOnException()
                            .circuitBreaker()
                            .to(to.sub())
                            .end();
                }),
                eip("aggregate", to -> to.list()
                        .split(to.body())
                        .aggregate(to.constant(true), AggregationStrategies.groupedBody())
                        .completionSize(10)
                        .to(to.sub())),
                eip("resequence", to -> to.list()
                        .resequence(to.header("uri"))
                        .batch()
                        .size(1)
                        .timeout(1)
                        .to(to.sub())),
                eip("idempotentConsumer", to -> {
                    to.list().to(to.direct("idempotent"));
                    to.from(to.direct("idempotent"))
                            .idempotentConsumer(
                                    to.constant("1"), MemoryIdempotentRepository.memoryIdempotentRepository(10))
                            .to(SALE)
                            .process(to::failOnce);
                }),
                eip(
                        "throttle and delay",
                        to -> to.list().throttle(100).delay(1).asyncDelayed().to(to.sub())),
                eip("threads", to -> to.list().threads(2).to(to.sub())),
                eip(
                        "dynamicRouter",
                        to -> to.list().setHeader("sub", to.constant(to.sub())).dynamicRouter(ONCE)),
                eip("routingSlip", to -> to.list().routingSlip(to.constant(to.sub()))),
                eip("toD", to -> {
                    to.list().to(to.direct("dynamic"));
                    to.inner("dynamic").toD("${header.uri}").process(to::failOnce);
                }),
                eip(
                        "failover",
                        to -> to.list().loadBalance().failover().to(to.sub(), SALE, SALE + "&unknownOutcome=hold")),
                eip("doTry and doCatch", to -> to.list()
                        .setProperty("list", to.body())
                        .doTry()
                        .to(to.sub())
                        .doCatch(Exception.class)
                        .doTry()
                        .to(to.sub())
                        .doCatch(Exception.class)
                        .setBody(to.exchangeProperty("list"))
                        .to(to.sub())
                        .end()
                        .end()),
                eip("a loop until it is well", to -> to.list()
                        .setProperty("list", to.body())
                        .loopDoWhile(to.exchangeProperty("well").isNull())
                        .setBody(to.exchangeProperty("list"))
                        .doTry()
                        .to(to.sub())
                        .setProperty("well", to.constant(true))
                        .doCatch(Exception.class)
                        .log("${exception.message}")
                        .end()
                        .end()),
                eip("Kamelet", to -> {
                    to.routeTemplate("sending" + to.name)
                            .from("kamelet:source")
                            .errorHandler(to.noErrorHandler())
                            .to(SALE)
                            .process(to::failOnce);
                    to.list().kamelet("sending" + to.name);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eips")
    void whatIsDoneOnceMoreAfterAFailureIsSentOnce(Eip eip) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        Faulty routes = add(camel, eip, 5);

        camel.send(routes.direct("list"), EVERYBODY, Map.of("uri", SALE));

        everybodyOnce();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eips")
    void aCallerWhoGivesUpAndComesAgainWhileTheRunGoesOnMakesNobodyGetItTwice(Eip eip) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        PROVIDER.sandbox().latency(Duration.ofMillis(15));
        Faulty routes = add(camel, eip, 0);
        String impatient = "seda:list" + routes.name + "?waitForTaskToComplete=Always&timeout=40";

        soon().until(() -> {
            camel.send(impatient, EVERYBODY, message("ID:" + routes.name));
            return accepted().size() >= EVERYBODY.size();
        });

        everybodyOnce();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eips")
    void aMessageThatItsConsumerBringsAgainIsSentOnce(Eip eip) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        Faulty routes = add(camel, eip, 0);

        for (int delivery = 0; delivery < 4; delivery++) {
            deliver(camel, routes, EVERYBODY, "ID:" + routes.name);
        }

        everybodyOnce();
    }

    /** All rows before and after one restart. Each has numbers of its own, so that nothing late is taken for another's. */
    @TestFactory
    Stream<DynamicTest> aMessageThatComesAgainAfterARestartIsSentOnce() throws Exception {
        JdbcDataSource database = H2Databases.inMemory();
        List<Eip> rows = eips().toList();
        List<String> phones = CamelRig.phones(rows.size() * 30);
        for (int start = 0; start < 2; start++) {
            try (CamelRig restarted = rig(component -> component.setDataSource(database))) {
                for (int row = 0; row < rows.size(); row++) {
                    if (start == 0) {
                        PROVIDER.sandbox().onRequest(PROVIDER.sandbox().stats().requests() + 2, Fault.UNAVAILABLE);
                    }
                    Faulty routes = add(restarted, rows.get(row), 0);
                    List<String> list = phones.subList(row * 30, row * 30 + 30);
                    deliver(restarted, routes, list, "ID:" + rows.get(row));
                    deliver(restarted, routes, list, "ID:" + rows.get(row));
                }
                if (start == 1) {
                    soon().until(() -> accepted().size() >= phones.size());
                    idle(restarted);
                }
            }
        }
        Map<Integer, List<String>> truth =
                accepted().stream().collect(Collectors.groupingBy(phone -> phones.indexOf(phone) / 30));
        return IntStream.range(0, rows.size())
                .mapToObj(row -> DynamicTest.dynamicTest(rows.get(row).name, () -> assertThat(truth.get(row))
                        .containsExactlyInAnyOrderElementsOf(phones.subList(row * 30, row * 30 + 30))));
    }

    private static Faulty add(CamelRig to, Eip eip, int redeliveries) throws Exception {
        Faulty routes = new Faulty(eip, redeliveries);
        to.context.addRoutes(routes);
        return routes;
    }

    private static Map<String, Object> message(String id) {
        return Map.of("uri", SALE, "JMSMessageID", id);
    }

    /** The message of a queue, until whatever became of it is over. */
    private static void deliver(CamelRig to, Faulty routes, List<String> list, String id) {
        long before = PROVIDER.sandbox().stats().requests();
        to.send(routes.direct("list"), list, message(id));
        if (BEGUN.add(id)) {
            // what goes its own way has begun, before the message comes again
            soon().until(() -> PROVIDER.sandbox().stats().requests() > before);
        }
        idle(to);
    }

    private static void idle(CamelRig rig) {
        soon().until(() -> rig.component.metrics().runs().isEmpty()
                && rig.context.getInflightRepository().size() == 0);
    }

    private static void everybodyOnce() {
        soon().until(() -> accepted().size() >= EVERYBODY.size());
        idle(camel);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(EVERYBODY);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private static List<String> accepted() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }
}
