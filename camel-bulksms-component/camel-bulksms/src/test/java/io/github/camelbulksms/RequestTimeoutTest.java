package io.github.camelbulksms;

import static io.github.camelbulksms.BadNetworkRig.one;
import static io.github.camelbulksms.BadNetworkRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.model.BulkSmsResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request ends within its time, whatever the other side does, and what it held comes back. */
class RequestTimeoutTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(700);
    private static final Duration TIME_LIMIT = REQUEST_TIMEOUT.plusSeconds(1);

    private static Hiccups hiccups;

    /** The first request of a JVM loads a thousand classes, which is no matter of the network. */
    @BeforeAll
    static void warmUp() throws Exception {
        hiccups = new Hiccups();
        for (String scheme : new String[] {"http", "https"}) {
            try (RawServer server = new RawServer(line -> accept(scheme, line));
                    BadNetworkRig camel = new BadNetworkRig(server.url(scheme))) {
                assertThat(outcome(camel.send())).isEqualTo(one("accepted"));
            }
        }
    }

    @AfterAll
    static void stopMeasuring() {
        hiccups.close();
    }

    private static void accept(String scheme, RawServer.Line line) throws Exception {
        if (scheme.equals("https")) {
            line.startTls(TestKeys.localhost().server());
        }
        line.request();
        line.say(RawServer.reply(RawServer.ACCEPTED));
    }

    @ParameterizedTest
    @EnumSource(Dripping.class)
    void whateverDripsEndsAndGivesThreadAndSocketBack(Dripping dripping) throws Exception {
        check("http", "unknown", dripping::play);
        check("https", "unknown", line -> {
            line.startTls(TestKeys.localhost().server());
            dripping.play(line);
        });
    }

    @Test
    void aHandshakeThatDripsEndsUnsent() throws Exception {
        check("https", "unsent", line -> {
            line.say(Dripping.PART_OF_A_HANDSHAKE);
            line.drip("\0", 20);
        });
    }

    @Test
    void aRequestThatNobodyReadsEnds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer(line -> over.await());
                BadNetworkRig camel = impatient(server.url("http"))) {
            camel.component.getConfiguration().setTemplate("x".repeat(8_000_000));
            Hiccups.Watch watch = hiccups.start();
            Map<String, Long> ended = outcome(camel.send());
            watch.assertWithin(TIME_LIMIT, "a request that nobody reads");
            assertThat(ended.get("accepted")).isZero();
        } finally {
            over.countDown();
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
            Hiccups.Watch watch = hiccups.start();
            Map<String, Long> ended = outcome(camel.send());
            watch.assertWithin(TIME_LIMIT, "a tunnel that drips");
            assertThat(ended).isEqualTo(one("unsent"));
            await().atMost(SOON).until(() -> proxy.open() == 0);
        }
    }

    private static void check(String scheme, String outcome, RawServer.Script script) throws Exception {
        AtomicBoolean bad = new AtomicBoolean(true);
        try (RawServer server = new RawServer(line -> {
                    if (bad.get()) {
                        script.play(line);
                    } else {
                        accept(scheme, line);
                    }
                });
                BadNetworkRig camel = impatient(server.url(scheme))) {
            Hiccups.Watch watch = hiccups.start();
            Map<String, Long> ended = outcome(camel.send());
            watch.assertWithin(TIME_LIMIT, scheme);
            // on a busy machine the time may be out before the request
            assertThat(ended).isEqualTo(one(server.posts() == 0 ? "unsent" : outcome));
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
        component.setConnectTimeout(REQUEST_TIMEOUT.toMillis());
        component.setResponseTimeout(REQUEST_TIMEOUT.toMillis());
        component.setRequestTimeout(REQUEST_TIMEOUT.toMillis());
    }

    @ParameterizedTest
    @EnumSource(
            value = Dripping.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"A_BODY", "SILENCE"})
    void whatComesWithoutEndIsGivenUpForItsSizeLongBeforeItsTime(Dripping dripping) throws Exception {
        try (RawServer server = new RawServer(line -> dripping.play(line, 0));
                BadNetworkRig camel = new BadNetworkRig(server.url("http"))) {
            BulkSmsResult result = camel.send();
            assertThat(outcome(result)).isEqualTo(one("unknown"));
            assertThat(result.whatWentWrong()).doesNotContain("requestTimeout");
            await().atMost(SOON).until(() -> server.open() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", "X", " y\r\n"})
    void whatAProxySaysWithoutEndIsGivenUpForItsSizeAsWell(String drop) throws Exception {
        try (RawServer proxy = new RawServer(line -> {
                    line.head();
                    line.say("HTTP/1.1 200 OK\r\nX: y\r\n");
                    line.drip(drop, 0);
                });
                BadNetworkRig camel = BadNetworkRig.through(proxy, "https://localhost", component -> {})) {
            BulkSmsResult result = camel.send();
            assertThat(outcome(result)).isEqualTo(one("unsent"));
            assertThat(result.whatWentWrong()).doesNotContain("requestTimeout");
            await().atMost(SOON).until(() -> proxy.open() == 0);
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
    void anErrorBeforeTheRequestIsNotSent() throws Exception {
        try (RawServer server = new RawServer(line -> accept("http", line));
                BadNetworkRig camel = new BadNetworkRig(
                        server.url("http"),
                        component -> component.setHttpClientConfigurer(
                                builder -> builder.addRequestInterceptorLast((request, entity, context) -> {
                                    throw new OutOfMemoryError("as if");
                                })))) {
            assertThat(outcome(camel.send())).isEqualTo(one("unsent"));
            assertThat(server.posts()).isZero();
        }
    }

    @Test
    void aResponseTimeoutOfAMillisecondIsRefusedAsItIsTheSignOfALook() {
        assertThatThrownBy(() -> new BadNetworkRig("http://localhost:1", component -> component.setResponseTimeout(1)))
                .hasStackTraceContaining("responseTimeout is 1 ms: expected 2 ms or more");
    }

    @Test
    void aResponseTimeoutAboveTheRequestTimeoutIsRefused() {
        assertThatThrownBy(() -> new BadNetworkRig("http://localhost:1", component -> {
                    component.setResponseTimeout(3);
                    component.setRequestTimeout(2);
                }))
                .hasStackTraceContaining(
                        "responseTimeout is 3 ms: expected 2 ms or more, and not more than requestTimeout, which is 2 ms");
    }
}
