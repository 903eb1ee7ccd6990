package io.github.camelbulksms;

import static io.github.camelbulksms.CamelRig.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run goes on where it stopped: redelivered, polled again, or come back from a queue. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RunTest {

    private static final String ONE_BY_ONE = "&batchSize=10&concurrentRequests=1";

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
    void whatWasCertainlyNotAcceptedIsSentAgainInTheSameRun() {
        PROVIDER.sandbox().onRequest(2, Fault.RATE_LIMITED);
        PROVIDER.sandbox().onRequest(3, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(4, Fault.INTERNAL_ERROR);
        BulkSmsResult result = result(camel.send("bulksms:sale?template=Hello" + ONE_BY_ONE, CamelRig.phones(50)));

        assertThat(result.accepted()).isEqualTo(50);
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(8);
        assertThat(accepted()).isEqualTo(CamelRig.phones(50));
    }

    @Test
    void afterTheLastAttemptTheBatchIsUnsentAndTheRunGoesOn() {
        PROVIDER.sandbox().onRecipient(CamelRig.phones(50).get(15), Fault.UNAVAILABLE);
        BulkSmsResult result =
                result(camel.send("bulksms:sale?template=Hello&maxAttempts=3" + ONE_BY_ONE, CamelRig.phones(50)));

        assertThat(result.accepted()).isEqualTo(40);
        assertThat(result.unsent()).isEqualTo(10);
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(7);
    }

    @Test
    void whatIsUnknownIsNotTriedAgain() {
        PROVIDER.sandbox().onRequest(2, Fault.DROP_BEFORE_ACCEPTANCE);
        BulkSmsResult result = result(camel.send("bulksms:sale?template=Hello" + ONE_BY_ONE, CamelRig.phones(50)));

        assertThat(result.unknown()).isEqualTo(10);
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"hold, 40, 10, 50", "resend, 50, 0, 60"})
    void aRedeliveredExchangeGoesOnWhereItStopped(String unknownOutcome, int accepted, int unknown, int messages)
            throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);
        PROVIDER.sandbox().onRequest(4, Fault.UNAVAILABLE);
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0))
                        .to("bulksms:sale?template=Hello&maxAttempts=1&unknownOutcome=" + unknownOutcome + ONE_BY_ONE);
            }
        });
        BulkSmsResult result = result(camel.send("direct:list", CamelRig.phones(50)));

        assertThat(result.read()).isEqualTo(50);
        assertThat(result.accepted()).isEqualTo(accepted);
        assertThat(result.unknown()).isEqualTo(unknown);
        assertThat(PROVIDER.sandbox().messages()).hasSize(messages);
        if (unknownOutcome.equals("hold")) {
            assertThat(accepted()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(CamelRig.phones(50));
        }
    }

    @Test
    void aFileThatIsPolledAgainAfterAFailureIsFinishedAndNobodyGetsItTwice(@TempDir Path folder) throws Exception {
        for (int request = 2; request <= 9; request += 2) {
            PROVIDER.sandbox().onRequest(request, Fault.UNAVAILABLE);
        }
        MockEndpoint done = camel.context.getEndpoint("mock:done", MockEndpoint.class);
        done.expectedMessageCount(1);
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?initialDelay=0&delay=10")
                        .to("bulksms:sale?template=Hello&maxAttempts=1" + ONE_BY_ONE)
                        .to("mock:done");
            }
        });
        Path written = Files.write(folder.resolve(".list.csv"), CamelRig.phones(50));
        Files.move(written, folder.resolve("list.csv"));
        done.assertIsSatisfied(60_000);

        BulkSmsResult result = done.getExchanges().get(0).getMessage().getBody(BulkSmsResult.class);
        assertThat(result.accepted()).isEqualTo(50);
        assertThat(result.requests()).isLessThan(5);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(50));
    }

    @Test
    void aMessageThatComesBackFromAQueueGoesOn() {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        Map<String, Object> message = Map.of("JMSMessageID", "ID:7");
        String uri = "bulksms:sale?template=Hello&maxAttempts=1" + ONE_BY_ONE;
        assertThat(result(camel.send(uri, CamelRig.phones(30), message)).unsent())
                .isEqualTo(10);

        BulkSmsResult second = result(camel.send(uri, CamelRig.phones(30), message));

        assertThat(second.accepted()).isEqualTo(30);
        assertThat(second.requests()).isEqualTo(1);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(30));
    }

    @Test
    void theChunksOfASplitMessageAreRunsOfTheirOwn() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").split(body().tokenize("\n", 10, false)).to("bulksms:sale?template=Hello");
            }
        });
        String list = String.join("\n", CamelRig.phones(30));
        Map<String, Object> message = Map.of("JMSMessageID", "ID:7");
        assertThat(camel.send("direct:list", list, message).getException()).isNull();
        assertThat(camel.send("direct:list", list, message).getException()).isNull();

        assertThat(accepted()).isEqualTo(CamelRig.phones(30));
    }

    @Test
    void aSecondStepOfTheSameExchangeIsNotTakenForARedelivery() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:twice")
                        .setHeader("CamelBulkSmsRecipients", constant("381601234567"))
                        .to("bulksms:sale?template=One")
                        .to("bulksms:sale?template=Two");
            }
        });
        assertThat(camel.send("direct:twice", null).getException()).isNull();

        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::template)
                .containsExactly("One", "Two");
    }

    @Test
    void aFinishedRunEnteredAgainSendsNothingAndWarns() {
        try (LogCapture log = new LogCapture(Map.of())) {
            BulkSmsResult first = result(camel.send("bulksms:sale?template=Hello&run=r", CamelRig.phones(30)));
            BulkSmsResult second = result(camel.send("bulksms:sale?template=Hello&run=r", CamelRig.phones(30)));

            assertThat(first.requests()).isEqualTo(1);
            assertThat(second.requests()).isZero();
            assertThat(second.accepted()).isEqualTo(30);
            assertThat(log.all())
                    .contains("WARN")
                    .contains(
                            "campaign=sale run=r was finished before: nothing was sent now, 30 were accepted by earlier attempts");
        }
        assertThat(PROVIDER.sandbox().messages()).hasSize(30);
    }

    @Test
    void aFinishedRunWhoseListHasChangedIsRefusedEachTime() {
        camel.send("bulksms:sale?template=Hello&run=r", CamelRig.phones(30));
        for (int time = 0; time < 2; time++) {
            Exchange done = camel.send("bulksms:sale?template=Hello&run=r", CamelRig.phones(31));

            assertThat(done.getException())
                    .hasMessageContaining("accepted=30")
                    .hasMessageContaining("unsent=1")
                    .hasMessageContaining("the run is finished, and its list has changed")
                    .hasMessageContaining("CamelBulkSmsRun");
        }
        assertThat(PROVIDER.sandbox().messages()).hasSize(30);
    }

    @Test
    void theUnknownOfAFinishedRunAreSentToWhenThatIsAskedForAndNobodyElse() {
        PROVIDER.sandbox().onRequest(2, Fault.DROP_BEFORE_ACCEPTANCE);
        String uri = "bulksms:sale?template=Hello&run=r" + ONE_BY_ONE;
        assertThat(result(camel.send(uri, CamelRig.phones(30))).unknown()).isEqualTo(10);
        BulkSmsResult again = result(camel.send(uri, CamelRig.phones(30)));
        assertThat(again.unknown()).isEqualTo(10);
        assertThat(again.problems()).singleElement().asString().contains("10 of the unknown", "unknownOutcome=resend");
        assertThat(result(camel.send(uri + "&unknownOutcome=resend", CamelRig.phones(31)))
                        .unsent())
                .as("a list with somebody new is not sent to at all")
                .isEqualTo(11);

        BulkSmsResult result = result(camel.send(uri + "&unknownOutcome=resend", CamelRig.phones(30)));
        assertThat(result.accepted()).isEqualTo(30);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(30));
    }

    @Test
    void aRunGoesOnWithItsOwnTextOnly() {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        camel.send("bulksms:sale?template=Hello&run=r&maxAttempts=1" + ONE_BY_ONE, CamelRig.phones(30));

        assertThat(camel.send("bulksms:sale?template=Other&run=r", CamelRig.phones(30))
                        .getException())
                .hasMessageContaining("was begun with another text, ucid or sender");
        assertThat(camel.send("bulksms:sale?template=Hello&ucid=LEAD&run=r", CamelRig.phones(30))
                        .getException())
                .hasMessageContaining("was begun with another text, ucid or sender");
        assertThat(result(camel.send("bulksms:sale?template=Hello&run=r", CamelRig.phones(30)))
                        .accepted())
                .isEqualTo(30);
        assertThat(PROVIDER.sandbox().messages()).hasSize(30);
    }

    @Test
    void theTextMayBeMendedWhileNobodyHasGotIt() {
        camel.send("bulksms:sale?template=Wrong&run=r&apiKey=wrong", CamelRig.phones(3));

        assertThat(result(camel.send("bulksms:sale?template=Right&run=r", CamelRig.phones(3)))
                        .accepted())
                .isEqualTo(3);
    }

    @Test
    void aStoppedRouteStopsItsRunBetweenBatchesAndTheRestIsUnsent(@TempDir Path folder) throws Exception {
        PROVIDER.sandbox().latency(Duration.ofMillis(20));
        BulkSmsResult result = stopWhileSending(folder, 10_000);

        assertThat(result.stopped()).isEqualTo("the route is stopping");
        assertThat(result.accepted() + result.unsent()).isEqualTo(10_000);
        assertThat(result.accepted()).isEqualTo(PROVIDER.sandbox().messages().size());
        assertThat(result.unsent()).isPositive();
    }

    @Test
    void aRouteThatStopsDoesNotWaitForTheNextAttempt(@TempDir Path folder) throws Exception {
        camel.component.getConfiguration().setBackoffDelay(600_000);
        camel.component.getConfiguration().setMaxBackoffDelay(600_000);
        PROVIDER.sandbox().withProbability(Fault.UNAVAILABLE, 1, 1);

        assertThat(stopWhileSending(folder, 20).unsent()).isEqualTo(20);
    }

    private BulkSmsResult stopWhileSending(Path folder, int recipients) throws Exception {
        CompletableFuture<Exchange> sent = new CompletableFuture<>();
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).process(sent::complete);
                from("file:" + folder + "?initialDelay=0&delay=10&noop=true")
                        .routeId("list")
                        .to("bulksms:sale?template=Hello" + ONE_BY_ONE);
            }
        });
        Path written = Files.write(folder.resolve(".list.csv"), CamelRig.phones(recipients));
        Files.move(written, folder.resolve("list.csv"));
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> PROVIDER.sandbox().stats().requests() >= 1);
        camel.context.getRouteController().stopRoute("list", 60, TimeUnit.SECONDS);
        PROVIDER.sandbox().latency(Duration.ZERO);
        return result(sent.get(60, TimeUnit.SECONDS));
    }

    @Test
    void anAccountHasOnePaceWhateverTheNumberOfEndpoints() {
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            camel.send("bulksms:sale" + i + "?template=Hello&requestsPerSecond=20", "381601234567");
        }
        // steady: the fourth request is not sent before three intervals are over
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(149));
        assertThatThrownBy(() -> camel.send("bulksms:other?template=Hello&requestsPerSecond=5", "381601234567"))
                .rootCause()
                .hasMessageContaining("requestsPerSecond is 5.0, and elsewhere 20.0 for the same account");
    }

    @Test
    void aRateLimiterOfTheUsersOwnIsAskedBeforeEachAttempt() throws Exception {
        int[] asked = {0};
        camel.component.getConfiguration().setRateLimiter(() -> {
            asked[0]++;
            return Duration.ZERO;
        });
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        camel.send("bulksms:sale?template=Hello" + ONE_BY_ONE, CamelRig.phones(30));

        assertThat(asked[0]).isEqualTo(4);
    }

    private static List<String> accepted() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }
}
