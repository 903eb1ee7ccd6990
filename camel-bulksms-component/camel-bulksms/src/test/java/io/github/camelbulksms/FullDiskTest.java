package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the journal's H2 is full from the n-th time on that its file grows, in the middle of whatever statement that is; then somebody
 * makes room, and the list comes again. Each time: {@code -Dbulksms.disk.step=1}. Real disks and servers: {@link FullDiskIT}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FullDiskTest {

    private static final int RECIPIENTS = 3000;
    private static final int BATCH = 500;
    private static final int STEP = Integer.getInteger("bulksms.disk.step", 8);

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @TempDir
    private Path folder;

    @BeforeAll
    static void register() {
        FullDisk.register();
    }

    @AfterEach
    void makeRoom() {
        FullDisk.growsOnly(Long.MAX_VALUE);
    }

    @Test
    void nobodyGetsItTwiceAndNobodyIsLostAndThePoolFindsOut() {
        wheneverTheDiskIsFull(url -> {
            HikariConfig config = new HikariConfig();
            config.setDataSource(plain(url));
            config.setMaximumPoolSize(4);
            return new HikariDataSource(config);
        });
    }

    private static DataSource plain(String url) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        return h2;
    }

    @FunctionalInterface
    private interface Connections {

        DataSource to(String url);
    }

    private void wheneverTheDiskIsFull(Connections connections) {
        boolean wasFull = true;
        int stopped = 0;
        int unknown = 0;
        for (int times = 0; wasFull; times += STEP) {
            DataSource database = connections.to("jdbc:h2:full:" + folder.resolve("journal-" + times));
            try (CamelRig camel = new CamelRig(PROVIDER.sandbox(), component -> {
                component.setDataSource(database);
                component.setRunLease(300);
            })) {
                send(camel, "tables");
                PROVIDER.sandbox().reset();
                FullDisk.growsOnly(times);
                Exchange first = send(camel, "run");
                wasFull = FullDisk.isFull();
                FullDisk.growsOnly(Long.MAX_VALUE);
                BulkSmsResult result = check(first, times);
                if (result == null) {
                    assertThat(PROVIDER.sandbox().messages()).isEmpty();
                }
                stopped += wasFull && (result == null || result.unsent() > 0) ? 1 : 0;
                int round = times;
                // H2 has closed the database; a pool finds out when a connection has rested for half a second
                BulkSmsResult second = await().pollInterval(Duration.ofMillis(700))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> check(send(camel, "run"), round), one -> one != null && one.unsent() == 0);
                assertThat(second.accepted() + second.unknown())
                        .as("full after %d times: %s", times, second)
                        .isEqualTo(RECIPIENTS);
                unknown += (int) second.unknown();
            } finally {
                if (database instanceof HikariDataSource pool) {
                    pool.close();
                }
            }
        }
        System.out.printf("full disk: stopped=%d unknown=%d twice=0 lost=0%n", stopped, unknown);
        assertThat(stopped).isPositive();
    }

    private static Exchange send(CamelRig camel, String run) {
        return camel.send(
                "bulksms:sale?template=Hello&concurrentRequests=2&batchSize=" + BATCH + "&run=" + run,
                CamelRig.phones(RECIPIENTS));
    }

    /** Null when the run did not begin. */
    private static BulkSmsResult check(Exchange done, int times) {
        List<String> truth = PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
        assertThat(truth).as("full after %d times", times).doesNotHaveDuplicates();
        BulkSmsResult result = done.getException() == null
                ? done.getMessage().getBody(BulkSmsResult.class)
                : done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        if (result == null || result.read() == 0) {
            return null;
        }
        assertThat((long) truth.size())
                .as("full after %d times: %s", times, result)
                .isBetween(result.accepted(), result.accepted() + result.unknown());
        return result;
    }
}
