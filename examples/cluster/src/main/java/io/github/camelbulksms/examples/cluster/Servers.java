package io.github.camelbulksms.examples.cluster;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** What the nodes stand on: a broker, a database, and a provider with a rate limit. Each is real but the provider. */
final class Servers implements AutoCloseable {

    /** Parts that wait in the queue: the splitter is held up beyond. */
    private static final int MAX_QUEUED = 10;

    private final EmbeddedActiveMQ broker;
    private final EmbeddedPostgres database;
    private final BulkSmsSandbox provider;
    private final double requestsPerSecond;

    private Servers(
            EmbeddedActiveMQ broker, EmbeddedPostgres database, BulkSmsSandbox provider, double requestsPerSecond) {
        this.broker = broker;
        this.database = database;
        this.provider = provider;
        this.requestsPerSecond = requestsPerSecond;
    }

    /**
     * @param requestsPerSecond the rate limit of all nodes together; the provider refuses what comes more than a little faster
     */
    static Servers start(Path folder, double requestsPerSecond) throws Exception {
        return new Servers(
                new EmbeddedActiveMQ().setConfiguration(broker(folder)).start(),
                EmbeddedPostgres.start(),
                BulkSmsSandbox.builder()
                        .requestsPerSecond(requestsPerSecond * 1.1)
                        .start(),
                requestsPerSecond);
    }

    private static Configuration broker(Path folder) throws Exception {
        return new ConfigurationImpl()
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:0")
                .addAddressSetting(
                        "parts",
                        new AddressSettings()
                                .setMaxSizeMessages(MAX_QUEUED)
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK)
                                .setRedeliveryDelay(1000)
                                .setRedeliveryMultiplier(2)
                                .setMaxRedeliveryDelay(60_000)
                                .setMaxDeliveryAttempts(-1));
    }

    BulkSmsSandbox provider() {
        return provider;
    }

    DataSource database() {
        return database.getPostgresDatabase();
    }

    /** The addresses that a node needs. */
    Map<String, String> environment() {
        NettyAcceptor acceptor =
                (NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor("tcp");
        return Map.of(
                "CLUSTER_BROKER", "tcp://127.0.0.1:" + acceptor.getActualPort(),
                "CLUSTER_DATABASE", database.getJdbcUrl("postgres", "postgres"),
                "CLUSTER_PACE", Double.toString(requestsPerSecond),
                "BULKSMS_BASE_URL", provider.baseUrl(),
                "BULKSMS_CUSTOMER_ID", provider.customerId(),
                "BULKSMS_API_KEY", provider.apiKey());
    }

    /** How many messages wait in a queue. */
    long queued(String queue) {
        return queue(queue).map(Queue::getMessageCount).orElse(0L);
    }

    /** How many of them were given back, and wait to be delivered again. */
    int givenBack(String queue) {
        return queue(queue).map(Queue::getScheduledCount).orElse(0);
    }

    /** How many workers' hands wait for messages of a queue. */
    int consumers(String queue) {
        return queue(queue).map(Queue::getConsumerCount).orElse(0);
    }

    private Optional<Queue> queue(String name) {
        return Optional.ofNullable(broker.getActiveMQServer().locateQueue(name));
    }

    @Override
    public void close() throws Exception {
        broker.stop();
        database.close();
        provider.close();
    }
}
