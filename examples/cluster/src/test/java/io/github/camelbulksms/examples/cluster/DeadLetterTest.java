package io.github.camelbulksms.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConfiguration;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.amqp.AMQPComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that failed crosses a broker as a dead letter, and is put back under whatever ID the broker gives it. */
@Timeout(120)
class DeadLetterTest {

    private static final String SALE =
            "bulksms:sale?template=Hello&maxAttempts=1&batchSize=10&concurrentRequests=1&numberCheck=shape";
    private static final List<String> LIST = LongStream.range(381601000000L, 381601000030L)
            .mapToObj(Long::toString)
            .toList();

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsTicketCrossesKafka(boolean isTicketKept) throws Exception {
        try (KafkaBroker kafka = KafkaBroker.start(folder, "dead", 1);
                CamelContext camel = camel()) {
            String dead = "kafka:dead?brokers=" + kafka.address();
            sendAndPutBack(camel, dead, dead + "&groupId=again&autoOffsetReset=earliest", isTicketKept);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsTicketCrossesAmqp(boolean isTicketKept) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:0?protocols=AMQP"))
                .start();
        try (CamelContext camel = camel()) {
            NettyAcceptor acceptor = (NettyAcceptor)
                    broker.getActiveMQServer().getRemotingService().getAcceptor("amqp");
            camel.addComponent("amqp", AMQPComponent.amqpComponent("amqp://127.0.0.1:" + acceptor.getActualPort()));
            sendAndPutBack(camel, "amqp:queue:dead", "amqp:queue:dead", isTicketKept);
        } finally {
            broker.stop();
        }
    }

    private static void sendAndPutBack(CamelContext camel, String to, String from, boolean isTicketKept)
            throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .errorHandler(deadLetterChannel(isTicketKept ? to : "direct:stripped"))
                        .to(SALE);
                from("direct:stripped").removeHeader("BulkSmsRunTicket").to(to);
                from(from).to(SALE).to("mock:done");
            }
        });
        camel.start();
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        MockEndpoint done = camel.getEndpoint("mock:done", MockEndpoint.class);
        done.expectedMessageCount(1);

        camel.createProducerTemplate().sendBody("direct:list", String.join("\n", LIST));

        done.assertIsSatisfied(60_000);
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .as("without the ticket it is another message: all 30 get it, 20 of them once more")
                .hasSize(isTicketKept ? 30 : 50)
                .containsAll(LIST);
    }

    private static CamelContext camel() {
        CamelContext camel = new DefaultCamelContext();
        BulkSmsConfiguration account =
                camel.getComponent("bulksms", BulkSmsComponent.class).getConfiguration();
        account.setBaseUrl(PROVIDER.sandbox().baseUrl());
        account.setCustomerId(PROVIDER.sandbox().customerId());
        account.setApiKey(PROVIDER.sandbox().apiKey());
        return camel;
    }
}
