package io.github.camelbulksms.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hostile requests without pause, and reports that are answered meanwhile, by a server with 256 MB. The long run:
 * {@code mvn test -Dtest=HostileFloodTest -Dbulksms.hostile.requests=1000000 -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class HostileFloodTest {

    private static final int REQUESTS = Integer.getInteger("bulksms.hostile.requests", 2_000);
    private static final long SEED = Long.getLong("bulksms.hostile.seed", 20261126);
    private static final int MEGABYTES = 256;
    private static final int ATTACKERS = 8;

    private final AtomicInteger begun = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(
            value = ServerKind.class,
            names = {"PLATFORM_HTTP_MAIN", "JETTY", "SPRING_BOOT_SERVLET"})
    void noneOfThemIsTakenAndReportsAreAnsweredMeanwhile(ServerKind kind) throws Exception {
        ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
        try (WebhookServer server = new WebhookServer(kind, MEGABYTES)) {
            List<Future<?>> attacks = new ArrayList<>();
            for (int i = 0; i < ATTACKERS; i++) {
                Random random = new Random(SEED + i);
                attacks.add(attackers.submit(() -> {
                    attack(server, random);
                    return null;
                }));
            }
            for (Future<?> attack : attacks) {
                while (!attack.isDone()) {
                    Connection.Answer answer = server.postGenuine();
                    assertThat(answer.status()).isEqualTo(200);
                }
                attack.get();
            }
            assertThat(server.genuine()).isPositive();
            assertThat(server.taken()).isEqualTo(server.genuine());
        } finally {
            attackers.shutdownNow();
        }
    }

    private void attack(WebhookServer server, Random random) throws IOException {
        Hostile[] kinds = Hostile.values();
        Connection connection = server.connect();
        while (begun.getAndIncrement() < REQUESTS) {
            Hostile hostile = kinds[random.nextInt(kinds.length)];
            int status = status(connection, hostile.request(random));
            assertThat(hostile.statuses).as("%s", hostile).contains(status);
            if (status != 401 || !connection.isReusable()) {
                // what was not read of the request would be taken for the next
                connection.drop();
                connection = server.connect();
            }
        }
        connection.close();
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
