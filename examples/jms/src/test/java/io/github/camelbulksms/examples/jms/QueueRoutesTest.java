package io.github.camelbulksms.examples.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.AccountState;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueueRoutesTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private Broker broker;
    private JdbcConnectionPool journal;
    private JMSContext jms;
    private JMSConsumer results;
    private JMSConsumer deadLetters;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.start();
        journal = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
        jms = broker.connectionFactory().createContext();
        results = jms.createConsumer(jms.createQueue("results"));
        deadLetters = jms.createConsumer(jms.createQueue("dead-letters"));
        startRoutes();
    }

    @AfterEach
    void stop() throws Exception {
        routes.close();
        jms.close();
        broker.close();
        journal.dispose();
    }

    @Test
    void aCampaignIsDelivered() throws Exception {
        send("campaigns", lines(2500), sale());

        JsonNode result = nextResult();
        assertThat(result.get("campaign").asText()).isEqualTo("spring-sale");
        assertThat(result.get("accepted").asInt()).isEqualTo(2500);
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 2500));
        assertThat(PROVIDER.sandbox().messages())
                .allMatch(sent -> sent.template().equals("Sale: 20% off"));
    }

    @Test
    void anAlertIsDelivered() throws Exception {
        send("alerts", "Water is off until noon.", Map.of("recipients", lines(3)));

        assertThat(nextResult().get("accepted").asInt()).isEqualTo(3);
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 3));
        assertThat(PROVIDER.sandbox().messages())
                .allMatch(sent -> sent.template().equals("Water is off until noon."));
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "UNAVAILABLE"})
    void aMessageThatComesBackIsSentOnlyToThoseWhoWereNotSentTo(Fault fault) throws Exception {
        PROVIDER.sandbox().onRequest(2, fault);

        send("campaigns", lines(2500), sale());

        JsonNode result = nextResult();
        assertThat(result.get("accepted").asInt()).isEqualTo(2500);
        assertThat(result.get("requests").asInt()).isEqualTo(1);
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 2500));
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_BEFORE_ACCEPTANCE", "DROP_AFTER_ACCEPTANCE"})
    void aMessageWhoseAnswerIsLostIsNotSentAgainAndEndsAsADeadLetter(Fault fault) throws Exception {
        PROVIDER.sandbox().onRequest(2, fault);

        send("campaigns", lines(2500), sale());

        TextMessage dead = next(deadLetters);
        assertThat(dead.getText()).isEqualTo(lines(2500));
        assertThat(result(dead).get("unknown").asInt()
                        + result(dead).get("accepted").asInt())
                .isEqualTo(2500);
        assertThat(result(dead).get("unknown").asInt()).isPositive();
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(3);
        assertThat(sentTo()).doesNotHaveDuplicates();
    }

    @Test
    void aRefusedMessageIsADeadLetterAtOnceAndIsTheSameRunWhenItIsPutBack() throws Exception {
        PROVIDER.sandbox().account(AccountState.SUSPENDED);
        send("campaigns", lines(100), sale());

        TextMessage dead = next(deadLetters);
        assertThat(result(dead).get("refused").asInt()).isEqualTo(100);
        assertThat(dead.getStringProperty("reason")).contains("-30001");
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(1);

        PROVIDER.sandbox().account(AccountState.ACTIVE);
        putBack(dead);
        assertThat(nextResult().get("accepted").asInt()).isEqualTo(100);
        putBack(dead);
        assertThat(nextResult().get("requests").asInt()).isZero();
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 100));
    }

    @Test
    void aDeadLetterThatIsWrittenAnewGoesOnWithItsRun() throws Exception {
        PROVIDER.sandbox().onRecipient(phones(1500, 1).get(0), Fault.UNAVAILABLE);
        send("campaigns", lines(2500), sale());
        TextMessage dead = next(deadLetters);
        assertThat(sentTo()).hasSize(1500);
        PROVIDER.sandbox().clearFaults();

        send(
                "campaigns",
                dead.getText(),
                Map.of(
                        "campaign",
                        dead.getStringProperty("campaign"),
                        "template",
                        dead.getStringProperty("template"),
                        "BulkSmsRunTicket",
                        dead.getStringProperty("BulkSmsRunTicket")));

        JsonNode result = nextResult();
        assertThat(result.get("accepted").asInt()).isEqualTo(2500);
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 2500));
    }

    @Test
    void aMessageThatNeverSucceedsEndsAsADeadLetterWithItsResult() throws Exception {
        PROVIDER.sandbox().withProbability(Fault.UNAVAILABLE, 1, 1);
        send("campaigns", lines(100), sale());

        TextMessage dead = next(deadLetters);
        assertThat(dead.getText()).isEqualTo(lines(100));
        assertThat(result(dead).get("unsent").asInt()).isEqualTo(100);
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(5);

        PROVIDER.sandbox().clearFaults();
        putBack(dead);
        assertThat(nextResult().get("accepted").asInt()).isEqualTo(100);
    }

    @Test
    void aMessageWithoutATextIsADeadLetterThatSaysSo() throws Exception {
        send("campaigns", lines(2), Map.of("campaign", "spring-sale"));

        TextMessage dead = next(deadLetters);
        assertThat(dead.getText()).isEqualTo(lines(2));
        assertThat(dead.getStringProperty("reason")).startsWith("there is no text to send");
    }

    @Test
    void aCampaignCannotSmuggleOptionsIntoTheEndpoint() throws Exception {
        send("campaigns", lines(2), Map.of("campaign", "sale?baseUrl=http://127.0.0.1:9", "template", "Hello"));

        TextMessage dead = next(deadLetters);
        assertThat(dead.getText()).isEqualTo(lines(2));
        assertThat(dead.getStringProperty("reason")).startsWith("the property campaign is 'sale?baseUrl=");
    }

    @Test
    void aCampaignWithoutRecipientsIsADeadLetter() throws Exception {
        send("campaigns", "\n", sale());

        assertThat(next(deadLetters).getStringProperty("reason")).startsWith("there is no recipient");
    }

    @Test
    void anAlertWithoutRecipientsIsADeadLetter() throws Exception {
        send("alerts", "Water is off until noon.", Map.of());

        Message dead = deadLetters.receive(LONGEST.toMillis());
        assertThat(dead.getStringProperty("reason")).startsWith("there is no recipient");
        assertThat(dead.getStringProperty("template")).isEqualTo("Water is off until noon.");
    }

    @Test
    void linesWithoutAUsableNumberAreADeadLetterThatCanBeMended() throws Exception {
        send("campaigns", lines(2) + "\n+381 6l 1234567", sale());

        assertThat(nextResult().get("accepted").asInt()).isEqualTo(2);
        TextMessage dead = next(deadLetters);
        assertThat(dead.getText().strip()).isEqualTo("+381 6l 1234567");
        assertThat(result(dead).get("invalid").asInt()).isEqualTo(1);
        assertThat(dead.getStringProperty("reason")).startsWith("1 of 3 ");

        send("campaigns", dead.getText().replace('l', '1'), sale());
        assertThat(nextResult().get("accepted").asInt()).isEqualTo(1);
        assertThat(sentTo()).hasSize(3).contains("381611234567");
    }

    @Test
    void aThousandNotificationsBecomeFewRequests() throws Exception {
        phones(0, 1000).forEach(phone -> send("notifications", phone, sale()));

        assertThat(acceptedOf(1000)).isEqualTo(1000);
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 1000));
        assertThat(PROVIDER.sandbox().stats().requests()).isLessThan(100);
    }

    @Test
    void notificationsWhoseFirstRequestFailsAreNeitherLostNorDoubled() throws Exception {
        PROVIDER.sandbox().onRequest(1, Fault.UNAVAILABLE);
        PROVIDER.sandbox().onRequest(3, Fault.RATE_LIMITED);

        phones(0, 1000).forEach(phone -> send("notifications", phone, sale()));

        assertThat(acceptedOf(1000)).isEqualTo(1000);
        assertThat(PROVIDER.sandbox().stats().dropped()).isPositive();
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 1000));
    }

    @Test
    void notificationsWithOtherTextsAreOtherLists() throws Exception {
        for (String phone : phones(0, 50)) {
            send("notifications", phone, Map.of("campaign", "news", "template", "Good morning"));
            send("notifications", phone, Map.of("campaign", "news", "template", "Good night"));
        }

        assertThat(acceptedOf(100)).isEqualTo(100);
        assertThat(PROVIDER.sandbox().messages())
                .extracting(sent -> sent.template() + sent.phoneNumber())
                .hasSize(100)
                .doesNotHaveDuplicates();
    }

    @Test
    void poisonousNotificationsSpoilNoOthers() throws Exception {
        List<String> poison = List.of("nobody", "phone", "{}", "# 381601234567", "a:1", " ");
        for (int i = 0; i < poison.size(); i++) {
            send("notifications", poison.get(i), sale());
            phones(10 * i, 10).forEach(phone -> send("notifications", phone, sale()));
        }

        List<String> dead = new ArrayList<>();
        for (String one : poison) {
            dead.add(next(deadLetters).getText().strip());
        }
        assertThat(dead)
                .containsExactlyInAnyOrderElementsOf(
                        poison.stream().map(String::strip).toList());
        assertThat(acceptedOf(60)).isEqualTo(60);
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 60));
    }

    @Test
    void notificationsThatWereGatheredWhenTheConnectionBreaksComeBack() throws Exception {
        phones(0, 1000).forEach(phone -> send("notifications", phone, sale()));

        await().atMost(LONGEST)
                .until(() -> broker.server().locateQueue("notifications").getDeliveringCount() > 10);
        broker.server().getActiveMQServerControl().closeConsumerConnectionsForAddress("notifications");

        assertThat(acceptedOf(1000)).isEqualTo(1000);
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 1000));
    }

    @Test
    void aMessageWhoseAcknowledgementIsLostIsNotSentAgain() throws Exception {
        PROVIDER.sandbox().latency(Duration.ofSeconds(2));
        send("campaigns", lines(2500), sale());

        await().atMost(LONGEST).until(() -> PROVIDER.sandbox().stats().requests() > 0);
        broker.server().getActiveMQServerControl().closeConsumerConnectionsForAddress("campaigns");

        JsonNode result = nextResult();
        assertThat(result.get("accepted").asInt()).isEqualTo(2500);
        assertThat(result.get("requests").asInt())
                .as("the result is that of the second delivery")
                .isZero();
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 2500));
    }

    @Test
    void aCampaignThatWasStoppedGoesOnAfterARestart() throws Exception {
        PROVIDER.sandbox().latency(Duration.ofSeconds(1));
        send("campaigns", lines(20_000), sale());

        await().atMost(LONGEST).until(() -> PROVIDER.sandbox().stats().requests() > 0);
        routes.close();
        assertThat(sentTo()).hasSizeBetween(1, 19_999);
        PROVIDER.sandbox().latency(Duration.ZERO);
        startRoutes();

        assertThat(nextResult().get("accepted").asInt()).isEqualTo(20_000);
        assertThat(sentTo()).containsExactlyInAnyOrderElementsOf(phones(0, 20_000));
    }

    private void startRoutes() {
        routes = Routes.start(broker.connectionFactory(), journal, PROVIDER.sandbox());
    }

    private void send(String queue, String body, Map<String, String> properties) {
        JMSProducer producer = jms.createProducer();
        properties.forEach(producer::setProperty);
        producer.send(jms.createQueue(queue), body);
    }

    /** As an operator's console moves it. */
    private void putBack(TextMessage dead) {
        jms.createProducer().send(jms.createQueue("campaigns"), dead);
    }

    private JsonNode nextResult() throws Exception {
        return JSON.readTree(next(results).getText());
    }

    /** Of so many recipients read in all. */
    private int acceptedOf(int recipients) throws Exception {
        int accepted = 0;
        for (int read = 0; read < recipients; ) {
            JsonNode result = nextResult();
            read += result.get("read").asInt();
            accepted += result.get("accepted").asInt();
        }
        return accepted;
    }

    private static JsonNode result(TextMessage dead) throws Exception {
        return JSON.readTree(dead.getStringProperty("result"));
    }

    private static TextMessage next(JMSConsumer consumer) {
        Message message = consumer.receive(LONGEST.toMillis());
        assertThat(message).isInstanceOf(TextMessage.class);
        return (TextMessage) message;
    }

    private static Map<String, String> sale() {
        return Map.of("campaign", "spring-sale", "template", "Sale: 20% off");
    }

    private static List<String> sentTo() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }

    private static String lines(int count) {
        return String.join("\n", phones(0, count));
    }

    private static List<String> phones(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> "38160" + (1_000_000 + i))
                .toList();
    }
}
