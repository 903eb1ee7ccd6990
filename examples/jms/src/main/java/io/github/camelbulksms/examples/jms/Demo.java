package io.github.camelbulksms.examples.jms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Puts a campaign, alerts and single notifications into the queues, one of which fails at first and two of which are
 * poison, and compares with what the sandbox accepted. The exit code is 0 when each recipient was sent to exactly once.
 */
public final class Demo {

    private static final long LONGEST = 120_000;
    private static final int POISON = 2;
    private static final JsonMapper JSON = new JsonMapper();

    private final BulkSmsSandbox sandbox;
    private final JMSContext jms;
    /** The messages that the sandbox must have accepted in the end: number and text. */
    private final Set<List<String>> expected = new HashSet<>();

    private Demo(BulkSmsSandbox sandbox, JMSContext jms) {
        this.sandbox = sandbox;
        this.jms = jms;
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(System.out) ? 0 : 1);
    }

    static boolean run(PrintStream out) throws Exception {
        JdbcConnectionPool journal = JdbcConnectionPool.create("jdbc:h2:mem:journal", "", "");
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.start();
                Broker broker = Broker.start();
                Routes routes = Routes.start(broker.connectionFactory(), journal, sandbox);
                JMSContext jms = broker.connectionFactory().createContext()) {
            Demo demo = new Demo(sandbox, jms);
            demo.feed();
            return demo.compare(out);
        } finally {
            journal.dispose();
        }
    }

    private void feed() throws JsonProcessingException {
        JMSConsumer results = jms.createConsumer(jms.createQueue("results"));
        sandbox.onRequest(2, Fault.RATE_LIMITED);
        list("campaigns", phones(0, 2500), Map.of("campaign", "spring-sale", "template", "Sale: 20% off"));
        awaitRead(results, 2500);

        for (int i = 0; i < 3; i++) {
            alert("Water is off in district " + i + " until noon.", phones(3000 + 10 * i, 2));
        }
        Map<String, String> parcel = Map.of("campaign", "parcel", "template", "Your parcel has arrived.");
        phones(5000, 500).forEach(phone -> list("notifications", List.of(phone), parcel));
        send("notifications", "+381 6l 1234567", parcel);
        send("campaigns", phones(7000, 1).get(0), Map.of("campaign", "without-a-text"));
        awaitRead(results, 3 * 2 + 500 + 1);
    }

    private void list(String queue, List<String> phones, Map<String, String> properties) {
        phones.forEach(phone -> expected.add(List.of(phone, properties.get("template"))));
        send(queue, String.join("\n", phones), properties);
    }

    private void alert(String text, List<String> phones) {
        phones.forEach(phone -> expected.add(List.of(phone, text)));
        send("alerts", text, Map.of("recipients", String.join("\n", phones)));
    }

    private void send(String queue, String body, Map<String, String> properties) {
        JMSProducer producer = jms.createProducer();
        properties.forEach(producer::setProperty);
        producer.send(jms.createQueue(queue), body);
    }

    private static void awaitRead(JMSConsumer results, int recipients) throws JsonProcessingException {
        for (int read = 0; read < recipients; ) {
            String result = results.receiveBody(String.class, LONGEST);
            if (result == null) {
                throw new IllegalStateException(read + " of " + recipients + " recipients have a result");
            }
            read += JSON.readTree(result).get("read").asInt();
        }
    }

    private boolean compare(PrintStream out) {
        JMSConsumer deadLetters = jms.createConsumer(jms.createQueue("dead-letters"));
        int dead = 0;
        while (dead < POISON && deadLetters.receive(LONGEST) != null) {
            dead++;
        }
        List<List<String>> truth = sandbox.messages().stream()
                .map((AcceptedMessage sent) -> List.of(sent.phoneNumber(), sent.template()))
                .toList();
        Set<List<String>> reached = new HashSet<>(truth);
        int twice = truth.size() - reached.size();
        long lost = expected.stream().filter(one -> !reached.contains(one)).count();
        out.printf(
                "messages=%d twice=%d lost=%d requests=%d deadLetters=%d%n",
                truth.size(), twice, lost, sandbox.stats().requests(), dead);
        return twice == 0 && lost == 0 && dead == POISON;
    }

    private static List<String> phones(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> "38160" + (1_000_000 + i))
                .toList();
    }
}
