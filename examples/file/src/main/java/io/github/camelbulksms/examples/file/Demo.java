package io.github.camelbulksms.examples.file;

import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.FileSuppressionList;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.ReportOddity;
import io.github.camelbulksms.sandbox.SandboxBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Runs the routes for one campaign: {@code -Ddemo.route=yaml|xml|java}, {@code -Ddemo.target=sandbox|provider},
 * {@code -Ddemo.folder} for another folder of lists, {@code -Ddemo.watch} to look at the sandbox's page. The lists are copied into
 * {@code -Ddemo.inbox}; invalid lines go to the folder {@code -Ddemo.rejects}, and the final state of all other recipients to the
 * file {@code -Ddemo.states}. The exit code is 0 when all recipients were sent to, except invalid, suppressed and postponed ones.
 */
public final class Demo {

    private static final String CAMPAIGN = "spring-sale";

    private Demo() {}

    public static void main(String[] args) throws Exception {
        String route = System.getProperty("demo.route", "yaml");
        Places places = new Places(
                Path.of(System.getProperty("demo.folder", "data")),
                Path.of(System.getProperty("demo.inbox", "target/inbox")),
                Path.of(System.getProperty("demo.rejects", "target/rejects")),
                Path.of(System.getProperty("demo.states", "target/states.csv")));
        boolean ok =
                switch (System.getProperty("demo.target", "sandbox")) {
                    case "sandbox" -> toSandbox(route, places);
                    case "provider" ->
                        run(
                                route,
                                places,
                                new Target.Provider(variable("TELESIGN_CUSTOMER_ID"), variable("TELESIGN_API_KEY")),
                                System.out);
                    default -> throw new IllegalArgumentException("demo.target: expected sandbox or provider");
                };
        System.exit(ok ? 0 : 1);
    }

    /**
     * Folders and files of a campaign.
     *
     * @param lists where the lists of recipients come from
     * @param inbox the folder that the route watches
     * @param rejects where invalid lines go
     * @param states where the final state of each recipient goes
     */
    record Places(Path lists, Path inbox, Path rejects, Path states) {}

    /** Sends to a sandbox that takes 200 ms for each request, as a provider might, and cannot deliver every message. */
    private static boolean toSandbox(String route, Places places) throws Exception {
        boolean watched = Boolean.getBoolean("demo.watch");
        // slower for people, and where the documentation says that the page is
        SandboxBuilder settings = watched
                ? BulkSmsSandbox.builder().latency(Duration.ofMillis(800)).port(8025)
                : BulkSmsSandbox.builder().latency(Duration.ofMillis(200));
        try (BulkSmsSandbox sandbox = settings.start()) {
            sandbox.reports().finalCodes(Map.of(200, 0.9, 207, 0.04, 507, 0.04, 292, 0.02), 1);
            sandbox.reports().odd(ReportOddity.REPEATED, 0.05, 1);
            Target.Sandbox target = new Target.Sandbox(sandbox);
            if (watched) {
                System.out.println("watch the campaign at " + sandbox.pageUrl());
            }
            return run(route, places, watched ? new Target.Watched(target) : target, System.out);
        }
    }

    static boolean run(String route, Places places, Target target, PrintStream out) throws Exception {
        CampaignSummary summary = new CampaignSummary(out);
        JdbcConnectionPool journal = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
        int lists = drop(places.lists(), places.inbox());
        Main main = camel(route, places, target, summary, journal);
        main.start();
        try {
            CamelContext context = main.getCamelContext();
            target.reportTo(reportsOf(context));
            context.getRouteController().startAllRoutes();
            awaitEmpty(places.inbox());
            target.awaitReports();
            Campaigns campaigns = new Campaigns(journal);
            try (InputStream states = campaigns.csv(CAMPAIGN)) {
                Files.createDirectories(places.states().toAbsolutePath().getParent());
                Files.copy(states, places.states(), StandardCopyOption.REPLACE_EXISTING);
            }
            summary.printLast(campaigns);
            target.linger(out);
            return summary.allWell(lists);
        } finally {
            main.stop();
            journal.dispose();
        }
    }

    /** Camel with the routes, which do not run yet. */
    static Main camel(String route, Places places, Target target, CampaignSummary summary, DataSource journal) {
        Main main = new Main();
        main.bind("summary", summary);
        main.bind("journal", journal);
        main.bind("optOuts", new FileSuppressionList("data/opt-outs.txt"));
        main.bind("clock", target.clock());
        main.addInitialProperty("account.baseUrl", target.baseUrl());
        main.addInitialProperty("account.customerId", target.customerId());
        main.addInitialProperty("account.apiKey", target.apiKey());
        main.addOverrideProperty("campaign.folder", places.inbox().toString());
        main.addOverrideProperty("campaign.rejects", places.rejects().toString());
        switch (route) {
            case "yaml", "xml" -> main.configure().withRoutesIncludePattern("classpath:routes/campaign." + route);
            case "java" -> main.configure().addRoutesBuilder(new CampaignRoute());
            default -> throw new IllegalArgumentException("demo.route: expected yaml, xml or java, not " + route);
        }
        return main;
    }

    /**
     * Copies lists into the folder that the route watches, as a user would.
     *
     * @return how many lie there now
     */
    static int drop(Path lists, Path inbox) throws IOException {
        Files.createDirectories(inbox);
        for (Path list : lists(lists)) {
            Files.copy(list, inbox.resolve(list.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        int dropped = lists(inbox).size();
        if (dropped == 0) {
            throw new IllegalArgumentException("demo.folder: expected lists *.csv in " + lists.toAbsolutePath());
        }
        return dropped;
    }

    /** Waits until the route has put every list into done or failed. */
    static void awaitEmpty(Path inbox) throws IOException, InterruptedException {
        while (!lists(inbox).isEmpty()) {
            Thread.sleep(50);
        }
    }

    private static List<Path> lists(Path folder) throws IOException {
        try (Stream<Path> lists = Files.list(folder)) {
            return lists.filter(list -> list.toString().endsWith(".csv")).toList();
        }
    }

    /** Where the webhook listens, on whatever port was free. */
    private static URI reportsOf(CamelContext context) {
        int port = context.hasService(VertxPlatformHttpServer.class).getPort();
        return URI.create("http://127.0.0.1:" + port + "/bulksms/reports");
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "demo.target=provider sends real messages: expected " + name + " in the environment");
        }
        return value;
    }
}
