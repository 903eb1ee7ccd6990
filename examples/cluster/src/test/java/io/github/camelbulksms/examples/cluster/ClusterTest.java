package io.github.camelbulksms.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.AccountState;
import io.github.camelbulksms.sandbox.Fault;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three JVMs on a real broker and a real database, of which one is killed. What they print is in {@code target}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterTest {

    private static final int PARTS = 30;
    private static final int BATCH = 100;
    private static final int CONSUMERS = 2;

    private static Servers servers;
    private static JournalRows journal;

    @TempDir
    private Path campaigns;

    private Nodes nodes;

    @BeforeAll
    static void startServers(@TempDir Path folder) throws Exception {
        servers = Servers.start(folder, 5);
        journal = new JournalRows(servers.database());
    }

    @AfterAll
    static void stopServers() throws Exception {
        servers.close();
    }

    @BeforeEach
    void start() {
        Path output = Path.of("target", "nodes.log");
        nodes = new Nodes(servers, campaigns, Redirect.appendTo(output.toFile()));
    }

    @AfterEach
    void stop() {
        nodes.close();
        servers.provider().reset();
        servers.provider().account(AccountState.ACTIVE);
    }

    @Test
    void whenAWorkerIsKilledTheOtherSendsTheRestAndNobodyGetsItTwice() throws Exception {
        nodes.start("splitter", "splitter");
        Node first = nodes.start("worker", "worker-1");
        Node second = nodes.start("worker", "worker-2");
        nodes.await(() -> servers.consumers("parts") == 2 * CONSUMERS);
        List<String> inFlight = Campaign.phones(PARTS * BATCH).subList(10 * BATCH, 11 * BATCH);
        servers.provider().onRecipient(inFlight.get(0), Fault.STALL_AFTER_ACCEPTANCE);
        Campaign campaign = campaign("worker-killed.csv", PARTS);

        nodes.await(() -> servers.provider().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .anyMatch(inFlight.get(0)::equals));
        long owner = journal.ownerOfPart(11, "worker-killed.csv");
        assertThat(owner).isIn(first.pid(), second.pid());
        (owner == first.pid() ? first : second).kill();
        nodes.await(campaign::isFinished);

        assertThat(campaign.unknown())
                .as("named as perhaps sent to: whom the dead worker had in hand")
                .containsAll(inFlight)
                .hasSizeLessThanOrEqualTo(CONSUMERS * BATCH);
        nobodyTwiceNobodyLostAndThePaceWasKept(campaign);
    }

    @Test
    void whenTheSplitterIsKilledAndStartedAgainItGoesOnWithTheSameParts() throws Exception {
        Node splitter = nodes.start("splitter", "splitter");
        nodes.start("worker", "worker-1");
        nodes.start("worker", "worker-2");
        nodes.await(() -> servers.consumers("parts") == 2 * CONSUMERS);
        Campaign campaign = campaign("splitter-killed.csv", PARTS);

        nodes.await(() -> servers.provider().stats().messages() >= 5 * BATCH);
        splitter.kill();
        assertThat(journal.plannedParts("splitter-killed.csv"))
                .as("the queue is short, so the splitter was in the middle")
                .isBetween(5L, PARTS - 1L);
        nodes.start("splitter", "splitter");
        nodes.await(campaign::isFinished);

        assertThat(journal.plannedParts("splitter-killed.csv")).isEqualTo(PARTS);
        nobodyTwiceNobodyLostAndThePaceWasKept(campaign);
    }

    @Test
    void aPartThatALiveWorkerHasGoesBackToTheQueueUntilItIsDone() throws Exception {
        servers.provider().onRecipient(Campaign.phones(1).get(0), Fault.STALL_AFTER_ACCEPTANCE);
        nodes.start("splitter", "splitter");
        Node busy = nodes.start("worker", "worker-1");
        Campaign campaign = campaign("queued-twice.csv", 1);
        nodes.await(() -> servers.provider().stats().messages() == BATCH);

        // the list is moved back, and its part, which is not finished, is queued again
        Path done = campaigns.resolve(".camel/queued-twice.csv");
        nodes.await(() -> Files.exists(done));
        Files.move(done, campaigns.resolve("queued-twice.csv"));
        nodes.await(() -> servers.givenBack("parts") == 1);
        busy.kill();
        nodes.start("worker", "worker-2");
        nodes.await(() -> campaign.isFinished() && servers.queued("parts") == 0);

        nobodyTwiceNobodyLostAndThePaceWasKept(campaign);
        assertThat(campaign.truth().requests()).isEqualTo(1);
        assertThat(campaign.unknown()).hasSize(BATCH);
    }

    @Test
    void whatTheProviderRefusesWaitsForAPerson() throws Exception {
        servers.provider().account(AccountState.SUSPENDED);
        nodes.start("splitter", "splitter");
        nodes.start("worker", "worker-1");
        campaign("refused.csv", 3);

        nodes.await(() -> servers.queued("parts.refused") == 3);
        assertThat(servers.provider().messages()).isEmpty();
    }

    private Campaign campaign(String run, int parts) throws Exception {
        return Campaign.of(run, parts * BATCH, campaigns, servers);
    }

    private static void nobodyTwiceNobodyLostAndThePaceWasKept(Campaign campaign) throws SQLException {
        Campaign.Truth truth = campaign.truth();
        assertThat(truth.twice()).as("twice").isZero();
        assertThat(truth.lost()).as("lost").isZero();
        assertThat(truth.refused()).as("requests beyond the rate limit").isZero();
        assertThat(truth.requests()).as("each part is sent once").isLessThanOrEqualTo(PARTS);
    }
}
