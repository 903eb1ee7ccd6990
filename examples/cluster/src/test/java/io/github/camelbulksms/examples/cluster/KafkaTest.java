package io.github.camelbulksms.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parts over a Kafka topic: nodes are JVMs on a real broker and a real database. What they print is in {@code target}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KafkaTest {

    private static final int PARTS = 30;
    private static final int BATCH = 100;

    @TempDir
    private Path folder;

    @Test
    void neitherAWorkerThatIsKilledNorARebalanceNorASecondReadingSendsTwiceOrLosesAnybody() throws Exception {
        Path campaigns = folder.resolve("campaigns");
        try (KafkaBroker kafka = KafkaBroker.start(folder.resolve("kafka"), "parts", 6);
                Servers servers = Servers.start(folder.resolve("jms"), 20);
                Nodes nodes = new Nodes(
                        servers,
                        campaigns,
                        Redirect.appendTo(Path.of("target", "kafka-nodes.log").toFile()))) {
            nodes.set("CLUSTER_BROKER", kafka.address());
            nodes.start("kafka-splitter", "splitter");
            Node first = nodes.start("kafka-worker", "worker-1");
            Node second = nodes.start("kafka-worker", "worker-2");
            nodes.await(() -> kafka.consumers("workers") == 2);
            List<String> inFlight = Campaign.phones(PARTS * BATCH).subList(10 * BATCH, 11 * BATCH);
            servers.provider().onRecipient(inFlight.get(0), Fault.STALL_AFTER_ACCEPTANCE);
            // twice as often as a worker tries: the part goes back to the topic
            servers.provider().onRequest(3, Fault.UNAVAILABLE);
            servers.provider().onRequest(4, Fault.UNAVAILABLE);
            servers.provider().onRequest(5, Fault.UNAVAILABLE);
            servers.provider().onRequest(6, Fault.UNAVAILABLE);
            Campaign campaign = Campaign.of("kafka.csv", PARTS * BATCH, campaigns, servers);

            nodes.await(() -> isAccepted(servers, inFlight.get(0)));
            long owner = new JournalRows(servers.database()).ownerOfPart(11, "kafka.csv");
            assertThat(owner).isIn(first.pid(), second.pid());
            // a third one joins while the group rebalances for the one that is killed
            nodes.start("kafka-worker", "worker-3");
            (owner == first.pid() ? first : second).kill();
            nodes.await(() -> campaign.isFinished() && kafka.hasReadAll("workers", "parts"));

            nobodyTwiceAndNobodyLost(campaign);
            assertThat(campaign.truth().requests())
                    .as("each part once, and what was not accepted")
                    .isEqualTo(PARTS + 4);
            assertThat(campaign.unknown())
                    .as("named as perhaps sent to: whom the dead worker had in hand")
                    .containsExactlyInAnyOrderElementsOf(inFlight);

            // as after lost offsets: everything is read once more, and nothing is sent
            long requests = campaign.truth().requests();
            nodes.set("CLUSTER_GROUP", "once-more");
            nodes.start("kafka-worker", "worker-4");
            nodes.await(() -> kafka.hasReadAll("once-more", "parts"));

            nobodyTwiceAndNobodyLost(campaign);
            assertThat(campaign.truth().requests()).isEqualTo(requests);
        }
    }

    private static boolean isAccepted(Servers servers, String phone) {
        return servers.provider().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .anyMatch(phone::equals);
    }

    private static void nobodyTwiceAndNobodyLost(Campaign campaign) throws Exception {
        assertThat(campaign.truth().twice()).as("twice").isZero();
        assertThat(campaign.truth().lost()).as("lost").isZero();
    }
}
