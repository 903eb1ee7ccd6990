package io.github.camelbulksms;

import static io.github.camelbulksms.BadNetworkRig.one;
import static io.github.camelbulksms.BadNetworkRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request ends, whatever the other side does, and what it held comes back. */
class RequestTimeoutTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    enum Dripping {
        HEADERS("unknown", line -> {
            line.request();
            line.say(OK);
            line.drip("X: y\r\n", 20);
        }),
        A_HEADER("unknown", line -> {
            line.request();
            line.say(OK + "X: ");
            line.drip("y", 20);
        }),
        INTERIM_REPLIES("unknown", line -> {
            line.request();
            line.drip("HTTP/1.1 102 Processing\r\n\r\n", 20);
        }),
        CONTINUE("unknown", line -> {
            line.request();
            line.drip("HTTP/1.1 100 Continue\r\n\r\n", 20);
        }),
        A_STATUS_LINE("unknown", line -> {
            line.request();
            line.drip("\r\n", 20);
        }),
        A_BODY("unknown", line -> {
            line.request();
            line.say(OK + "Content-Length: 60000\r\n\r\n");
            line.drip(" ", 20);
        }),
        CHUNKS("unknown", line -> {
            line.request();
            line.say(OK + "Transfer-Encoding: chunked\r\n\r\n");
            line.drip("1\r\n \r\n", 20);
        }),
        TRAILERS("unknown", line -> {
            line.request();
            line.say(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n");
            line.drip("X: y\r\n", 20);
        }),
        SILENCE("unknown", line -> {
            line.request();
            line.wait(1);
        });

        private final String outcome;
        private final RawServer.Script script;

        Dripping(String outcome, RawServer.Script script) {
            this.outcome = outcome;
            this.script = script;
        }
    }

    @ParameterizedTest
    @EnumSource(Dripping.class)
    void whateverDripsEndsAndGivesThreadAndSocketBack(Dripping dripping) throws Exception {
        check("http", dripping.outcome, dripping.script);
        check("https", dripping.outcome, line -> {
            line.startTls(TestKeys.localhost().server());
            dripping.script.play(line);
        });
    }

    @Test
    void aHandshakeThatDripsEndsUnsent() throws Exception {
        check("https", "unsent", line -> {
            line.say(0x16, 0x03, 0x03, 0x3F, 0xFF, 2, 0, 0x3F, 0);
            line.drip("\0", 20);
        });
    }

