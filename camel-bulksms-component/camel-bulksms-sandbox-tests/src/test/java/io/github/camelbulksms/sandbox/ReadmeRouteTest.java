package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new user's first quarter of an hour: the program, the README's route, and what they see of it on the page. */
class ReadmeRouteTest {

    private static final Path README = Path.of("../../README.md");
    private static final String KEY = "a2V5IG9mIHRoZSBzYW5kYm94";
    private static final String LAST = "442079460799";

    @TempDir
    private Path folder;

    private Process program;
    private String baseUrl;
    private Main camel;
    private Browser browser;

    @BeforeEach
    void startAll() throws Exception {
        browser = Browser.open();
        program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxProgram.class.getName(),
                        "--port",
                        "0",
                        "--api-key",
                        KEY)
                .redirectErrorStream(true)
                .start();
        BufferedReader printed =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        baseUrl = printed.readLine().replace("bulk SMS sandbox at ", "");
        Path route = folder.resolve("route.yaml");
        Files.writeString(route, readmeRoute().replace("file:campaigns", "file:" + folder.resolve("campaigns")));
        camel = new Main();
        camel.addInitialProperty("camel.component.bulksms.baseUrl", baseUrl);
        camel.addInitialProperty("camel.component.bulksms.customerId", "sandbox");
        camel.addInitialProperty("camel.component.bulksms.apiKey", KEY);
        camel.configure().withRoutesIncludePattern("file:" + route);
        camel.start();
    }

    @AfterEach
    void stopAll() throws IOException {
        if (camel != null) {
            camel.stop();
        }
        if (program != null) {
            program.destroyForcibly();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void theCampaignIsWatchedFoundReportedAgainRepliedToAndDisturbed() throws Exception {
        try (ReportReceiver receiver = new ReportReceiver()) {
            browser.go(baseUrl + "/#/reports");
            browser.type("#reports-to", receiver.address().toString());
            browser.click("form.address button");
            browser.seeText(".note-box", "The address is set.");
            browser.type("#replies-to", receiver.address().toString());
            browser.click("form.address:last-of-type button");

            // a fault by hand
            browser.click("a[data-view=faults]");
            browser.choose("#fault", "RATE_LIMITED");
            browser.click("form.stack button[type=submit]");
            browser.seeText(".active-faults", "Rate limited on request 1");

            // to its end: the component came again
            browser.click("a[data-view=campaigns]");
            // a number that fails, and 99 like any other
            drop(
                    "recipients.csv",
                    IntStream.range(0, 100)
                            .mapToObj(i -> i == 0 ? "+442079460507" : "+" + (442079460700L + i))
                            .toList());
            browser.seeText(".card", "100 messages");
            browser.seeText(".tile.delivered", "99");
            browser.seeText(".tile.failed", "1");
            browser.seeText(".replies", "1 × -40007");
            browser.seeText(".replies", "1 × 293 accepted");
            assertThat(folder.resolve("campaigns/.camel/recipients.csv")).exists();

            // found, reported again, replied to
            browser.click("a[data-view=inbox]");
            browser.type("#search", LAST);
            browser.seeText(".summary", "1 message");
            browser.click(".row");
            browser.seeText(".bubble", "Spring sale: 20% off until Sunday");
            int reported = receiver.bodies().size();
            browser.click(".report-form button");
            Awaitility.await().until(() -> receiver.bodies().size() == reported + 1);
            browser.click("form.reply button");
            browser.seeText(".bubble.out", "taken");
            browser.seeText(".facts-place", "opted out");
        }
    }

    /** A list appears whole, as the documentation of the file component asks for. */
    private void drop(String name, List<String> lines) throws IOException {
        Path campaigns = folder.resolve("campaigns");
        Files.createDirectories(campaigns);
        Path part =
                Files.writeString(folder.resolve("part"), lines.stream().collect(Collectors.joining("\n", "", "\n")));
        Files.move(part, campaigns.resolve(name));
    }

    /** The first YAML of the README. */
    private static String readmeRoute() throws IOException {
        String readme = Files.readString(README);
        String begin = "```yaml\n";
        int start = readme.indexOf(begin) + begin.length();
        return readme.substring(start, readme.indexOf("```", start));
    }
}
