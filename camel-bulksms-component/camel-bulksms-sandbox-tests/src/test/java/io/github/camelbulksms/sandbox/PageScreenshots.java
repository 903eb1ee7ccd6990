package io.github.camelbulksms.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.OutputType;

/**
 * Makes the screenshots of the documentation; {@code docs/sandbox.md} says how. It asserts nothing, so no build runs it.
 */
class PageScreenshots {

    private static final String DOCUMENTATION = System.getProperty("screenshots");
    private static final Path FOLDER = Path.of(DOCUMENTATION == null ? "target/screenshots" : DOCUMENTATION);
    /** Views that the documentation shows; the others are made for whoever works on the page, to look at. */
    private static final Set<String> DOCUMENTED = Set.of("campaigns", "inbox", "faults", "reports");

    private static final Map<String, String> VIEWS = Map.of(
            "campaigns", "campaigns/2",
            "inbox", "inbox/2906",
            "text", "inbox/1",
            "list", "inbox",
            "request", "requests/3",
            "faults", "faults",
            "reports", "reports",
            "connect", "start");

    private static final String SALE = "Spring sale: 20% off & free delivery until Sunday – show this message.";
    private static final String HEBREW = "שלום! ההזמנה שלך בדרך 🚚 ותגיע היום בין 16:00 ל-18:00.";
    private static final String LONG =
            "Water supply in Zemun will be interrupted today from 13:00 to 18:00 for urgent repairs of the main."
                    + " Please store what you need. Tankers stand at Gardoš and at the station. We are sorry – JKP Vodovod.";

    @Test
    void takesThemAll() throws Exception {
        Files.createDirectories(FOLDER);
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.builder()
                        .latency(Duration.ofMillis(120))
                        .reportSchedule(ReportReceiver.HASTY)
                        .start();
                ReportReceiver receiver = new ReportReceiver();
                Browser browser = Browser.open()) {
            fill(sandbox, receiver);
            browser.go(sandbox.pageUrl());
            browser.see("main h1");
            for (String theme : new String[] {"light", "dark"}) {
                browser.prefer(theme);
                browser.resize(1360, 850);
                shoot(browser, "wide-" + theme);
                browser.resize(390, 844);
                shoot(browser, "narrow-" + theme);
            }
        }
    }

    private static void fill(BulkSmsSandbox sandbox, ReportReceiver receiver) throws Exception {
        SandboxClient client = new SandboxClient(sandbox);
        sandbox.reports().to(receiver.address());
        sandbox.reports().finalCodes(Map.of(200, 0.88, 207, 0.05, 507, 0.04, 292, 0.03), 1);
        sandbox.withProbability(Fault.RATE_LIMITED, 0.08, 3);
        client.send(LONG, null, "ATCK", "381601234567", "381641112223");
        for (int i = 0; i < 30; i++) {
            int first = i * 100;
            client.send(
                    SALE,
                    "SHOP",
                    "LEAD",
                    IntStream.range(first, first + 100)
                            .mapToObj(n -> Long.toString(381_600_000_000L + n * 7_919L))
                            .toArray(String[]::new));
        }
        sandbox.clearFaults();
        client.send(HEBREW, "SHOP", "SHIP", "442079460018", "442079460507", "12025550123");
        client.send(
                "Your parcel waits at locker 12. Reply STOP to get no more messages.", "SHOP", "SHIP", "442079460018");
        sandbox.replies().send("442079460018", "Thanks!");
        sandbox.onRequest(sandbox.stats().requests() + 3, Fault.DROP_AFTER_ACCEPTANCE);
        sandbox.reports().await(Duration.ofSeconds(60));
    }

    private static void shoot(Browser browser, String kind) throws IOException {
        for (Map.Entry<String, String> view : VIEWS.entrySet()) {
            if (DOCUMENTATION == null || DOCUMENTED.contains(view.getKey())) {
                browser.run("location.hash = '#/" + view.getValue() + "'");
                browser.run("document.querySelector('main').scrollTop = 0");
                settle(browser);
                Files.write(
                        FOLDER.resolve(view.getKey() + "-" + kind + ".png"),
                        browser.driver().getScreenshotAs(OutputType.BYTES));
            }
        }
    }

    /** Pictures have no event to wait for: what the page shows has been fetched and drawn when it has stood still. */
    private static void settle(Browser browser) {
        String[] last = {""};
        browser.until("the page stands still", page -> {
            String now = (String) page.run("return document.querySelector('main').innerText");
            boolean still = now.equals(last[0]);
            last[0] = now;
            return still;
        });
        browser.driver().executeAsyncScript("setTimeout(arguments[arguments.length - 1], 900)");
    }
}
