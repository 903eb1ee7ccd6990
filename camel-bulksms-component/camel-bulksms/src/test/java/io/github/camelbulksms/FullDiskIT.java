package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real disk becomes full in the middle of a run, before a POST; then there is room again, and the list comes again. Needs a folder on a
 * small disk of its own: {@code mount -t tmpfs -o size=300m tmpfs /mnt/small}, then {@code mvn verify -Dit.test=FullDiskIT
 * -Dbulksms.smallDisk=/mnt/small -Dbulksms.fullDisks=10}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(named = "bulksms.smallDisk", matches = ".+")
class FullDiskIT {

    private static final int ROUNDS = Integer.getInteger("bulksms.fullDisks", 3);
    private static final long SEED = Long.getLong("bulksms.seed", 1);
    private static final int RECIPIENTS = 60_000;
    private static final int MAX_ENTRIES = 30;

    private final Path disk = Path.of(System.getProperty("bulksms.smallDisk"));
    private final Random random = new Random(SEED);
    private final AtomicInteger requestsLeft = new AtomicInteger(Integer.MAX_VALUE);

    @FunctionalInterface
    private interface Repair {

        void startIfDown() throws IOException;
    }

    @Test
    void onH2NobodyGetsItTwiceAndNobodyIsLost() throws Exception {
        Path folder = Files.createTempDirectory(disk, "h2");
        fillAndGoOn("h2", "jdbc:h2:file:" + folder.resolve("journal"), () -> {});
    }

    @ParameterizedTest
    @EnumSource
    void onAServerNobodyGetsItTwiceAndNobodyIsLost(DatabaseServer.Kind kind) throws Exception {
        String[] settings = kind == DatabaseServer.Kind.POSTGRESQL ? new String[] {"max_wal_size=32MB"} : new String[0];
        try (DatabaseServer server = kind.start(Files.createTempDirectory(disk, "server"), settings)) {
            fillAndGoOn(kind.name(), server.url(), () -> {
                try (var connection = server.dataSource().getConnection()) {
                    assertThat(connection.isValid(5)).isTrue();
                } catch (Exception e) {
                    server.kill();
                    server.startAgain();
                }
            });
        }
    }

    private void fillAndGoOn(String what, String url, Repair repair) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setConnectionTimeout(2000);
        config.setInitializationFailTimeout(-1);
        int stopped = 0;
        long unknown = 0;
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.start();
                HikariDataSource database = new HikariDataSource(config);
                CamelRig camel = new CamelRig(sandbox, component -> {
                    component.setDataSource(database);
                    component.setRunLease(1000);
                    component.setHttpClientConfigurer(
                            client -> client.addRequestInterceptorFirst((request, entity, http) -> {
                                if (requestsLeft.decrementAndGet() == 0) {
                                    fill();
                                }
                            }));
                })) {
            for (int round = 0; round < ROUNDS; round++) {
                sandbox.reset();
                requestsLeft.set(1 + random.nextInt(RECIPIENTS / 1000 * 3 / 4));
                BulkSmsResult result = send(camel, round);
                stopped += result == null || result.unsent() > 0 ? 1 : 0;
                Files.deleteIfExists(filler());
                for (int entry = 0; entry < MAX_ENTRIES && !isDone(result); entry++) {
                    repair.startIfDown();
                    result = send(camel, round);
                }
                Set<String> truth = new HashSet<>();
                for (AcceptedMessage message : sandbox.messages()) {
                    assertThat(truth.add(message.phoneNumber())).as("twice").isTrue();
                }
                assertThat(result).isNotNull();
                assertThat(result.accepted() + result.unknown())
                        .as("%s: %s", round, result)
                        .isEqualTo(RECIPIENTS);
                assertThat((long) truth.size()).isBetween(result.accepted(), result.accepted() + result.unknown());
                unknown += result.unknown();
            }
        } finally {
            Files.deleteIfExists(filler());
        }
        System.out.printf(
                "full disks=%d on %s seed=%d recipients=%d stopped=%d unknown=%d twice=0 lost=0%n",
                ROUNDS, what, SEED, ROUNDS * RECIPIENTS, stopped, unknown);
        assertThat(stopped).isPositive();
    }

    private static boolean isDone(BulkSmsResult result) {
        return result != null && result.accepted() + result.unknown() == RECIPIENTS;
    }

    /** Null when the run could not be opened. */
    private static BulkSmsResult send(CamelRig camel, int round) {
        Exchange done = camel.send(
                "bulksms:sale?template=Hello&concurrentRequests=2&run=round-" + round, CamelRig.phones(RECIPIENTS));
        return done.getException() == null
                ? done.getMessage().getBody(BulkSmsResult.class)
                : done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
    }

    private Path filler() {
        return disk.resolve("filler");
    }

    private void fill() {
        byte[] some = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            // full
        }
    }
}
