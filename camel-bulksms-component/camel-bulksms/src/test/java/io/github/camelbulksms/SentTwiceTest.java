package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Expression;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of docs/reliability.md, a row a test: whatever Camel makes of a message that fails and is done once more, the
 * sandbox's truth log has everybody once.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SentTwiceTest {

    private static final int RECIPIENTS = 30;
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
            return exchange.getProperty(Exchange.SLIP_ENDPOINT) == null ? "direct:sub" : null;
        }
    };

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

    /** A route, whose step after the send fails once, and one of whose requests is not taken the first time. */
    abstract static class Faulty extends RouteBuilder {

        private final AtomicInteger times = new AtomicInteger();
        private int redeliveries = 5;

        void failOnce(Exchange exchange) {
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("the step after the send fails once");
            }
        }

        /** Sends, and fails once afterwards; nothing but the caller does it again. */
        void sub() {
            from("direct:sub")
                    .routeId("sub")
                    .errorHandler(noErrorHandler())
                    .to(SALE)
                    .process(this::failOnce);
        }
    }

    private static Arguments route(String eip, Supplier<Faulty> route) {
        return Arguments.of(eip, route);
    }

    static Stream<Arguments> redelivered() {
        return Stream.of(
                route("to", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        from("direct:list").to(SALE).process(this::failOnce);
                    }
                }),
                route("direct", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:sub");
                    }
                }),
                route("direct, headers removed", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:removed");
                        from("direct:removed")
                                .errorHandler(noErrorHandler())
                                .removeHeaders("*")
                                .to("direct:sub");
                    }
                }),
                route("enrich", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        from("direct:list").enrich(SALE).process(this::failOnce);
                    }
                }),
                route("enrich of a route", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").enrich("direct:sub");
                    }
                }),
                route("seda with a waiting caller", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        from("direct:list").to("seda:sub?waitForTaskToComplete=Always");
                        from("seda:sub").errorHandler(noErrorHandler()).to(SALE).process(this::failOnce);
                    }
                }),
                route("seda", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to(ExchangePattern.InOnly, "seda:sub");
                        from("seda:sub").to("direct:sub");
                    }
                }),
                route("circuitBreaker", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list")
                                .circuitBreaker()
                                .inheritErrorHandler(true)
                                .to("direct:sub")
                                .end();
                    }
                }),
                route("circuitBreaker with fallback", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list")
                                .circuitBreaker()
                                .to("direct:sub")
                                .onFallback()
                                .to(SALE)
                                .end();
                    }
                }),
                route("saga", () -> new Faulty() {
                    @Override
                    public void configure() throws Exception {
                        getContext().addService(new org.apache.camel.saga.InMemorySagaService());
                        retry(this);
                        from("direct:list").to("direct:saga");
                        from("direct:saga")
                                .errorHandler(noErrorHandler())
                                .saga()
                                .to(SALE)
                                .process(this::failOnce);
                    }
                }),
                route("wireTap", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").wireTap("direct:tapped");
                        from("direct:tapped").to("direct:sub");
                    }
                }),
                route("multicast", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:branches");
                        from("direct:branches").multicast().stopOnException().to("mock:other", "direct:sub");
                    }
                }),
                route("recipientList", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:branches");
                        from("direct:branches")
                                .errorHandler(noErrorHandler())
                                .recipientList(constant("mock:other,direct:sub"))
                                .stopOnException();
                    }
                }),
                route("split", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:cut");
                        from("direct:cut")
                                .errorHandler(noErrorHandler())
                                .split(body())
                                .stopOnException()
                                .to("direct:sub");
                    }
                }),
                route("split, streaming", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:cut");
                        from("direct:cut")
                                .errorHandler(noErrorHandler())
                                .split(body())
                                .streaming()
                                .stopOnException()
                                .to("direct:sub");
                    }
                }),
                route("split, parallel", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:cut");
                        from("direct:cut")
                                .errorHandler(noErrorHandler())
                                .split(body())
                                .parallelProcessing()
                                .to("direct:sub");
                    }
                }),
                route("split in split", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:cut");
                        from("direct:cut")
                                .errorHandler(noErrorHandler())
                                .split(HALVES)
                                .stopOnException()
                                .split(HALVES)
                                .stopOnException()
                                .to("direct:sub");
                    }
                }),
                route("split in split in split", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:cut");
                        from("direct:cut")
                                .errorHandler(noErrorHandler())
                                .split(HALVES)
                                .stopOnException()
                                .split(HALVES)
                                .stopOnException()
                                .split(HALVES)
                                .stopOnException()
                                .to("direct:sub");
                    }
                }),
                route("circuitBreaker in a chunk", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").to("direct:cut");
                        from("direct:cut")
                                .errorHandler(noErrorHandler())
                                .split(HALVES)
                                .stopOnException()
                                .circuitBreaker()
                                .to("direct:sub")
                                .end();
                    }
                }),
                route("aggregate", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list")
                                .split(body())
                                .aggregate(constant(true), AggregationStrategies.groupedBody())
                                .completionSize(10)
                                .to("direct:sub");
                    }
                }),
                route("resequence", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list")
                                .resequence(header("uri"))
                                .batch()
                                .size(1)
                                .timeout(1)
                                .to("direct:sub");
                    }
                }),
                route("idempotentConsumer", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        from("direct:list").to("direct:idempotent");
                        from("direct:idempotent")
                                .idempotentConsumer(
                                        constant("1"), MemoryIdempotentRepository.memoryIdempotentRepository(10))
                                .to(SALE)
                                .process(this::failOnce);
                    }
                }),
                route("throttle and delay", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list")
                                .throttle(100)
                                .delay(1)
                                .asyncDelayed()
                                .to("direct:sub");
                    }
                }),
                route("threads", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").threads(2).to("direct:sub");
                    }
                }),
                route("dynamicRouter", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").dynamicRouter(ONCE);
                    }
                }),
                route("routingSlip", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        sub();
                        from("direct:list").routingSlip(constant("direct:sub"));
                    }
                }),
                route("toD", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        from("direct:list").to("direct:dynamic");
                        from("direct:dynamic")
                                .errorHandler(noErrorHandler())
                                .toD("${header.uri}")
                                .process(this::failOnce);
                    }
                }),
                route("failover", () -> new Faulty() {
                    @Override
                    public void configure() {
                        sub();
                        from("direct:list")
                                .loadBalance()
                                .failover()
                                .to("direct:sub", SALE, SALE + "&unknownOutcome=hold");
                    }
                }),
                route("doTry and doCatch", () -> new Faulty() {
                    @Override
                    public void configure() {
                        sub();
                        from("direct:list")
                                .setProperty("list", body())
                                .doTry()
                                .to("direct:sub")
                                .doCatch(Exception.class)
                                .doTry()
                                .to("direct:sub")
                                .doCatch(Exception.class)
                                .setBody(exchangeProperty("list"))
                                .to("direct:sub")
                                .end()
                                .end();
                    }
                }),
                route("a loop until it is well", () -> new Faulty() {
                    @Override
                    public void configure() {
                        sub();
                        from("direct:list")
                                .setProperty("list", body())
                                .loopDoWhile(exchangeProperty("well").isNull())
                                .setBody(exchangeProperty("list"))
                                .doTry()
                                .to("direct:sub")
                                .setProperty("well", constant(true))
                                .doCatch(Exception.class)
                                .log("${exception.message}")
                                .end()
                                .end();
                    }
                }),
                route("Kamelet", () -> new Faulty() {
                    @Override
                    public void configure() {
                        retry(this);
                        routeTemplate("sending")
                                .from("kamelet:source")
                                .errorHandler(noErrorHandler())
                                .to(SALE)
                                .process(this::failOnce);
                        from("direct:list").kamelet("sending");
                    }
                }));
    }

    private static void retry(Faulty routes) {
        routes.errorHandler(routes.defaultErrorHandler()
                .maximumRedeliveries(routes.redeliveries)
                .redeliveryDelay(0)
                .logRetryAttempted(false)
                .logExhausted(false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("redelivered")
    void whatIsDoneOnceMoreAfterAFailureIsSentOnce(String eip, Supplier<Faulty> route) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        camel.context.addRoutes(route.get());

        camel.send("direct:list", CamelRig.phones(RECIPIENTS), Map.of("uri", SALE));

        await().atMost(Duration.ofSeconds(20)).until(() -> accepted().size() >= RECIPIENTS);
        camel.context.stop();
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(RECIPIENTS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("redelivered")
    void aMessageThatItsConsumerBringsAgainIsSentOnce(String eip, Supplier<Faulty> route) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        camel.context.addRoutes(withoutRedelivery(route));

        for (int delivery = 0; delivery < 4; delivery++) {
            deliver(camel);
        }

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(RECIPIENTS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("redelivered")
    void aMessageThatComesAgainAfterARestartIsSentOnce(String eip, Supplier<Faulty> route) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        for (int start = 0; start < 2; start++) {
            try (CamelRig restarted =
                    new CamelRig(PROVIDER.sandbox(), component -> component.setDataSource(database))) {
                restarted.context.addRoutes(withoutRedelivery(route));
                deliver(restarted);
                deliver(restarted);
            }
        }

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(RECIPIENTS));
    }

    private static Faulty withoutRedelivery(Supplier<Faulty> route) {
        Faulty once = route.get();
        once.redeliveries = 0;
        return once;
    }

    /** The message of a queue, until whatever became of it is over. */
    private static void deliver(CamelRig to) {
        long before = PROVIDER.sandbox().stats().requests();
        to.send("direct:list", CamelRig.phones(RECIPIENTS), Map.of("uri", SALE, "JMSMessageID", "ID:7"));
        if (before == 0) {
            // what goes its own way has begun, before the message comes again
            await().until(() -> PROVIDER.sandbox().stats().requests() > 0);
        }
        await().until(() -> to.component.metrics().runs().isEmpty()
                && to.context.getInflightRepository().size() == 0);
    }

    private static List<String> accepted() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }
}
