package io.github.camelbulksms.examples.cluster;

import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A splitter and three workers send a campaign, and one of the workers is killed in the middle of it. */
final class Demo {

    private static final int RECIPIENTS = 10_000;
    private static final double REQUESTS_PER_SECOND = 10;

    /** Of a worker, see its route. */
    private static final int CONSUMERS = 2;

    private Demo() {}

    /** Whether no recipient got it twice, none was lost, and the rate limit was kept. */
    static boolean run(PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "demo");
        Path campaigns = folder.resolve("campaigns");
        try (Servers servers = Servers.start(folder.resolve("broker"), REQUESTS_PER_SECOND);
                Nodes nodes = new Nodes(servers, campaigns, Redirect.INHERIT)) {
            servers.provider().latency(Duration.ofMillis(400));
            out.println("starting splitter, worker-1, worker-2 and worker-3");
            nodes.start("splitter", "splitter");
            nodes.start("worker", "worker-1");
            Node killed = nodes.start("worker", "worker-2");
            nodes.start("worker", "worker-3");
            nodes.await(() -> servers.consumers("parts") == 3 * CONSUMERS);
            Campaign campaign = Campaign.of("recipients.csv", RECIPIENTS, campaigns, servers);
            nodes.await(() -> servers.provider().stats().messages() >= RECIPIENTS / 3);
            killed.kill();
            out.printf(
                    "%s was killed when %d messages were accepted%n",
                    killed, servers.provider().stats().messages());
            nodes.await(campaign::isFinished);

            Campaign.Truth truth = campaign.truth();
            out.println(truth);
            return truth.twice() + truth.lost() + truth.refused() == 0;
        }
    }
}
