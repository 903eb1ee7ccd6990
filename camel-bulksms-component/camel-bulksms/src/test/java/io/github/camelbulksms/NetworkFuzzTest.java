package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.model.BulkSmsResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests over a network that does anything at any moment, against what the server knows of each. The long run:
 * {@code mvn test -Dtest=NetworkFuzzTest -Dbulksms.fuzz.requests=20000 -Dbulksms.fuzz.seed=1 -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class NetworkFuzzTest {

    private static final int REQUESTS = Integer.getInteger("bulksms.fuzz.requests", 300);
    private static final long SEED = Long.getLong("bulksms.fuzz.seed", 20261126);
    private static final int AT_ONCE = 16;
    private static final long REQUEST_TIMEOUT = 1_000;
    private static final Duration TIME_LIMIT =
            Duration.ofMillis(REQUEST_TIMEOUT).plusSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(30);

    /** What the server did with the request of a number. */
    private static final class Truth {
        private volatile int posts;
        private volatile boolean readWhole;
        private volatile boolean repliedWhole;
    }

    enum Way {
        PLAIN,
        TLS,
        TUNNEL
    }

    private final Map<String, Truth> truths = new ConcurrentHashMap<>();
    private final AtomicLong lines = new AtomicLong();
    private final Hiccups hiccups = new Hiccups();

    @AfterEach
    void stopMeasuring() {
        hiccups.close();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void noOutcomeIsWrongAndNoRequestGoesOutTwice(Way way) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try (RawServer server = new RawServer(line -> new Mishap(way, line).play());
                BadNetworkRig camel = rig(way, server)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < REQUESTS / Way.values().length; i++) {
                String number = "38160" + (1_000_000 + i);
                truths.put(number, new Truth());
                sent.add(callers.submit(() -> sendAndCheck(camel, number)));
            }
            for (Future<?> one : sent) {
                one.get();
            }
            assertThat(camel.component.getRequestsInFlight()).isZero();
            camel.context.stop();
            await().atMost(SOON).until(() -> server.open() == 0);
            await().atMost(SOON).until(() -> threadsOf(camel) == 0);
        } finally {
            callers.shutdownNow();
        }
    }

    /** Camel names threads after their context. */
    private static long threadsOf(BadNetworkRig camel) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("Camel (" + camel.context.getName() + ")"))
                .count();
    }

    private static BadNetworkRig rig(Way way, RawServer server) {
        return switch (way) {
            case PLAIN -> new BadNetworkRig(server.url("http"), NetworkFuzzTest::impatient);
            case TLS -> new BadNetworkRig(server.url("https"), NetworkFuzzTest::impatient);
            case TUNNEL -> BadNetworkRig.through(server, "https://localhost", NetworkFuzzTest::impatient);
        };
    }

    private static void impatient(BulkSmsComponent component) {
        component.setConnectTimeout(REQUEST_TIMEOUT);
        component.setResponseTimeout(REQUEST_TIMEOUT);
        component.setRequestTimeout(REQUEST_TIMEOUT);
    }

    private void sendAndCheck(BadNetworkRig camel, String number) {
        Hiccups.Watch watch = hiccups.start();
        BulkSmsResult result = camel.send("bulksms:sale?maxAttempts=1", number);
        Truth truth = truths.get(number);
        String seen = "%s, seed %d: %s, %d posts, read %s, replied %s"
                .formatted(number, SEED, result, truth.posts, truth.readWhole, truth.repliedWhole);
        watch.assertWithin(TIME_LIMIT, seen);
        assertThat(truth.posts).as(seen).isLessThanOrEqualTo(1);
        if (result.accepted() == 1) {
            assertThat(truth.readWhole && truth.repliedWhole).as(seen).isTrue();
            assertThat(result.referenceIds()).as(seen).containsExactly(number);
        } else if (result.unsent() == 1) {
            assertThat(truth.posts).as(seen).isZero();
        } else {
            assertThat(result.unknown()).as(seen).isEqualTo(1);
        }
    }

    /** What befalls one connection. */
    private final class Mishap {

        private final Random random = new Random(SEED * 1_000_003 + lines.incrementAndGet());
        private final Way way;
        private final RawServer.Line line;

        Mishap(Way way, RawServer.Line line) {
            this.way = way;
            this.line = line;
        }

        void play() throws Exception {
            maybe(3);
            if (way == Way.TUNNEL) {
                line.head();
                maybe(5);
                fragments(oneOf(
                        "HTTP/1.1 200 OK\r\n\r\n", 95, "HTTP/1.1 502 Bad\r\nContent-Length: 90\r\n\r\n" + reply("0")));
                maybe(3);
            }
            if (way != Way.PLAIN) {
                line.startTls(TestKeys.localhost().server(), random.nextBoolean() ? "TLSv1.2" : "TLSv1.3");
                maybe(3);
            }
            while (true) {
                serve();
                if (random.nextInt(100) < 20) {
                    return;
                }
            }
        }

        private void serve() throws Exception {
            String head = line.head();
            int length = Integer.parseInt(head.replaceAll("(?is).*content-length: *(\\d+).*", "$1"));
            if (random.nextInt(100) < 5) {
                // the body is not read: which number it was nobody will know
                maybe(100);
                return;
            }
            String number =
                    new String(line.read(length), StandardCharsets.US_ASCII).replaceAll("recipients=(\\d+).*", "$1");
            Truth truth = truths.get(number);
            truth.posts++;
            truth.readWhole = true;
            maybe(10);
            String reply = reply(number);
            int cut = random.nextInt(100) < 15 ? random.nextInt(reply.length()) : reply.length();
            truth.repliedWhole = cut == reply.length();
            if (cut == reply.length() && random.nextInt(10) == 0) {
                // in one piece: what comes later cannot be told from the answer to a later request
                line.say(reply + reply("999"));
            } else {
                fragments(reply.substring(0, cut));
            }
            maybe(cut == reply.length() ? 10 : 100);
        }

        private String reply(String number) {
            return RawServer.reply(RawServer.ACCEPTED.replaceAll("[0-9A-F]{32}", number));
        }

        private String oneOf(String usual, int percent, String other) {
            return random.nextInt(100) < percent ? usual : other;
        }

        /** In pieces, with delays. */
        private void fragments(String text) throws Exception {
            int from = 0;
            while (from < text.length()) {
                int to = random.nextInt(3) == 0 ? from + 1 + random.nextInt(text.length() - from) : text.length();
                line.say(text.substring(from, to));
                from = to;
                delay();
            }
        }

        private void delay() throws InterruptedException {
            if (random.nextInt(10) == 0) {
                Thread.sleep(random.nextInt(20));
            }
        }

        private void maybe(int percent) throws Exception {
            if (random.nextInt(100) >= percent) {
                return;
            }
            switch (random.nextInt(8)) {
                case 0, 1 -> line.reset();
                case 2 -> line.halfClose();
                case 3 -> line.say("\0\1\2garbage\r\n\r\n");
                case 4 -> line.drip("x", 50);
                case 5 -> alert();
                case 6 -> delay();
                default -> throw new IOException("cut");
            }
        }

        private void alert() throws Exception {
            if (line.isTls()) {
                line.alert(random.nextInt(121));
            } else {
                line.say(0x15, 0x03, 0x03, 0, 2, 2, random.nextInt(121));
            }
        }
    }
}
