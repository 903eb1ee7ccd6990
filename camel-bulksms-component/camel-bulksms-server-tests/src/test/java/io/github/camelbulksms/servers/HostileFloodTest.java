package io.github.camelbulksms.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile requests without pause, and reports that are answered meanwhile, by a server with 256 MB. The long run:
 * {@code mvn test -Dtest=HostileFloodTest -Dbulksms.hostile.requests=1000000 -Dsurefire.failIfNoSpecifiedTests=false}; one server at a time with
 * {@code -Dbulksms.hostile.servers=JETTY}.
 */
class HostileFloodTest {

    private static final int REQUESTS = Integer.getInteger("bulksms.hostile.requests", 1_000);
    private static final long SEED = Long.getLong("bulksms.hostile.seed", 20261126);
    private static final int MEGABYTES = 256;
    private static final int ATTACKERS = 8;

    private final AtomicInteger begun = new AtomicInteger();

    static Stream<ServerKind> servers() {
        String names = System.getProperty("bulksms.hostile.servers", "PLATFORM_HTTP_MAIN,JETTY,SPRING_BOOT_SERVLET");
        return Stream.of(names.split(",")).map(ServerKind::valueOf);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void noneOfThemIsTakenAndReportsAreAnsweredMeanwhile(ServerKind kind) throws Exception {
        ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
        long begin = System.nanoTime();
        long slowest = 0;
        try (WebhookServer server = new WebhookServer(kind, MEGABYTES)) {
            List<Future<?>> attacks = new ArrayList<>();
            for (int i = 0; i < ATTACKERS; i++) {
                Random random = new Random(SEED + i);
                attacks.add(attackers.submit(() -> {
                    attack(server, hostile(kind), random);
                    return null;
                }));
            }
            for (Future<?> attack : attacks) {
                while (!attack.isDone()) {
                    long posted = System.nanoTime();
                    Connection.Answer answer = server.postGenuine();
                    assertThat(answer.status()).isEqualTo(200);
                    slowest = Math.max(slowest, System.nanoTime() - posted);
                }
                attack.get();
            }
            assertThat(server.genuine()).isPositive();
            assertThat(server.taken()).isEqualTo(server.genuine());
            System.out.printf(
                    "hostile: server=%s requests=%d seed=%d MB=%d taken=0 reports answered meanwhile=%d slowest=%d ms"
                            + " seconds=%d%n",
                    kind,
                    REQUESTS,
                    SEED,
                    MEGABYTES,
                    server.genuine(),
                    TimeUnit.NANOSECONDS.toMillis(slowest),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        } finally {
            attackers.shutdownNow();
        }
    }

    private static List<Hostile> hostile(ServerKind kind) {
        Set<Hostile> all = EnumSet.allOf(Hostile.class);
        if (kind == ServerKind.JETTY) {
            // after it Jetty now and then answers on another's connection, with a servlet alone, too: see
            // docs/security.md
            all.remove(Hostile.NO_HTTP_AT_ALL);
        }
        return List.copyOf(all);
    }

    private void attack(WebhookServer server, List<Hostile> kinds, Random random) throws IOException {
        Connection connection = server.connect();
        boolean isFresh = true;
        while (begun.getAndIncrement() < REQUESTS) {
            Hostile hostile = kinds.get(random.nextInt(kinds.size()));
            byte[] request = hostile.request(random);
            int status = status(connection, request);
            if (status == 0 && !isFresh) {
                // a server may close a connection that is kept, at any time
                connection = reconnect(server, connection);
                status = status(connection, request);
            }
            assertThat(hostile.statuses).as("%s", hostile).contains(status);
            // what was not read of a request would be taken for the next
            isFresh = status != 401 || !connection.isReusable();
            if (isFresh) {
                connection = reconnect(server, connection);
            }
        }
        connection.close();
    }

    private static Connection reconnect(WebhookServer server, Connection last) throws IOException {
        last.drop();
        return server.connect();
    }

    private static int status(Connection connection, byte[] request) {
        try {
            connection.say(request);
            return connection.answer().status();
        } catch (IOException e) {
            return 0;
        }
    }
}