    @Test
    void aRequestThatNobodyReadsEnds() throws Exception {
        try (RawServer server = new RawServer(line -> Thread.sleep(60_000));
                BadNetworkRig camel = impatient(server.url("http"))) {
            String text = "x".repeat(8_000_000);
            camel.component.getConfiguration().setTemplate(text);
            long start = System.nanoTime();
            assertThat(outcome(camel.send()).get("accepted")).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 403 No\r\nContent-Length: 9999\r\n\r\n",
                "HTTP/1.1 100 Wait\r\n\r\n"
            })
    void aTunnelThatDripsEndsUnsent(String first) throws Exception {
        try (RawServer proxy = new RawServer(line -> {
                    line.head();
                    line.say(first);
                    line.drip(first.isEmpty() ? "\r\n" : first.endsWith("Wait\r\n\r\n") ? first : "x", 20);
                });
                BadNetworkRig camel =
                        BadNetworkRig.through(proxy, "https://localhost", RequestTimeoutTest::impatient)) {
            long start = System.nanoTime();
            assertThat(outcome(camel.send())).isEqualTo(one("unsent"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            await().atMost(SOON).until(() -> proxy.open() == 0);
        }
    }

    private static void check(String scheme, String outcome, RawServer.Script script) throws Exception {
        AtomicBoolean bad = new AtomicBoolean(true);
        try (RawServer server = new RawServer(line -> {
                    if (bad.get()) {
                        script.play(line);
                        return;
                    }
                    if (scheme.equals("https")) {
                        line.startTls(TestKeys.localhost().server());
                    }
                    line.request();
                    line.say(RawServer.reply(RawServer.ACCEPTED));
                });
                BadNetworkRig camel = impatient(server.url(scheme))) {
            long start = System.nanoTime();
            Map<String, Long> ended = outcome(camel.send());
            // on a busy machine the time may be out before the request
            assertThat(ended).isEqualTo(one(server.posts() == 0 ? "unsent" : outcome));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            await().atMost(SOON).until(() -> server.open() == 0);
            assertThat(camel.component.getRequestsInFlight()).isZero();
            bad.set(false);
            await().atMost(SOON).until(() -> outcome(camel.send("bulksms:sale", "381601234568"))
                    .equals(one("accepted")));
        }
    }

    private static BadNetworkRig impatient(String baseUrl) {
        return new BadNetworkRig(baseUrl, RequestTimeoutTest::impatient);
    }

    private static void impatient(BulkSmsComponent component) {
        component.setConnectTimeout(700);
        component.setResponseTimeout(700);
        component.setRequestTimeout(700);
    }

    @Test
    void aRouteThatStopsGivesUpItsRequestsAndTheyAreUnknown() throws Exception {
        stops(camel -> camel.context.getRouteController().stopRoute("sale", 1, TimeUnit.SECONDS));
    }

    @Test
    void aContextThatStopsGivesUpItsRequestsAndTheyAreUnknown() throws Exception {
        stops(camel -> camel.context.stop());
    }

    interface Stop {
        void of(BadNetworkRig camel) throws Exception;
    }

    private static void stops(Stop stop) throws Exception {
        try (RawServer silent = new RawServer(line -> {
                    line.request();
                    line.wait(1);
                });
                BadNetworkRig camel = new BadNetworkRig(silent.url("http"), component -> {
                    component.setResponseTimeout(60_000);
                    component.setRequestTimeout(60_000);
                })) {
            camel.context.getShutdownStrategy().setTimeout(1);
            camel.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("seda:sale").routeId("sale").to("bulksms:sale?batchSize=1&concurrentRequests=2");
                }
            });
            CompletableFuture<Object> done = new CompletableFuture<>();
            camel.context
                    .createProducerTemplate()
                    .asyncSend("seda:sale?waitForTaskToComplete=Always&timeout=0", exchange -> exchange.getIn()
                            .setBody(CamelRig.phones(5)))
                    .thenAccept(exchange -> done.complete(exchange.getProperty(BulkSmsConstants.RESULT_PROPERTY)));
            await().atMost(SOON).until(() -> silent.posts() == 2);
            long start = System.nanoTime();
            stop.of(camel);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            var result = (io.github.camelbulksms.model.BulkSmsResult) done.get(5, TimeUnit.SECONDS);
            assertThat(result.unknown()).isEqualTo(2);
            assertThat(result.unsent()).isEqualTo(3);
            await().atMost(SOON).until(() -> silent.open() == 0);
        }
    }

    @Test
    void afterAnErrorTheNextRequestGoesOut() throws Exception {
        AtomicBoolean fails = new AtomicBoolean(true);
        try (RawServer server = new RawServer(line -> {
                    line.request();
                    line.say(RawServer.reply(RawServer.ACCEPTED));
                });
                BadNetworkRig camel = new BadNetworkRig(
                        server.url("http"),
                        component -> component.setHttpClientConfigurer(
                                builder -> builder.addResponseInterceptorFirst((reply, entity, context) -> {
                                    if (fails.getAndSet(false)) {
                                        throw new OutOfMemoryError("as if");
                                    }
                                })))) {
            assertThat(outcome(camel.send())).isEqualTo(one("unknown"));
            assertThat(outcome(camel.send())).isEqualTo(one("accepted"));
            assertThat(server.posts()).isEqualTo(2);
        }
    }

    @Test
    void aResponseTimeoutAboveTheRequestTimeoutIsRefused() {
        assertThatThrownBy(() -> new BadNetworkRig("http://localhost:1", component -> {
                    component.setResponseTimeout(3);
                    component.setRequestTimeout(2);
                }))
                .hasStackTraceContaining(
                        "responseTimeout is 3 ms: expected 1 ms or more, and not more than requestTimeout, which is 2 ms");
    }
}
