package io.github.camelbulksms.examples.jms;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** ActiveMQ Artemis in this process, as {@code broker.xml} describes it. */
final class Broker implements AutoCloseable {

    private final EmbeddedActiveMQ embedded;

    private Broker(EmbeddedActiveMQ embedded) {
        this.embedded = embedded;
    }

    static Broker start() throws Exception {
        return new Broker(new EmbeddedActiveMQ().start());
    }

    /** Connects without prefetch, so that no message waits behind another at a busy consumer. */
    ConnectionFactory connectionFactory() {
        return new ActiveMQConnectionFactory("vm://0?consumerWindowSize=0");
    }

    /** For its management. */
    ActiveMQServer server() {
        return embedded.getActiveMQServer();
    }

    @Override
    public void close() throws Exception {
        embedded.stop();
    }
}
