package io.github.camelbulksms;

import static io.github.camelbulksms.CamelRig.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which messages are one run, and which are several. A file of 12,000 runs: {@code -Dbulksms.lines=12000}. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RunIdentityTest {

    private static final String HELLO = "bulksms:sale?template=Hello";
    private static final String ONE_BY_ONE = HELLO + "&maxAttempts=1&batchSize=10&concurrentRequests=1";
    private static final Map<String, Object> MESSAGE = Map.of("JMSMessageID", "ID:7");

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

    private interface Routes {
        void configure(RouteBuilder routes) throws Exception;
    }

    private void routes(Routes routes) throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                routes.configure(this);
            }
        });
    }

    @Test
    void twoStepsThatAMessagePassesAreTwoRuns() throws Exception {
        routes(r -> r.from("direct:list")
                .setHeader("CamelBulkSmsRecipients", r.constant("381601234567"))
                .to("bulksms:sale?template=One")
                .to("bulksms:sale?template=Two"));

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(camel.send("direct:list", null, MESSAGE).getException()).isNull();
        }

        assertThat(templates()).containsExactly("One", "Two");
    }

    @Test
    void eachTurnOfALoopIsARun() throws Exception {
        routes(r -> r.from("direct:list")
                .setHeader("CamelBulkSmsRecipients", r.constant("381601234567"))
                .loop(3)
                .to(HELLO));

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(camel.send("direct:list", null, MESSAGE).getException()).isNull();
        }

        assertThat(templates()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void chunksOfChunksAreRunsOfTheirOwn(int depth) throws Exception {
        routes(r -> {
            ProcessorDefinition<?> route = r.from("direct:list");
            for (String token : List.of("\n", ";", " ").subList(0, depth)) {
                route = route.split(r.body().tokenize(token)).stopOnException();
            }
            route.to(HELLO);
        });
        List<String> phones = CamelRig.phones(8);
        String separators = depth == 2 ? ";\n;\n;\n;" : " ; \n ; ";
        StringBuilder list = new StringBuilder(phones.get(0));
        for (int i = 1; i < phones.size(); i++) {
            list.append(separators.charAt(i - 1)).append(phones.get(i));
        }

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(camel.send("direct:list", list.toString(), MESSAGE).getException())
                    .isNull();
        }

        assertThat(accepted()).containsExactlyElementsOf(phones);
    }

    @Test
    void twoSplitsOneAfterTheOtherAreRunsOfTheirOwn() throws Exception {
        routes(r -> r.from("direct:list")
                .split(r.body())
                .to("bulksms:sale?template=One")
                .end()
                .split(r.body())
                .to("bulksms:sale?template=Two"));

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(camel.send("direct:list", CamelRig.phones(3), MESSAGE).getException())
                    .isNull();
        }

        assertThat(templates()).containsExactly("One", "One", "One", "Two", "Two", "Two");
    }

    @Test
    void branchesOfAMulticastAreRunsOfTheirOwn() throws Exception {
        routes(r -> r.from("direct:list").multicast().to("bulksms:sale?template=One", "bulksms:sale?template=Two"));

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(camel.send("direct:list", "381601234567", MESSAGE).getException())
                    .isNull();
        }

        assertThat(templates()).containsExactly("One", "Two");
    }

    @Test
    void aTryThatFailsDoesNotMakeTheNextStepTheSameRun() throws Exception {
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        routes(r -> {
            r.onException(BulkSmsException.class).continued(true);
            r.from("direct:list")
                    .setHeader("CamelBulkSmsRecipients", r.constant("381601234567"))
                    .to("bulksms:sale?template=One&maxAttempts=1")
                    .to("bulksms:sale?template=Two");
        });

        assertThat(camel.send("direct:list", null, MESSAGE).getException()).isNull();
        assertThat(camel.send("direct:list", null, MESSAGE).getException()).isNull();

        assertThat(templates()).containsExactlyInAnyOrder("One", "Two");
    }

    @Test
    void anOptionMayNameTheRunByAnExpression() throws Exception {
        String uri = "bulksms:sale?template=Hello&run=${header.order}-${date:now:yyyy}";
        BulkSmsResult first = result(camel.send(uri, "381601234567", Map.of("order", "7")));
        BulkSmsResult again = result(camel.send(uri, "381601234567", Map.of("order", "7")));

        assertThat(first.run()).startsWith("7-20");
        assertThat(again.requests()).isZero();
        assertThat(camel.send("bulksms:sale?template=Hello&run=${header.none}", "381601234567")
                        .getException())
                .hasMessageContaining("${header.none}")
                .hasMessageContaining("gives nothing for this message");
    }

    enum Becomes {
        FILE,
        TEXT,
        LIST,
        LINES
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsPolledAgainGoesOnWhateverBecomesOfItsBody(Becomes becomes, @TempDir Path folder) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(4, Fault.UNAVAILABLE);
        MockEndpoint done = done();
        routes(r -> {
            RouteDefinition route = r.from(poll(folder));
            ProcessorDefinition<?> read =
                    switch (becomes) {
                        case FILE -> route;
                        case TEXT -> route.convertBodyTo(String.class);
                        case LIST ->
                            route.convertBodyTo(String.class)
                                    .setBody(r.body().tokenize("\n"))
                                    .removeHeaders("*");
                        case LINES ->
                            route.split(r.body().tokenize("\n", 10, false))
                                    .streaming()
                                    .stopOnException();
                    };
            (becomes == Becomes.LINES ? read.to(ONE_BY_ONE).end() : read.to(ONE_BY_ONE)).to("mock:done");
        });
        drop(folder, CamelRig.phones(50));
        done.assertIsSatisfied();

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(50));
    }

    @Test
    void aFileThatIsCutIntoManyRunsIsSentOnceAlthoughItIsPolledAgain(@TempDir Path folder) throws Exception {
        int lines = Integer.getInteger("bulksms.lines", 200);
        AtomicInteger times = new AtomicInteger();
        MockEndpoint done = done();
        routes(r -> r.from(poll(folder))
                .split(r.body().tokenize("\n"))
                .streaming()
                .stopOnException()
                .process(exchange -> {
                    if (exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class) == lines - 10
                            && times.incrementAndGet() == 1) {
                        throw new IllegalStateException("near the end");
                    }
                })
                .to(HELLO)
                .end()
                .to("mock:done"));
        drop(folder, CamelRig.phones(lines));
        done.assertIsSatisfied();

        assertThat(accepted()).doesNotHaveDuplicates().hasSize(lines);
    }

    @Test
    void aFileThatIsPolledInTheMiddleOfARouteNamesTheRun(@TempDir Path folder) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        routes(r -> r.from("direct:order")
                .pollEnrich("file:" + folder + "?initialDelay=0&delay=10&noop=true&idempotent=false", 20_000)
                .to(ONE_BY_ONE));
        drop(folder, CamelRig.phones(30));

        assertThat(result(camel.send("direct:order", null)).unsent()).isEqualTo(10);
        BulkSmsResult second = result(camel.send("direct:order", null));

        assertThat(second.run()).isEqualTo("list.csv");
        assertThat(second.accepted()).isEqualTo(30);
        assertThat(accepted()).doesNotHaveDuplicates().hasSize(30);
    }

    @Test
    void aFinishedFileIsDoneWhenItComesAgainAndALaterOneOfTheSameNameFails(@TempDir Path folder) throws Exception {
        MockEndpoint done = done();
        MockEndpoint failed = camel.context.getEndpoint("mock:failed", MockEndpoint.class);
        failed.setResultWaitTime(110_000);
        routes(r -> {
            r.onException(Exception.class).handled(true).to("mock:failed");
            r.from(poll(folder)).to(HELLO).to("mock:done");
        });
        Path kept = drop(folder, CamelRig.phones(3));
        done.assertIsSatisfied();

        await().until(() -> Files.exists(kept));
        Files.move(kept, folder.resolve("list.csv"));
        await().until(() -> done.getReceivedCounter() == 2);
        await().until(() -> Files.exists(kept));
        failed.expectedMessageCount(1);
        Path next = Files.write(folder.resolve(".list.csv"), CamelRig.phones(3));
        Files.setLastModifiedTime(next, FileTime.from(Instant.now().plusSeconds(86_400)));
        Files.move(next, folder.resolve("list.csv"));
        failed.assertIsSatisfied();

        assertThat(failed.getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining("campaign=sale run=list.csv was finished from another source (file of ")
                .hasMessageContaining("${file:name.noext}-${date:file:yyyyMMdd}")
                .hasMessageContaining("sends to all recipients");
        assertThat(accepted()).hasSize(3);
    }

    @Test
    void aFileMendedAfterAFailureIsTheSameRun(@TempDir Path folder) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        MockEndpoint done = done();
        MockEndpoint failed = camel.context.getEndpoint("mock:failed", MockEndpoint.class);
        failed.setResultWaitTime(110_000);
        failed.expectedMessageCount(1);
        routes(r -> {
            r.onException(Exception.class).handled(true).to("mock:failed");
            r.from(poll(folder)).to(ONE_BY_ONE).to("mock:done");
        });
        Path kept = drop(folder, CamelRig.phones(30));
        failed.assertIsSatisfied();
        await().until(() -> Files.exists(kept));
        drop(folder, CamelRig.phones(31));
        done.assertIsSatisfied();

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(31));
    }

    @Test
    void aDeadLetterThatComesBackWithAnotherIdGoesOn() throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        MockEndpoint letters = camel.context.getEndpoint("mock:letters", MockEndpoint.class);
        routes(r -> {
            r.errorHandler(r.deadLetterChannel("mock:letters").useOriginalMessage());
            r.from("direct:list").removeHeaders("*").to(ONE_BY_ONE);
        });
        camel.send("direct:list", CamelRig.phones(30), MESSAGE);
        Object ticket = letters.getExchanges().get(0).getMessage().getHeader("BulkSmsRunTicket");

        camel.send("direct:list", CamelRig.phones(30), Map.of("JMSMessageID", "ID:8", "BulkSmsRunTicket", ticket));

        assertThat(letters.getExchanges()).hasSize(1);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(30));
    }

    @Test
    void aDeadLetterThatIsAChunkGoesOnAsThatChunk() throws Exception {
        PROVIDER.sandbox().onRequest(3, Fault.UNAVAILABLE);
        MockEndpoint letters = camel.context.getEndpoint("mock:letters", MockEndpoint.class);
        routes(r -> {
            r.errorHandler(r.deadLetterChannel("mock:letters"));
            r.from("direct:list")
                    .split(r.body().tokenize("\n", 15, false))
                    .to("bulksms:sale?template=Hello&maxAttempts=1&batchSize=10");
        });
        String list = String.join("\n", CamelRig.phones(30));
        camel.send("direct:list", list, MESSAGE);
        Exchange letter = letters.getExchanges().get(0);

        camel.send(
                "direct:list",
                letter.getMessage().getBody(),
                Map.of(
                        "JMSMessageID",
                        "ID:8",
                        "BulkSmsRunTicket",
                        letter.getMessage().getHeader("BulkSmsRunTicket")));

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(30));
    }

    @Test
    void aTicketThatTheAccountHasNotWrittenIsRefused() {
        Exchange done = camel.send(HELLO, "381601234567", Map.of("BulkSmsRunTicket", "forged"));

        assertThat(done.getException()).hasMessageContaining("BulkSmsRunTicket");
        assertThat(accepted()).isEmpty();
    }

    @Test
    void aMessageThatIsDoneCarriesNoTicket() {
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        Exchange failed = camel.send(ONE_BY_ONE, "381601234567", MESSAGE);
        Object ticket = failed.getMessage().getHeader("BulkSmsRunTicket");
        assertThat(ticket).isNotNull();

        Exchange done = camel.send(ONE_BY_ONE, "381601234567", Map.of("BulkSmsRunTicket", ticket));

        assertThat(done.getMessage().getBody(BulkSmsResult.class).run()).isEqualTo("ID:7");
        assertThat(done.getMessage().getHeader("BulkSmsRunTicket")).isNull();
    }

    @Test
    void aCircuitBreakerThatHasGivenUpMeetsItsRunWhileItIsBeingSent() throws Exception {
        PROVIDER.sandbox().latency(Duration.ofMillis(300));
        routes(r -> {
            r.errorHandler(r.defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
            r.from("direct:list")
                    .circuitBreaker()
                    .inheritErrorHandler(true)
                    .resilience4jConfiguration()
                    .timeoutEnabled(true)
                    .timeoutDuration(400)
                    .end()
                    .to(ONE_BY_ONE)
                    .end();
        });

        Exchange done = camel.send("direct:list", CamelRig.phones(30), MESSAGE);
        assertThat(done.getException()).isNotNull();
        await().until(() ->
                accepted().size() == 30 && camel.component.metrics().runs().isEmpty());

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(30));
        assertThat(result(camel.send("direct:list", CamelRig.phones(30), MESSAGE))
                        .accepted())
                .as("once the run is over, there is its result")
                .isEqualTo(30);
        assertThat(accepted()).hasSize(30);
    }

    @Test
    void aCallerWhoHasGivenUpMeetsTheRunWhileItIsBeingSent() throws Exception {
        PROVIDER.sandbox().latency(Duration.ofMillis(300));
        routes(r -> r.from("direct:now").to(ONE_BY_ONE));
        Future<Object> caller = camel.context
                .createProducerTemplate()
                .asyncRequestBodyAndHeaders("direct:now", CamelRig.phones(30), MESSAGE);
        await().until(() -> !camel.component.metrics().runs().isEmpty());
        caller.cancel(true);

        Exchange now = camel.send("direct:now", CamelRig.phones(30), MESSAGE);
        assertThat(now.getException())
                .isInstanceOf(RunBusyException.class)
                .hasMessageContaining("campaign=sale run=ID:7 is being sent by another exchange")
                .hasMessageContaining("try again later")
                .hasMessageNotContaining("CamelBulkSmsRun");
        assertThat(now.getMessage().getHeaders())
                .as("a route that asks whether nobody is left must not read zeros")
                .doesNotContainKeys(BulkSmsConstants.READ, BulkSmsConstants.UNSENT, BulkSmsConstants.REFUSED);
        await().until(() -> camel.component.metrics().runs().isEmpty());

        assertThat(result(camel.send("direct:now", CamelRig.phones(30), MESSAGE))
                        .accepted())
                .isEqualTo(30);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(30));
    }

    @Test
    void twoAsynchronousCallsOfOneNameSendOnce() throws Exception {
        String uri = ONE_BY_ONE + "&run=r";
        Future<Object> first = camel.context.createProducerTemplate().asyncRequestBody(uri, CamelRig.phones(30));
        Future<Object> second = camel.context.createProducerTemplate().asyncRequestBody(uri, CamelRig.phones(30));
        for (Future<Object> call : List.of(first, second)) {
            try {
                call.get();
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e.getCause()).hasCauseInstanceOf(RunBusyException.class);
            }
        }

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(30));
    }

    @Test
    void aStoppedAndStartedContextAndARestartedRouteKnowTheirRuns() throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        routes(r -> r.from("direct:list").routeId("list").to(ONE_BY_ONE));
        camel.send("direct:list", CamelRig.phones(30), MESSAGE);

        camel.context.getRouteController().stopRoute("list");
        camel.context.getRouteController().startRoute("list");
        camel.context.suspend();
        camel.context.resume();
        camel.context.stop();
        // Camel has forgotten the component by now
        camel.configure(camel.context.getComponent("bulksms", BulkSmsComponent.class));
        camel.context.start();
        Exchange done = camel.context.createProducerTemplate().request("direct:list", exchange -> {
            exchange.getIn().setBody(CamelRig.phones(30));
            exchange.getIn().getHeaders().putAll(MESSAGE);
        });

        assertThat(result(done).accepted()).isEqualTo(30);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(30));
    }

    @Test
    void aNewExchangeThatTakesTheHeadersAlongIsTheSameRun() throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        routes(r -> {
            r.from("direct:send").to(ONE_BY_ONE);
            r.from("direct:list").process(exchange -> camel.context
                    .createProducerTemplate()
                    .sendBodyAndHeaders(
                            "direct:send",
                            exchange.getMessage().getBody(),
                            exchange.getMessage().getHeaders()));
        });
        for (int delivery = 0; delivery < 3; delivery++) {
            camel.send("direct:list", CamelRig.phones(30), MESSAGE);
        }

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(30));
    }

    @Test
    void aMessageThatWasThereBeforeTheComponentIsSentWithWhatItsRouteHasSet() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            String uri = "bulksms:sale?customerId=" + PROVIDER.sandbox().customerId() + "&apiKey=RAW("
                    + PROVIDER.sandbox().apiKey() + ")&baseUrl="
                    + PROVIDER.sandbox().baseUrl();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:once?repeatCount=1&delay=0")
                            .setBody(constant(CamelRig.phones(3)))
                            .setHeader("CamelBulkSmsTemplate", constant("Hello"))
                            .setHeader("CamelBulkSmsRun", constant("monday"))
                            .setHeader("uri", constant(uri))
                            .toD("${header.uri}");
                }
            });
            context.start();
            await().until(() -> accepted().size() == 3);
        }
    }

    private MockEndpoint done() {
        MockEndpoint done = camel.context.getEndpoint("mock:done", MockEndpoint.class);
        done.expectedMessageCount(1);
        done.setResultWaitTime(110_000);
        return done;
    }

    private static String poll(Path folder) {
        return "file:" + folder + "?initialDelay=0&delay=10&include=list.csv&move=kept&exceptionHandler=#class:"
                + SilentExceptionHandler.class.getName();
    }

    /** Where the file goes when it is done. */
    private static Path drop(Path folder, List<String> lines) throws Exception {
        Path written = Files.write(folder.resolve(".list.csv"), lines);
        Files.move(written, folder.resolve("list.csv"), StandardCopyOption.ATOMIC_MOVE);
        return folder.resolve("kept").resolve("list.csv");
    }

    private static List<String> accepted() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }

    private static List<String> templates() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::template)
                .toList();
    }
}
