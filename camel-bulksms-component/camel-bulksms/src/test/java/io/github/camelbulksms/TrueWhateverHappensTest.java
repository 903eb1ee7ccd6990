package io.github.camelbulksms;

import static io.github.camelbulksms.CamelRig.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.AccountState;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is thrown in a route, the exchange ends once, and says what is true. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TrueWhateverHappensTest {

    private static final String ONE_BY_ONE = "&batchSize=10&concurrentRequests=1";
    private static final long FIRST = 381600000000L;

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private CamelRig camel;

    @BeforeEach
    void startCamel() {
        PROVIDER.sandbox().account(AccountState.ACTIVE);
        camel = new CamelRig(PROVIDER.sandbox());
    }

    @AfterEach
    void stopCamel() {
        camel.close();
    }

    @Test
    void metersThatThrowFailTheExchangeAndTheRunGoesOnWhenItIsEnteredAgain() {
        AtomicInteger requests = new AtomicInteger();
        camel.component.metrics().addListener((result, recipients, latency) -> {
            if (requests.incrementAndGet() == 2) {
                throw new IllegalStateException("the registry is broken");
            }
        });
        String uri = "bulksms:sale?template=Hello&run=monday&batchSize=10&concurrentRequests=4";
        Exchange first = camel.send(uri, CamelRig.phones(100));

        assertThat(first.getException())
                .isInstanceOf(BulkSmsException.class)
                .hasMessageContaining("the registry is broken");
        BulkSmsResult result = result(first);
        assertThat(result.read()).isEqualTo(100);
        assertThat(result.accepted()).isEqualTo(accepted().size());
        assertThat(result.unsent()).isEqualTo(100 - result.accepted());

        assertThat(result(camel.send(uri, CamelRig.phones(100))).accepted()).isEqualTo(100);
        assertThat(accepted()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void anErrorWhileTheMessageIsReadEndsTheExchangeAndCallsTheCallbackOnce() throws Exception {
        Object body = new Object() {
            @Override
            public String toString() {
                throw new StackOverflowError();
            }
        };
        Iterator<String> broken = new Iterator<>() {
            @Override
            public boolean hasNext() {
                throw new OutOfMemoryError("no memory left");
            }

            @Override
            public String next() {
                throw new AssertionError();
            }
        };
        for (Object one : List.of(body, broken)) {
            Exchange exchange = new DefaultExchange(camel.context);
            exchange.getMessage().setBody(one);
            AtomicInteger calls = new AtomicInteger();
            CountDownLatch called = new CountDownLatch(1);
            AsyncProcessor producer =
                    camel.context.getEndpoint("bulksms:sale?template=Hello").createAsyncProducer();
            camel.context.addService(producer);
            producer.process(exchange, doneSync -> {
                calls.incrementAndGet();
                called.countDown();
            });
            called.await();

            assertThat(calls).hasValue(1);
            assertThat(exchange.getException()).isNotNull();
        }
        assertThat(accepted()).isEmpty();
    }

    @Test
    void aMessageThatTakesNoTicketFailsAsAnyOtherAndCallsTheCallbackOnce() throws Exception {
        PROVIDER.sandbox().onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);
        Exchange exchange = new DefaultExchange(camel.context);
        exchange.setMessage(new DefaultMessage(camel.context) {
            @Override
            public void setHeader(String name, Object value) {
                if (name.equals(FailedRunTicket.HEADER)) {
                    throw new StackOverflowError("no room for a ticket");
                }
                super.setHeader(name, value);
            }
        });
        exchange.getMessage().setBody(CamelRig.phones(1));
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch called = new CountDownLatch(1);
        AsyncProcessor producer =
                camel.context.getEndpoint("bulksms:sale?template=Hello").createAsyncProducer();
        camel.context.addService(producer);
        producer.process(exchange, doneSync -> {
            calls.incrementAndGet();
            called.countDown();
        });
        called.await();

        assertThat(calls).hasValue(1);
        assertThat(exchange.getException()).isInstanceOf(BulkSmsException.class);
        assertThat(exchange.getException().getSuppressed()).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void theFirstReasonToStopIsTheOneThatIsTold() {
        PROVIDER.sandbox().account(AccountState.SUSPENDED);
        Iterator<String> more =
                LongStream.range(FIRST, FIRST + 25).mapToObj(Long::toString).iterator();
        BulkSmsResult result = result(camel.send("bulksms:sale?template=Hello&maxRecipients=22" + ONE_BY_ONE, more));

        assertThat(result.stopped()).contains("-30001").doesNotContain("maxRecipients");
    }

    @Test
    void requestsArePostsThatWentOut() {
        PROVIDER.sandbox().onRequest(1, Fault.RATE_LIMITED);
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        Exchange retried = camel.send("bulksms:sale?template=Hello" + ONE_BY_ONE, CamelRig.phones(10));

        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(3);
        assertThat(retried.getMessage().getHeader(BulkSmsConstants.REQUESTS)).isEqualTo(3L);
        assertThat(camel.component.getRequests()).isEqualTo(3);
    }

    @Test
    void requestsThatNeverLeftAreNoRequests() throws Exception {
        try (ClosedPort nobody = new ClosedPort()) {
            BulkSmsResult result = result(camel.send(
                    "bulksms:sale?template=Hello&maxAttempts=2&baseUrl=http://127.0.0.1:" + nobody.number()
                            + ONE_BY_ONE,
                    CamelRig.phones(50)));

            assertThat(result.requests()).isZero();
            assertThat(result.unsent()).isEqualTo(50);
        }
    }

    @Test
    void anEndlessListIsNotReadForEverOnceTheRunHasStopped() {
        AtomicLong handedOut = new AtomicLong();
        Iterator<String> endless = LongStream.iterate(FIRST, number -> number + 1)
                .peek(number -> handedOut.incrementAndGet())
                .mapToObj(Long::toString)
                .iterator();
        BulkSmsResult result = result(camel.send("bulksms:sale?template=Hello&maxRecipients=25" + ONE_BY_ONE, endless));

        assertThat(result.stopped()).contains("maxRecipients");
        assertThat(result.problems()).anyMatch(problem -> problem.contains("were not read"));
        assertThat(result.read()).isEqualTo(result.accepted() + result.unsent()).isLessThanOrEqualTo(handedOut.get());
        assertThat(result.accepted()).isEqualTo(20);
        result.close();
    }

    @Test
    void aClosedResultSaysSoWhateverItsSize() {
        for (int recipients : new int[] {10, 20_000}) {
            PROVIDER.sandbox().account(AccountState.SUSPENDED);
            BulkSmsResult result = result(camel.send("bulksms:sale?template=Hello", CamelRig.phones(recipients)));
            result.close();

            assertThatThrownBy(() -> result.recipients(Outcome.UNSENT)).hasMessageContaining("the result is closed");
            assertThatThrownBy(() -> result.lines(Outcome.UNSENT)).hasMessageContaining("the result is closed");
        }
    }

    @Test
    void theSplitterRefusesWhatTheEndpointRefuses() throws Exception {
        BulkSmsSplitter splitter = new BulkSmsSplitter("bulksms:sale?template=RAW(Hello ${header.name})");
        Exchange exchange = new DefaultExchange(camel.context);
        exchange.getMessage().setBody(CamelRig.phones(3));

        assertThatThrownBy(() -> splitter.split(exchange)).hasMessageContaining("options are not evaluated");
    }

    @Test
    void aMessageOfASuspendedContextIsRefusedInWords() {
        camel.context.suspend();
        Exchange exchange =
                camel.context.getEndpoint("bulksms:sale?template=Hello").createExchange();
        exchange.getMessage().setBody(CamelRig.phones(3));
        Exchange done = camel.context.createProducerTemplate().send("bulksms:sale?template=Hello", exchange);

        assertThat(accepted()).isEmpty();
        assertThat(done.getException()).hasMessageContaining("expected a started one");
        camel.context.resume();
    }

    @Test
    void whoIsSpooledIsReadBackAsTheSameRecipient() {
        PROVIDER.sandbox().withProbability(Fault.RATE_LIMITED, 1, 1);
        Recipient padded = new Recipient(Long.toString(FIRST), "a ");
        String uri = "bulksms:sale?template=Hello&run=r&duplicateRecipient=send&maxAttempts=1";
        assertThat(result(camel.send(uri, List.of(padded))).unsent()).isEqualTo(1);

        PROVIDER.sandbox().clearFaults();
        assertThat(result(camel.send(uri, List.of(padded))).accepted()).isEqualTo(1);
        assertThat(accepted()).hasSize(1);
    }

    @Test
    void requestsInFlightAreBoundedForAllExchangesTogether() throws Exception {
        camel.component.setMaxConcurrentRequests(4);
        camel.component.stop();
        camel.component.start();
        AtomicInteger most = new AtomicInteger();
        camel.component
                .metrics()
                .addListener((result, recipients, latency) ->
                        most.accumulateAndGet(camel.component.getRequestsInFlight(), Math::max));
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("bulksms:sale?template=Hello&batchSize=1&concurrentRequests=5");
            }
        });
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Exchange>> sent = Stream.generate(
                            () -> callers.submit(() -> camel.send("direct:list", CamelRig.phones(20))))
                    .limit(8)
                    .toList();
            for (var one : sent) {
                assertThat(result(one.get()).accepted()).isEqualTo(20);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 4);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread ->
                        thread.getName().contains("bulksms") && thread.getName().contains(camel.context.getName()))
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void aWorkerPoolThatDropsTasksInSilenceIsRefusedAtStart() {
        ThreadPoolExecutor dropping = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.DiscardOldestPolicy());
        try {
            assertThatThrownBy(() -> new CamelRig(PROVIDER.sandbox(), component -> component.setWorkerPool(dropping)))
                    .hasStackTraceContaining("workerPool drops tasks in silence by its DiscardOldestPolicy")
                    .hasStackTraceContaining("expected AbortPolicy or CallerRunsPolicy");
        } finally {
            dropping.shutdownNow();
        }
    }

    private static List<String> accepted() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }
}
