package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.model.BulkSmsResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A route or context that stops does so within the shutdown timeout and a second, with requests in flight in every state there is. */
class StopWhileItDripsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration TIME_LIMIT = SHUTDOWN_TIMEOUT.plusSeconds(1);
    private static final int WAITING = 3;

    /** No limit of size is broken before the stop, in milliseconds. */
    private static final int SLOWLY = 400;

    /** On which way to the provider, and what happens on its connections, one after another. */
    enum Way {
        PLAIN(Dripping.values().length, replies()),
        TLS(
                Dripping.values().length,
                Stream.concat(replies().stream().map(Way::overTls), Stream.of(handshake()))
                        .toList()),
        TUNNEL(
                0,
                List.of(
                        tunnel("", "\r\n"),
                        tunnel("HTTP/1.1 200", "x"),
                        tunnel("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 8000\r\n\r\n", "x"),
                        tunnel("HTTP/1.1 100 Wait\r\n\r\n", "HTTP/1.1 100 Wait\r\n\r\n")));

        private final int posts;
        private final List<RawServer.Script> scripts;

        /**
         * @param posts how many of the scripts read a request
         */
        Way(int posts, List<RawServer.Script> scripts) {
            this.posts = posts;
            this.scripts = scripts;
        }

        private static List<RawServer.Script> replies() {
            return Stream.of(Dripping.values())
                    .map(dripping -> (RawServer.Script) line -> dripping.play(line, SLOWLY))
                    .toList();
        }

        private static RawServer.Script overTls(RawServer.Script reply) {
            return line -> {
                line.startTls(TestKeys.localhost().server());
                reply.play(line);
            };
        }

        private static RawServer.Script handshake() {
            return line -> {
                line.say(Dripping.PART_OF_A_HANDSHAKE);
                line.drip("\0", SLOWLY);
            };
        }

        private static RawServer.Script tunnel(String first, String drop) {
            return line -> {
                line.head();
                line.say(first);
                line.drip(drop, SLOWLY);
            };
        }
    }

    enum Stopped {
        ROUTE,
        CONTEXT
    }

    private static Hiccups hiccups;

    @BeforeAll
    static void startMeasuring() {
        hiccups = new Hiccups();
    }

    @AfterAll
    static void stopMeasuring() {
        hiccups.close();
    }

    static Stream<Arguments> ways() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Stopped.values()).map(stopped -> Arguments.of(way, stopped)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatIsInFlightIsGivenUpAndUnknownIfAnyOfItWentOut(Way way, Stopped stopped) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        int cases = way.scripts.size();
        try (RawServer server = new RawServer(line -> {
                    way.scripts.get(connections.getAndIncrement() % cases).play(line);
                });
                BadNetworkRig camel = rig(way, server)) {
            CompletableFuture<BulkSmsResult> done = send(camel, cases);
            await().atMost(SOON).until(() -> connections.get() == cases && server.posts() == way.posts);
            Hiccups.Watch watch = hiccups.start();
            switch (stopped) {
                case ROUTE ->
                    camel.context
                            .getRouteController()
                            .stopRoute("sale", SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                case CONTEXT -> camel.context.stop();
            }
            watch.assertWithin(TIME_LIMIT, way + ", " + stopped);
            BulkSmsResult result = done.get(SOON.toSeconds(), TimeUnit.SECONDS);
            assertThat(result.unknown()).as(result.toString()).isEqualTo(way.posts);
            assertThat(result.unsent()).isEqualTo(cases + WAITING - way.posts);
            assertThat(server.posts()).isEqualTo(way.posts);
            await().atMost(SOON).until(() -> server.open() == 0);
        }
    }

    private static BadNetworkRig rig(Way way, RawServer server) {
        Consumer<BulkSmsComponent> patient = component -> {
            component.setConnectTimeout(60_000);
            component.setResponseTimeout(60_000);
            component.setRequestTimeout(60_000);
            component.getCamelContext().getShutdownStrategy().setTimeout(SHUTDOWN_TIMEOUT.toMillis());
            component.getCamelContext().getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        };
        return switch (way) {
            case PLAIN -> new BadNetworkRig(server.url("http"), patient);
            case TLS -> new BadNetworkRig(server.url("https"), patient);
            case TUNNEL -> BadNetworkRig.through(server, "https://localhost", patient);
        };
    }

    private static CompletableFuture<BulkSmsResult> send(BadNetworkRig camel, int cases) throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:sale")
                        .routeId("sale")
                        .to("bulksms:sale?maxAttempts=1&batchSize=1&concurrentRequests=" + cases);
            }
        });
        CompletableFuture<BulkSmsResult> done = new CompletableFuture<>();
        camel.context
                .createProducerTemplate()
                .asyncSend("seda:sale?waitForTaskToComplete=Always&timeout=0", exchange -> exchange.getIn()
                        .setBody(CamelRig.phones(cases + WAITING)))
                .thenAccept(exchange ->
                        done.complete(exchange.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class)));
        return done;
    }
}
