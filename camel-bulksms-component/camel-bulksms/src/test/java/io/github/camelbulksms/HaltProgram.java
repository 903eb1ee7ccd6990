package io.github.camelbulksms;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.model.BulkSmsResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What {@link HaltIT} runs: sends three runs of two recipients, and stops between the third's begin and its POST, by
 * {@code Runtime.halt} or for ever. Entered again it writes down what became of them.
 */
final class HaltProgram {

    /** How the journal's connections come. */
    enum Connections {
        UNPOOLED,
        POOLED,
        /** Unpooled, and the application has one of its own open to the same database. */
        SHARED
    }

    /** What happens before the third POST. */
    enum Before {
        HALT,
        WAIT,
        NOTHING
    }

    /** The file that keeps it from sending more than the first run as long as it is there. */
    static final String PAUSE = "pause";

    /** The file that it makes before it waits. */
    static final String POSTING = "posting";

    private HaltProgram() {}

    public static void main(String[] args) throws Exception {
        run(args);
        System.exit(0);
    }

    /** In whatever process. */
    static void run(String... args) throws Exception {
        Path folder = Path.of(args[0]);
        Before before = Before.valueOf(args[6]);
        DataSource plain = DataSources.of(args[4]);
        DataSource database = Connections.valueOf(args[5]) == Connections.POOLED ? pool(plain) : plain;
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
            component.getConfiguration().setBaseUrl(args[1]);
            component.getConfiguration().setCustomerId(args[2]);
            component.getConfiguration().setApiKey(args[3]);
            component.setDataSource(database);
            component.setRunLease(300);
            int[] posts = new int[1];
            component.setHttpClientConfigurer(client -> client.addRequestInterceptorFirst((request, entity, http) -> {
                if (++posts[0] == 3) {
                    stop(before, folder);
                }
            }));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:list").to("bulksms:sale?template=Hello&maxAttempts=1");
                }
            });
            context.start();
            send(context, folder, "first");
            await().atMost(Duration.ofMinutes(2)).until(() -> Files.notExists(folder.resolve(PAUSE)));
            Connection own = Connections.valueOf(args[5]) == Connections.SHARED ? plain.getConnection() : null;
            send(context, folder, "second");
            send(context, folder, "third");
            if (own != null) {
                own.close();
            }
        } finally {
            if (database instanceof HikariDataSource pool) {
                pool.close();
            }
        }
    }

    private static DataSource pool(DataSource plain) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain);
        config.setMaximumPoolSize(3);
        return new HikariDataSource(config);
    }

    private static void stop(Before before, Path folder) {
        try {
            switch (before) {
                case HALT -> Runtime.getRuntime().halt(9);
                case WAIT -> {
                    Files.createFile(folder.resolve(POSTING));
                    new CountDownLatch(1).await();
                }
                case NOTHING -> {}
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(DefaultCamelContext context, Path folder, String run) throws Exception {
        Exchange done = context.createProducerTemplate().request("direct:list", exchange -> {
            exchange.getIn().setHeader(BulkSmsConstants.RUN, run);
            exchange.getIn().setBody(String.join("\n", HaltIT.phones(run)));
        });
        BulkSmsResult result = done.getException() == null
                ? done.getMessage().getBody(BulkSmsResult.class)
                : done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        if (result == null) {
            throw done.getException();
        }
        Files.writeString(folder.resolve(run), result.accepted() + " " + result.unknown() + " " + result.unsent());
    }
}
