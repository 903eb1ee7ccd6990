package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that the provider interrupts again and again, with no journal but memory: redelivered by Camel, and polled again. The short
 * version runs with the other tests; the long one: {@code mvn verify -Dit.test=RepeatIT -Dbulksms.kills=200}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class RepeatIT {

    private static final int RECIPIENTS = Integer.getInteger("bulksms.kills", 6) >= 200 ? 200_000 : 20_000;
    private static final String BULKSMS =
            "bulksms:sale?template=Hello&batchSize=100&maxAttempts=2&backoffDelay=1&maxBackoffDelay=5";

    @TempDir
    private Path folder;

    private final AtomicInteger times = new AtomicInteger();
    private final CompletableFuture<Set<String>> unknown = new CompletableFuture<>();
    private final List<String> phones = CamelRig.phones(RECIPIENTS);

    @Test
    void anExchangeThatIsRedeliveredSendsToNobodyTwiceAndLosesNobody() throws Exception {
        try (BulkSmsSandbox sandbox = failing();
                CamelRig rig = new CamelRig(sandbox)) {
            rig.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(BulkSmsException.class)
                            .onWhen(exchange -> somebodyIsUnsent(exchange))
                            .maximumRedeliveries(-1)
                            .redeliveryDelay(0)
                            .onRedelivery(exchange -> times.incrementAndGet())
                            .logRetryAttempted(false);
                    onException(BulkSmsException.class).handled(true).process(exchange -> writeDown(exchange));
                    from("direct:list").to(BULKSMS).process(exchange -> writeDown(exchange));
                }
            });

            rig.send("direct:list", phones);

            check("redelivered", sandbox);
        }
    }

    @Test
    void aFileThatIsPolledAgainSendsToNobodyTwiceAndLosesNobody() throws Exception {
        try (BulkSmsSandbox sandbox = failing();
                CamelRig rig = new CamelRig(sandbox)) {
            Files.write(folder.resolve("list.csv"), phones);
            rig.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(BulkSmsException.class)
                            .onWhen(exchange -> !somebodyIsUnsent(exchange))
                            .handled(true)
                            .process(exchange -> writeDown(exchange));
                    onException(BulkSmsException.class).logExhausted(false);
                    from("file:" + folder + "?delay=5&initialDelay=0&readLock=none" + "&exceptionHandler=#class:"
                                    + SilentExceptionHandler.class.getName())
                            .process(exchange -> times.incrementAndGet())
                            .to(BULKSMS)
                            .process(exchange -> writeDown(exchange));
                }
            });

            unknown.get();

            check("polled", sandbox);
        }
    }

    private static BulkSmsSandbox failing() {
        BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().messagesKept(2 * RECIPIENTS).start();
        sandbox.withProbability(Fault.DROP_BEFORE_ACCEPTANCE, 0.1, 1);
        sandbox.withProbability(Fault.DROP_AFTER_ACCEPTANCE, 0.05, 2);
        sandbox.withProbability(Fault.HALF_REPLY, 0.05, 3);
        sandbox.withProbability(Fault.RATE_LIMITED, 0.2, 4);
        sandbox.withProbability(Fault.UNAVAILABLE, 0.2, 5);
        return sandbox;
    }

    private static boolean somebodyIsUnsent(Exchange exchange) {
        BulkSmsResult result = exchange.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        return result.unsent() > 0 || result.stopped() != null;
    }

    private void writeDown(Exchange exchange) throws IOException {
        BulkSmsResult result = exchange.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        assertThat(result.read()).isEqualTo(RECIPIENTS);
        Set<String> named = new HashSet<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(result.lines(Outcome.UNKNOWN), StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split(",")[0]).forEach(named::add);
        }
        unknown.complete(named);
    }

    private void check(String how, BulkSmsSandbox sandbox) throws Exception {
        Set<String> truth = new HashSet<>();
        for (AcceptedMessage message : sandbox.messages()) {
            assertThat(truth.add(message.phoneNumber()))
                    .as("twice: %s", message.number())
                    .isTrue();
        }
        Set<String> named = unknown.get();
        assertThat(named)
                .as("everybody who is missing is named")
                .containsAll(
                        phones.stream().filter(phone -> !truth.contains(phone)).toList());
        assertThat(times.get()).as(how).isGreaterThan(1);
        System.out.printf(
                "%s=%d recipients=%d requests=%d twice=0 lost=0 unknown=%d of which accepted=%d%n",
                how,
                times.get(),
                RECIPIENTS,
                sandbox.stats().requests(),
                named.size(),
                named.stream().filter(truth::contains).count());
    }
}
