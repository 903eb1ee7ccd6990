package io.github.camelbulksms.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.BulkSmsComponent;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** A route of Camel behind platform-http. */
final class RouteReceiver implements ReportReceiver {

    /** The size of a pool that an application has. */
    static final int CONNECTIONS_TO_DATABASE = 10;

    private final LongAdder taken = new LongAdder();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final VertxPlatformHttpServer server;
    private final HikariDataSource journal;

    /**
     * @param journal that is closed with this, or null
     */
    private RouteReceiver(HikariDataSource journal) throws Exception {
        this.journal = journal;
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindPort(0);
        server = new VertxPlatformHttpServer(configuration);
        // a report that waits for its commit holds a worker thread: as many as may come at once
        context.getRegistry().bind("vertxOptions", new VertxOptions().setWorkerPoolSize(ReportLoad.CONNECTIONS));
        context.addService(server);
    }

    /** Checks the signature by hand, and does nothing more: what of the cost is Camel's. */
    static RouteReceiver byHand(Account account) throws Exception {
        SignatureCheck signature = new SignatureCheck(account);
        RouteReceiver receiver = new RouteReceiver(null);
        receiver.start("platform-http:/reports", exchange -> {
            Message message = exchange.getMessage();
            boolean genuine = signature.isGenuine(
                    message.getBody(byte[].class), message.getHeader("Authorization", String.class));
            message.removeHeaders("*");
            message.setBody("");
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, genuine ? 200 : 401);
            if (genuine) {
                receiver.taken.increment();
            }
        });
        return receiver;
    }

    /**
     * The component's webhook, and a route behind it that counts.
     *
     * @param journal that is closed with the receiver, or null for the one in memory
     */
    static RouteReceiver webhook(Account account, HikariDataSource journal) throws Exception {
        RouteReceiver receiver = new RouteReceiver(journal);
        BulkSmsComponent component = receiver.context.getComponent("bulksms", BulkSmsComponent.class);
        component.getConfiguration().setCustomerId(account.customerId());
        component.getConfiguration().setApiKey(account.apiKey());
        component.setDataSource(journal);
        receiver.start(
                "webhook:bulksms:reports?webhookPath=/reports&webhookComponentName=platform-http",
                exchange -> receiver.taken.increment());
        return receiver;
    }

    private void start(String from, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).process(processor);
            }
        });
        context.start();
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public long taken() {
        return taken.sum();
    }

    @Override
    public void close() throws IOException {
        context.close();
        if (journal != null) {
            journal.close();
        }
    }
}
