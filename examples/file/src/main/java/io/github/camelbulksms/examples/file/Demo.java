package io.github.camelbulksms.examples.file;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.main.Main;

/**
 * Runs the campaign route once: {@code -Ddemo.route=yaml|xml|java}, {@code -Ddemo.target=sandbox|provider},
 * {@code -Ddemo.folder} for another folder with a {@code recipients.csv}; its invalid lines go to the folder
 * {@code -Ddemo.rejects}. The exit code is 0 when everybody was sent to.
 */
public final class Demo {

    private static final String PROVIDER = "https://rest-ww.telesign.com";

    private Demo() {}

    public static void main(String[] args) throws Exception {
        String route = System.getProperty("demo.route", "yaml");
        Folders folders = new Folders(
                Path.of(System.getProperty("demo.folder", "data")),
                Path.of(System.getProperty("demo.rejects", "target/rejects")));
        boolean ok =
                switch (System.getProperty("demo.target", "sandbox")) {
                    case "sandbox" -> toSandbox(route, folders, System.out);
                    case "provider" ->
                        run(
                                route,
                                folders,
                                PROVIDER,
                                variable("TELESIGN_CUSTOMER_ID"),
                                variable("TELESIGN_API_KEY"),
                                System.out);
                    default -> throw new IllegalArgumentException("demo.target: expected sandbox or provider");
                };
        System.exit(ok ? 0 : 1);
    }

    /** Where {@code recipients.csv} lies, and where its invalid lines go. */
    record Folders(Path recipients, Path rejects) {}

    /** Sends to a sandbox that takes 200 ms for each request, as a provider might. */
    private static boolean toSandbox(String route, Folders folders, PrintStream out) throws Exception {
        try (BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().latency(Duration.ofMillis(200)).start()) {
            return run(route, folders, sandbox.baseUrl(), sandbox.customerId(), sandbox.apiKey(), out);
        }
    }

    static boolean run(String route, Folders folders, String baseUrl, String customerId, String apiKey, PrintStream out)
            throws Exception {
        CampaignSummary summary = new CampaignSummary(out);
        Main main = new Main();
        main.bind("summary", summary);
        main.addInitialProperty("account.baseUrl", baseUrl);
        main.addInitialProperty("account.customerId", customerId);
        main.addInitialProperty("account.apiKey", apiKey);
        main.addOverrideProperty("campaign.folder", folders.recipients().toString());
        main.addOverrideProperty("campaign.rejects", folders.rejects().toString());
        switch (route) {
            case "yaml", "xml" -> main.configure().withRoutesIncludePattern("classpath:routes/campaign." + route);
            case "java" -> main.configure().addRoutesBuilder(new CampaignRoute());
            default -> throw new IllegalArgumentException("demo.route: expected yaml, xml or java, not " + route);
        }
        main.run();
        return main.getExitCode() == 0 && summary.allWell();
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
