package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ManyExchangesTest {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @Test
    void sixteenThreadsMixUpNoTextAndNoRecipient() throws Exception {
        int threads = 16;
        int exchanges = 500;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox())) {
            List<Future<?>> all = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(thread -> pool.submit(() -> {
                        for (int i = 0; i < exchanges; i++) {
                            int id = thread * exchanges + i;
                            Exchange done = camel.send(
                                    "bulksms:sale?batchSize=2&numberCheck=shape",
                                    List.of("1" + (1_000_000 + id), "2" + (1_000_000 + id), "3" + (1_000_000 + id)),
                                    Map.of(BulkSmsConstants.TEMPLATE, "text " + id));
                            assertThat(done.getMessage()
                                            .getBody(BulkSmsResult.class)
                                            .accepted())
                                    .isEqualTo(3);
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(PROVIDER.sandbox().messages()).hasSize(3 * threads * exchanges);
        for (AcceptedMessage message : PROVIDER.sandbox().messages()) {
            int id = Integer.parseInt(message.phoneNumber().substring(1)) - 1_000_000;
            assertThat(message.template()).isEqualTo("text " + id);
        }
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .doesNotHaveDuplicates();
    }

    @Test
    void twoHundredDynamicCampaignsShareOnePool() throws Exception {
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox())) {
            camel.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:dynamic").toD("bulksms:${header.campaign}?template=Hello");
                }
            });
            for (int i = 0; i < 200; i++) {
                Exchange done = camel.send("direct:dynamic", "381601234567", Map.of("campaign", "campaign-" + i));
                assertThat(done.getException()).isNull();
            }
            assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(200);
            assertThat(PROVIDER.sandbox().stats().connections()).isEqualTo(1);
        }
    }

    /** Each file is an exchange that the consumer leaves to run beside the others: together they had 567 threads. */
    @Test
    void twoHundredFilesOfOneFolderHaveNoMoreThreadsThanRequestsMayBeInFlight(@TempDir Path folder) throws Exception {
        for (int i = 0; i < 200; i++) {
            Files.write(folder.resolve(i + ".txt"), CamelRig.phones(5));
        }
        try (BulkSmsSandbox slow =
                        BulkSmsSandbox.builder().latency(Duration.ofMillis(100)).start();
                CamelRig camel = new CamelRig(slow)) {
            AtomicInteger sent = new AtomicInteger();
            camel.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(folder.toUri() + "?initialDelay=0")
                            .to("bulksms:sale?template=Hello&batchSize=1")
                            .process(exchange -> sent.incrementAndGet());
                }
            });
            await().atMost(Duration.ofMinutes(1)).until(() -> sent.get() == 200);

            int limit = camel.component.getMaxConcurrentRequests();
            assertThat(slow.stats().mostInFlight()).isBetween(2L, (long) limit);
            // idle ones live for a minute
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().contains("bulksms")
                            && thread.getName().contains(camel.context.getName()))
                    .hasSizeLessThanOrEqualTo(limit);
        }
    }

    @Test
    void allConcurrentRequestsAreInFlightTogether() throws Exception {
        int concurrency = 64;
        CountDownLatch arrived = new CountDownLatch(concurrency);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            arrived.countDown();
            boolean together;
            try {
                together = arrived.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                together = false;
            }
            byte[] reply = "{\"status\":{\"code\":293}}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(together ? 200 : 500, together ? reply.length : -1);
            if (together) {
                exchange.getResponseBody().write(reply);
            }
            exchange.close();
        });
        server.start();
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox())) {
            Exchange done = camel.send(
                    "bulksms:sale?template=Hello&batchSize=1&concurrentRequests=" + concurrency
                            + "&baseUrl=http://127.0.0.1:" + server.getAddress().getPort(),
                    CamelRig.phones(concurrency));
            assertThat(done.getException()).isNull();
            assertThat(done.getMessage().getHeader(BulkSmsConstants.ACCEPTED)).isEqualTo((long) concurrency);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
