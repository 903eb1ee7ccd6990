package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The disk of the database becomes full in the middle of a run, between a begin and its POST; then there is room again, and the list is
 * entered again. In the build the files of a server may not grow. Real disks need a folder that is a small file system, made by {@code mount
 * -t tmpfs -o size=300m tmpfs /mnt/small}: {@code mvn verify -Dit.test=FullDiskIT -Dbulksms.smallDisk=/mnt/small -Dbulksms.fullDisks=10}. H2
 * in the build: {@link FullDiskTest}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class FullDiskIT {

    private static final String SMALL_DISK = "bulksms.smallDisk";
    private static final int ROUNDS = Integer.getInteger("bulksms.fullDisks", 1);
    /** Until a run has noticed. */
    private static final int MOST_ROUNDS = Math.max(6, ROUNDS);

    private static final long SEED = Long.getLong("bulksms.seed", 1);
    private static final int RECIPIENTS = 60_000;
    private static final int BATCH = 500;
    /** Its connections have rested for half a second by then, and are looked at. */
    private static final Duration UNTIL_A_POOL_KNOWS = Duration.ofMillis(700);
    /** A run that stops waits for a connection in vain up to eight times, two seconds here. */
    private static final Duration MAX_HANG = Duration.ofMinutes(1);

    private final Random random = new Random(SEED);
    private final AtomicInteger requestsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger fills = new AtomicInteger();
    /** How long it took, in nanoseconds. */
    private final AtomicLong filling = new AtomicLong();

    private Duration longest = Duration.ZERO;
    private int started;

    /** Makes a folder for a database on the small disk. */
    static final class OnSmallDisk implements TempDirFactory {

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.createTempDirectory(root(), "database");
        }

        static Path root() {
            return Path.of(System.getProperty(SMALL_DISK));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = SMALL_DISK, matches = ".+")
    void onADiskThatIsFullH2LosesNobodyAndNobodyGetsItTwice(@TempDir(factory = OnSmallDisk.class) Path folder)
            throws Exception {
        fillAndGoOn(
                "disks on h2",
                new FillableDatabase.H2File(
                        "jdbc:h2:file:" + folder.resolve("journal"), new SmallDisk(OnSmallDisk.root())));
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = SMALL_DISK, matches = ".+")
    void onADiskThatIsFullAServerLosesNobodyAndNobodyGetsItTwice(
            DatabaseServer.Kind kind, @TempDir(factory = OnSmallDisk.class) Path folder) throws Exception {
        try (DatabaseServer server = start(kind, folder)) {
            fillAndGoOn(
                    "disks on " + kind,
                    new FillableDatabase.ServerOnDisk(server, kind, new SmallDisk(OnSmallDisk.root())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenItsFilesMayNotGrowAServerLosesNobodyAndNobodyGetsItTwice(DatabaseServer.Kind kind, @TempDir Path folder)
            throws Exception {
        assumeThat(FileSizeLimit.isPossible()).as("prlimit of Linux").isTrue();
        try (DatabaseServer server = start(kind, folder)) {
            fillAndGoOn("files on " + kind, new FillableDatabase.ServerWithLimit(server));
        }
    }

    private static DatabaseServer start(DatabaseServer.Kind kind, Path folder) throws IOException {
        return switch (kind) {
            case POSTGRESQL -> kind.start(folder, "max_wal_size=32MB", "min_wal_size=32MB");
            case MARIADB -> kind.start(folder, "innodb-log-file-size=8M");
        };
    }

    private void fillAndGoOn(String what, FillableDatabase database) throws Exception {
        int rounds = 0;
        int stopped = 0;
        long unknown = 0;
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.start();
                HikariDataSource pool = pool(database);
                CamelRig camel = rig(sandbox, pool, database)) {
            send(camel, "earlier");
            // a table that was full may have room again for the few rows of a run, as a server cleans up behind a
            // rollback
            while (rounds < ROUNDS || stopped == 0 && rounds < MOST_ROUNDS) {
                sandbox.reset();
                String run = "round " + rounds++;
                requestsLeft.set(1 + random.nextInt(RECIPIENTS / BATCH / 6));
                Exchange first = sendAndRepair(camel, sandbox, database, run);
                stopped += isDone(first) ? 0 : 1;
                Exchange last = isDone(first)
                        ? first
                        : await().pollInterval(UNTIL_A_POOL_KNOWS)
                                .atMost(MAX_HANG)
                                .until(() -> sendAndRepair(camel, sandbox, database, run), FullDiskIT::isDone);
                unknown += CamelRig.result(last).unknown();
            }
        } finally {
            database.repair();
        }
        System.out.printf(
                "full %s=%d seed=%d recipients=%d stopped=%d servers started=%d longest=%d s twice=0 lost=0 unknown=%d%n",
                what, fills.get(), SEED, rounds * RECIPIENTS, stopped, started, longest.toSeconds(), unknown);
        assertThat(fills).hasValue(rounds);
        assertThat(stopped).isPositive();
        assertThat(longest).isLessThan(MAX_HANG);
    }

    private Exchange sendAndRepair(CamelRig camel, BulkSmsSandbox sandbox, FillableDatabase database, String run)
            throws IOException {
        Exchange done = send(camel, run);
        assertIsTrue(done, sandbox, run);
        started += database.repair() ? 1 : 0;
        return done;
    }

    private static HikariDataSource pool(FillableDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setConnectionTimeout(2000);
        return new HikariDataSource(config);
    }

    private CamelRig rig(BulkSmsSandbox sandbox, HikariDataSource pool, FillableDatabase database) {
        return new CamelRig(sandbox, component -> {
            component.setDataSource(pool);
            component.setRunLease(1000);
            component.setHttpClientConfigurer(client -> client.addRequestInterceptorFirst((request, entity, http) -> {
                if (requestsLeft.decrementAndGet() == 0) {
                    long before = System.nanoTime();
                    database.fill(fills.getAndIncrement());
                    filling.addAndGet(System.nanoTime() - before);
                }
            }));
        });
    }

    private Exchange send(CamelRig camel, String run) {
        filling.set(0);
        long before = System.nanoTime();
        Exchange done = camel.send(
                "bulksms:sale?template=Hello&concurrentRequests=2&batchSize=" + BATCH + "&run=RAW(" + run + ")",
                CamelRig.phones(RECIPIENTS));
        Duration took = Duration.ofNanos(System.nanoTime() - before - filling.get());
        longest = longest.compareTo(took) < 0 ? took : longest;
        return done;
    }

    private static boolean isDone(Exchange done) {
        BulkSmsResult result = CamelRig.result(done);
        return result != null && result.accepted() + result.unknown() == RECIPIENTS;
    }

    private static void assertIsTrue(Exchange done, BulkSmsSandbox sandbox, String run) {
        List<String> truth =
                sandbox.messages().stream().map(AcceptedMessage::phoneNumber).toList();
        assertThat(truth).as(run).doesNotHaveDuplicates();
        BulkSmsResult result = CamelRig.result(done);
        if (result == null || result.read() == 0) {
            // the run could not be opened
            assertThat(done.getException()).as(run).isNotNull();
            return;
        }
        Set<String> known = new HashSet<>(truth);
        for (Outcome outcome : List.of(Outcome.UNKNOWN, Outcome.UNSENT)) {
            CamelRig.named(done, outcome)
                    .map(named -> named.recipient().phoneNumber())
                    .forEach(known::add);
        }
        assertThat(known).as("accepted, or named, in %s: %s", run, result).hasSize(RECIPIENTS);
        assertThat((long) truth.size())
                .as("%s: %s", run, result)
                .isBetween(result.accepted(), result.accepted() + result.unknown());
    }
}
