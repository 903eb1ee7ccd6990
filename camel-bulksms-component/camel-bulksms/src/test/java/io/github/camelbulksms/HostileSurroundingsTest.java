package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.Siege.World;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What surrounds a run throws, lies, or does too much: the exchange ends once, its result is true, and the run goes on. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileSurroundingsTest {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final String STRANGER = "381609999999";

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private static final List<World> WORLDS = List.of(
            new World("memory", 1, 1, () -> new IllegalStateException("broken")),
            new World("H2", 4, 2, () -> new OutOfMemoryError("no memory left")),
            new World("memory", 4, 3, () -> new CompletionException((Throwable) null)),
            new World("H2", 1, 5, StackOverflowError::new),
            new World("memory", 4, 1, Siege.Unprintable::new));

    enum Attack {
        RATE_LIMITER_THROWS(siege -> siege.limitsRate(() -> siege.throwsOnce(Duration.ZERO))),
        RATE_LIMITER_THROWS_AT_THE_SECOND_ATTEMPT(siege -> {
            PROVIDER.sandbox().onRequest(1, Fault.RATE_LIMITED);
            siege.limitsRate(() -> siege.throwsOnce(Duration.ZERO));
        }),
        RATE_LIMITER_SAYS_NULL(siege -> siege.limitsRate(() -> siege.isIt() ? null : Duration.ZERO)),
        RATE_LIMITER_SAYS_FOR_EVER(
                siege -> siege.limitsRate(() -> Duration.ofSeconds(siege.isIt() ? Long.MAX_VALUE : 0))),
        RATE_LIMITER_SAYS_LESS_THAN_NOTHING(siege -> siege.limitsRate(() -> Duration.ofSeconds(siege.isIt() ? -5 : 0))),
        RATE_LIMITER_INTERRUPTS(siege -> siege.limitsRate(() -> siege.interrupts(Duration.ZERO))),
        SUPPRESSION_LIST_THROWS(siege -> siege.suppresses(numbers -> siege.throwsOnce(new BitSet()))),
        SUPPRESSION_LIST_SAYS_NULL(siege -> siege.suppresses(numbers -> siege.isIt() ? null : new BitSet())),
        SUPPRESSION_LIST_NAMES_MORE_THAN_WERE_ASKED(
                siege -> siege.suppresses(numbers -> BitSet.valueOf(new long[] {siege.isIt() ? 1 << 20 : 0}))),
        SUPPRESSION_LIST_SCRIBBLES(siege -> siege.suppresses(numbers -> {
            Arrays.fill(numbers, Long.parseLong(STRANGER));
            return new BitSet();
        })),
        POOL_TAKES_AND_THROWS(siege -> siege.hasThreads(task -> {
            THREADS.execute(task);
            siege.throwsAlways();
        })),
        POOL_DOES_AND_THROWS(siege -> siege.hasThreads(task -> {
            task.run();
            siege.throwsAlways();
        })),
        POOL_DOES_IT_TWICE(siege -> siege.hasThreads(task -> {
            THREADS.execute(task);
            THREADS.execute(task);
        })),
        POOL_THROWS(siege -> siege.hasThreads(task -> {
            siege.throwsAlways();
            THREADS.execute(task);
        })),
        POOL_DOES_IT_ON_THE_CALLING_THREAD(siege -> siege.hasThreads(Runnable::run)),
        METERS_OF_REQUESTS_THROW(siege -> siege.hasMeters("camel.bulksms.requests")),
        METERS_OF_RETRIES_THROW(siege -> {
            PROVIDER.sandbox().onRequest(siege.world.call(), Fault.RATE_LIMITED);
            siege.hasMeters("camel.bulksms.retries");
        }),
        ITERATOR_THROWS(siege -> siege.iterates(siege::throwsAlways)),
        ITERATOR_STOPS_THE_COMPONENT(siege -> siege.iterates(() -> siege.camel.component.suspend())),
        ITERATOR_INTERRUPTS(siege -> siege.iterates(() -> siege.interrupts(null))),
        ITERATOR_SUSPENDS_THE_CONTEXT(siege -> siege.iterates(() -> {
            siege.camel.context.suspend();
            siege.camel.context.resume();
        })),
        ITERATOR_RUNS_ANOTHER_RUN(siege -> siege.iterates(() -> {
            Exchange inner = siege.camel.send("bulksms:other?template=Hello&dryRun=true", STRANGER);
            assertThat(inner.getException()).isNull();
        })),
        ITERABLE_HAS_NO_ITERATOR(siege -> siege.body = () -> (Iterable<String>) () -> {
            siege.throwsAlways();
            return Siege.phones().iterator();
        }),
        STREAM_DOES_NOT_CLOSE(
                siege -> siege.body = () -> Siege.phones().stream().onClose(siege::throwsAlways)),
        STREAM_THROWS_THE_SAME_AGAIN(siege -> {
            Throwable same = siege.world.thrown().get();
            siege.body = () -> Siege.phones().stream()
                    .peek(phone -> siege.throwsThis(same))
                    .onClose(() -> siege.throwsThis(same));
        }),
        ELEMENT_HAS_NO_WORDS(siege -> siege.body =
                () -> Stream.concat(Siege.phones().stream(), siege.over ? Stream.of() : Stream.of(siege.withoutWords()))
                        .toList()),
        INPUT_STREAM_THROWS(siege -> siege.reads(read -> siege.throwsOnce(read), () -> {})),
        INPUT_STREAM_READS_TOO_MUCH(siege -> siege.reads(read -> siege.isIt() ? 1 << 20 : read, () -> {})),
        INPUT_STREAM_DOES_NOT_CLOSE(siege -> siege.reads(read -> read, siege::throwsAlways)),
        REPLY_INTERCEPTOR_THROWS(siege -> siege.setting = component -> component.setHttpClientConfigurer(
                client -> client.addResponseInterceptorFirst((reply, entity, context) -> siege.throwsOnce(null)))),
        LOGGING_CONTEXT_CANNOT_BE_WRITTEN(siege -> siege.logs(Set.of("setContextMap", "clear"))),
        LOGGING_CONTEXT_CANNOT_BE_READ(siege -> siege.logs(Set.of("getCopyOfContextMap"))),
        TRACER_THROWS_AT_THE_BEGINNING(siege -> siege.traces("begins")),
        TRACER_THROWS_AT_A_REQUEST(siege -> siege.traces("requestEnded")),
        TRACER_THROWS_AT_THE_END(siege -> siege.traces("ended")),
        TRACER_THROWS_AT_THE_END_OF_A_FAILURE(siege -> {
            PROVIDER.sandbox().onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);
            siege.traces("ended");
        }),
        HEADER_HAS_NO_WORDS(siege -> siege.headers.put(BulkSmsConstants.CAMPAIGN, siege.withoutWords())),
        CALLER_IS_INTERRUPTED(siege -> siege.before = () -> siege.interrupts(null));

        private final Consumer<Siege> arming;

        Attack(Consumer<Siege> arming) {
            this.arming = arming;
        }
    }

    static Stream<Arguments> attacks() {
        return Stream.of(Attack.values()).flatMap(attack -> WORLDS.stream().map(world -> Arguments.of(attack, world)));
    }

    @AfterAll
    static void stopThreads() {
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void theExchangeEndsOnceWithATrueResultAndTheRunGoesOn(Attack attack, World world) throws Exception {
        Siege siege = new Siege(world);
        attack.arming.accept(siege);
        List<AtomicInteger> callbacks = new ArrayList<>();
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox(), component -> {
            if (world.journal().equals("H2")) {
                JdbcDataSource database = H2Databases.inMemory();
                component.setDataSource(database);
            }
            siege.setting.accept(component);
        })) {
            siege.camel = camel;
            siege.before.run();
            assertIsTrue(send(siege, callbacks), 0);
            siege.over = true;
            camel.component.resume();
            long before = PROVIDER.sandbox().stats().requests();
            BulkSmsResult second = assertIsTrue(send(siege, callbacks), before);
            assertThat(second.accepted() + second.unknown()).isEqualTo(Siege.RECIPIENTS);
        } finally {
            siege.over = true;
            siege.after.run();
        }
        assertThat(callbacks).allSatisfy(calls -> assertThat(calls).hasValue(1));
    }

    private static Exchange send(Siege siege, List<AtomicInteger> callbacks) throws Exception {
        Exchange exchange = new DefaultExchange(siege.camel.context);
        exchange.getMessage().setBody(siege.body.get());
        exchange.getMessage().getHeaders().putAll(siege.headers);
        siege.dressing.accept(exchange);
        AsyncProcessor producer = siege.camel
                .context
                .getEndpoint(
                        "bulksms:sale?template=Hello&run=r&batchSize=10&concurrentRequests=" + siege.world.workers())
                .createAsyncProducer();
        siege.camel.context.addService(producer);
        AtomicInteger calls = new AtomicInteger();
        callbacks.add(calls);
        CountDownLatch called = new CountDownLatch(1);
        producer.process(exchange, doneSync -> {
            calls.incrementAndGet();
            called.countDown();
        });
        Thread.interrupted();
        assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
        return exchange;
    }

    /** Null when the run did not begin. */
    private static BulkSmsResult assertIsTrue(Exchange done, long requestsBefore) {
        List<String> truth = PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
        assertThat(truth).doesNotHaveDuplicates().isSubsetOf(Siege.phones());
        BulkSmsResult result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        if (result == null) {
            assertThat(done.getException() != null).isTrue();
            assertThat(truth).isEmpty();
            return null;
        }
        assertThat(result.allWell() || done.getException() != null).isTrue();
        assertThat(result.read())
                .isEqualTo(Stream.of(Outcome.values())
                        .mapToLong(result.counts()::of)
                        .sum())
                .isLessThanOrEqualTo(Siege.RECIPIENTS);
        Set<String> certain = new HashSet<>(truth);
        certain.removeAll(named(result, Outcome.UNKNOWN));
        assertThat(certain).hasSize((int) result.accepted());
        assertThat(named(result, Outcome.UNSENT)).hasSize((int) result.unsent()).noneMatch(truth::contains);
        assertThat(requestsBefore + result.requests())
                .isEqualTo(PROVIDER.sandbox().stats().requests());
        return result;
    }

    private static Set<String> named(BulkSmsResult result, Outcome outcome) {
        try (var recipients = result.recipients(outcome)) {
            return recipients.map(one -> one.recipient().phoneNumber()).collect(Collectors.toSet());
        }
    }
}
