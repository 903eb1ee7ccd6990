package io.github.camelbulksms.examples.cluster;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.JdbcRateLimiter;
import java.util.function.Consumer;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.main.Main;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * {@code splitter} or {@code worker}, with {@code kafka-} in front or without, runs a node: the routes of that name, on the broker and the
 * database that the environment names. {@code demo} runs a whole cluster on this machine.
 */
public final class Cluster {

    private Cluster() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 1 ? args[0] : "") {
            case "splitter", "worker" -> runNode(args[0], Cluster::useJms);
            case "kafka-splitter", "kafka-worker" -> runNode(args[0], Cluster::useKafka);
            case "demo" -> System.exit(Demo.run(System.out) ? 0 : 1);
            default ->
                throw new IllegalArgumentException(
                        "expected one argument: splitter, worker, kafka-splitter, kafka-worker or demo");
        }
    }

    private static void runNode(String role, Consumer<Main> broker) throws Exception {
        try (HikariDataSource journal = new HikariDataSource()) {
            journal.setJdbcUrl(variable("CLUSTER_DATABASE"));
            Main node = new Main();
            broker.accept(node);
            node.bind("journal", journal);
            node.bind(
                    "sharedRate",
                    new JdbcRateLimiter(
                            journal, variable("BULKSMS_CUSTOMER_ID"), Double.parseDouble(variable("CLUSTER_PACE"))));
            node.configure().withRoutesIncludePattern("classpath:routes/" + role + ".yaml");
            node.run();
        }
    }

    private static void useJms(Main node) {
        ActiveMQConnectionFactory broker = new ActiveMQConnectionFactory(variable("CLUSTER_BROKER"));
        // no node takes more messages than it has hands for
        broker.setConsumerWindowSize(0);
        node.bind("broker", broker);
        node.bind("sender", new CachingConnectionFactory(broker));
        node.addInitialProperty("camel.component.jms.connectionFactory", "#bean:broker");
    }

    private static void useKafka(Main node) {
        node.bind("commit", new PartCommit());
        node.addInitialProperty("camel.component.kafka.brokers", variable("CLUSTER_BROKER"));
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set: expected it in the environment of a node");
        }
        return value;
    }
}
