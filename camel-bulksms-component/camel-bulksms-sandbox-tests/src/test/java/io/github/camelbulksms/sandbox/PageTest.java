package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page in a real browser, as somebody uses it who sees it for the first time. */
class PageTest {

    private static final String LONDON = "442079460123";
    private static final String OTHER = "442079460124";

    @RegisterExtension
    static final SandboxExtension PROVIDER =
            new SandboxExtension(BulkSmsSandbox.builder().reportSchedule(ReportReceiver.HASTY));

    private static Browser browser;
    private SandboxClient client;

    @BeforeAll
    static void openBrowser() throws IOException {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() {
        browser.resize(1280, 860);
        PROVIDER.sandbox().reports().to(null);
        PROVIDER.sandbox().replies().to(null);
        client = new SandboxClient(PROVIDER.sandbox());
        browser.go("about:blank");
        browser.errors();
        browser.go(PROVIDER.sandbox().pageUrl());
        browser.seeText(".connection", "live");
    }

    @Test
    void aCampaignIsWatchedWithoutReload() throws Exception {
        browser.seeText(".empty", "Nothing has arrived yet");

        client.send("Spring sale", "SHOP", "LEAD", LONDON, OTHER, "442079460507");

        browser.seeText(".card", "3 messages");
        browser.seeText(".tile.delivered", "2");
        browser.seeText(".tile.failed", "1");
        browser.seeText(".replies", "1 × 293 accepted");
        assertThat(browser.see("svg.plot-picture").getDomAttribute("aria-label"))
                .isEqualTo("Progress: 3 accepted, 2 delivered, 1 failed");
    }

    @Test
    void aMessageIsFoundByItsNumberItsSessionItsTextAndItsStatus() throws Exception {
        client.send("Spring sale", "SHOP", "LEAD", LONDON, "442079460507");
        client.send("Other news", "SHOP", "LEAD", OTHER);
        String session = PROVIDER.sandbox().messages().get(0).sessionId();

        browser.click("a[data-view=inbox]");
        browser.seeText(".summary", "3 messages");
        for (String words : List.of("+44 20 7946 0123", session.substring(4, 20).toUpperCase(), "0123")) {
            browser.type("#search", words);
            browser.seeText(".summary", "1 message");
            browser.seeText(".row", "+" + LONDON);
        }
        browser.type("#search", "OTHER");
        browser.seeText(".row", "+" + OTHER);
        browser.type("#search", "nowhere");
        browser.seeText(".nothing", "No message matches.");
        browser.driver().findElement(By.id("search")).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        browser.seeText(".summary", "3 messages");
        browser.click(".chip.failed");
        browser.seeText(".summary", "1 message");
        browser.seeText(".row", "Failed 507");
    }

    @Test
    void aTextIsShownOnItsPhoneWithItsSegments() throws Exception {
        client.send("Gardo\u0161 " + "x".repeat(70), "SHOP", null, LONDON);

        browser.go(PROVIDER.sandbox().pageUrl() + "#/inbox/1");

        browser.seeText(".bubble", "Gardo\u0161");
        browser.seeText(".handset-head", "SHOP");
        browser.seeText(".facts-place", "UCS-2");
        browser.seeText(".facts-place", "2 segments");
        browser.seeText(".forced", "U+0161 LATIN SMALL LETTER S WITH CARON");
        assertThat(browser.driver().findElements(By.cssSelector(".segment"))).hasSize(2);
    }

    @Test
    void aFaultIsSwitchedOnByHandAndOffAgain() throws Exception {
        browser.click("a[data-view=faults]");
        browser.choose("#fault", "UNAVAILABLE");
        browser.click("form.stack button[type=submit]");
        browser.seeText(".active-faults", "Unavailable on request 1");

        assertThat(client.send("Hi", null, null, LONDON).statusCode()).isEqualTo(503);
        browser.seeText(".active-faults", "None");

        browser.choose("#target", "recipient");
        browser.type("form.stack input", "+44 20 7946 0123");
        browser.click("form.stack button[type=submit]");
        browser.seeText(".active-faults", "Unavailable on requests with +" + LONDON);
        assertThat(client.send("Hi", null, null, OTHER).statusCode()).isEqualTo(200);
        assertThat(client.send("Hi", null, null, LONDON).statusCode()).isEqualTo(503);

        browser.click(".active-faults button");
        browser.seeText(".active-faults", "None");
        assertThat(client.send("Hi", null, null, LONDON).statusCode()).isEqualTo(200);
    }

    @Test
    void aReportIsSentAgainAndAnotherCodeIsReported() throws Exception {
        try (ReportReceiver receiver = new ReportReceiver()) {
            browser.click("a[data-view=reports]");
            browser.type("#reports-to", receiver.address().toString());
            browser.click("form.address button");
            browser.seeText(".note-box", "The address is set.");
            client.send("Hi", null, null, LONDON);
            browser.seeText(".attempt-row", "status 200");

            browser.click(".attempts-panel .row");
            browser.seeText(".reports-place", "200");
            browser.click(".report-form button");
            browser.seeText(".note-box", "The report is on its way.");
            Awaitility.await().until(() -> receiver.bodies().size() == 2);
            assertThat(receiver.bodies().get(1)).isEqualTo(receiver.bodies().get(0));

            browser.choose(".report-form select", "507");
            browser.click(".report-form button");
            Awaitility.await().until(() -> receiver.bodies().size() == 3);
            assertThat(receiver.bodies().get(2)).contains("\"code\":507");
            browser.seeText(".facts-place h2", "Failed 507");
        }
    }

    @Test
    void aPhoneWritesStopAndGetsNoMoreMessages() throws Exception {
        try (ReportReceiver receiver = new ReportReceiver()) {
            PROVIDER.sandbox().replies().to(receiver.address());
            client.send("Hi", "SHOP", null, LONDON);
            browser.go(PROVIDER.sandbox().pageUrl() + "#/inbox/1");

            browser.seeText(".bubble", "Hi");
            browser.click("form.reply button");

            browser.seeText(".bubble.out", "STOP");
            browser.seeText(".bubble.out", "taken");
            browser.seeText(".facts-place", "opted out");
            assertThat(receiver.bodies().get(0))
                    .contains("\"from\":\"" + LONDON + "\"", "\"to\":\"SHOP\"", "\"text\":\"STOP\"");
            client.send("Hi again", "SHOP", null, LONDON);
            browser.seeText(".row", "Failed 510");
        }
    }

    @Test
    void aRequestIsShownAsItCameWithItsSecretMasked() throws Exception {
        HttpResponse<String> refused = client.request(
                "POST",
                SandboxClient.BULK,
                "recipients=12&template=Hi+there",
                Map.of("Authorization", client.basic(), "Content-Type", SandboxClient.FORM));
        assertThat(refused.statusCode()).isEqualTo(400);

        browser.click("a[data-view=requests]");
        browser.click(".row");

        browser.seeText(".check", "the recipient '12' is not a number of 7 to 15 digits");
        browser.seeText(".code", "recipients=12&template=Hi+there");
        browser.seeText(".code", "Basic sandbox:••••••");
        browser.seeText(".code", "\"code\": -40006");
        assertThat((String) browser.run("return document.body.innerText"))
                .doesNotContain(client.basic().substring(6));
    }

    @Test
    void aFirstMessageIsSentFromThePageItself() {
        browser.click("a[data-view=start]");
        browser.click("form.stack button[type=submit]");

        browser.seeText(".row", "+12025550123");
        assertThat(PROVIDER.sandbox().messages()).hasSize(1);
    }

    @Test
    void anOpenPageFindsTheSandboxThatTookTheOldOnesPlace() {
        BulkSmsSandbox old = BulkSmsSandbox.start();
        browser.go(old.pageUrl() + "#/start");
        browser.seeText(".connection", "live");
        old.close();
        browser.seeText(".outage", "The sandbox does not answer. What you see is from before");

        try (BulkSmsSandbox successor = BulkSmsSandbox.builder()
                .port(URI.create(old.baseUrl()).getPort())
                .start()) {
            browser.seeText(".connection", "live");
            browser.until("the page has the new key", page -> {
                page.click(".copyable .button:last-child");
                return page.see(".copyable .code").getText().contains(successor.apiKey());
            });
        }
    }

    @Test
    void aMessageIsReadableBesideTheListInAWindowOfMiddleWidth() throws Exception {
        client.post("sender_id=SHOP&template=" + "W".repeat(150) + "&recipients=" + LONDON + ":" + "w".repeat(64));
        for (int width : List.of(1200, 900, 360)) {
            browser.resize(width, 800);
            browser.go(PROVIDER.sandbox().pageUrl() + "#/inbox/1");
            browser.seeText(".facts-place", "+" + LONDON);

            assertThat((Long) browser.run("return Math.round(document.querySelector('.facts-place').clientWidth)"))
                    .as("width of the facts at " + width)
                    .isGreaterThan(260);
            assertThat(browser.run("return [...document.querySelectorAll('.message-row time, header')]"
                            + ".every((one) => one.getBoundingClientRect().right <= innerWidth"
                            + " && one.scrollWidth <= innerWidth)"))
                    .as("everything is in sight at " + width)
                    .isEqualTo(true);
        }
    }

    @Test
    void clearForgetsEverything() throws Exception {
        client.send("Hi", null, null, LONDON);
        browser.seeText(".tile.accepted", "1");

        browser.click("#clear");

        browser.seeText(".empty", "Nothing has arrived yet");
        assertThat(PROVIDER.sandbox().messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>window.hacked = 1</script>",
                "\"><img src=x onerror=\"window.hacked = 1\">",
                "'><svg onload=window.hacked=1>",
                "javascript:window.hacked=1",
                "\u202Egnihton\u202C \u2066x\u2069 \u200E",
                "NUL \u0000 BEL \u0007 ESC \u001B",
                "{{constructor.constructor('window.hacked=1')()}}"
            })
    void hostileTextIsShownAsText(String hostile) throws Exception {
        String session = hostile.replaceAll("[:,\\p{Cntrl}]", ".");
        client.post("template=" + encoded(hostile) + "&sender_id=" + encoded(hostile) + "&session_id="
                + encoded(hostile) + "&recipients=" + LONDON + encoded(":" + session));
        client.post("template=" + encoded(hostile) + "&recipients=" + encoded(hostile));
        client.post(encoded(hostile) + "=1");
        PROVIDER.sandbox().replies().send(LONDON, hostile);

        for (String view : List.of(
                "campaigns",
                "inbox",
                "inbox/1",
                "requests",
                "requests/1",
                "requests/2",
                "requests/3",
                "faults",
                "reports")) {
            browser.run("location.hash = '#/" + view + "'");
            browser.until(view + " is shown", page -> page.run("return document.querySelector('main h1') !== null"));
            browser.until(
                    "the view holds what it asked for",
                    page -> page.run(
                            "return !document.querySelector('main').innerText.includes('Nothing has arrived')"));
            assertThat(
                            browser.run(
                                    "return [...document.querySelectorAll('main script, main svg[onload], main img[onerror]')].length"))
                    .as(view)
                    .isEqualTo(0L);
        }
        browser.run("location.hash = '#/inbox/1'");
        browser.until(
                "the bubble shows the text",
                page -> page.run(
                        "return document.querySelector('.bubble.chosen p')?.textContent.length === arguments[0]",
                        hostile.length()));
        assertThat(browser.run("return window.hacked === undefined")).isEqualTo(true);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aTextOfTenThousandCharactersIsShownWithoutBreakingThePage() throws Exception {
        client.send("W".repeat(10_000), null, null, LONDON);

        browser.go(PROVIDER.sandbox().pageUrl() + "#/inbox/1");

        browser.seeText(".facts-place", "66 segments");
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 1280", "light, 390", "dark, 390"})
    void axeFindsNothingInAnyView(String theme, int width) throws Exception {
        client.send("Spring sale \u05E9\u05DC\u05D5\u05DD", "SHOP", "LEAD", LONDON, "442079460507", "442079460404");
        client.post("recipients=12&template=Hi");
        PROVIDER.sandbox().onRecipient(LONDON, Fault.UNAVAILABLE);
        browser.resize(width, 844);
        browser.prefer(theme);
        try (InputStream axe = getClass().getResourceAsStream("/axe.min.js")) {
            browser.run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        for (String view :
                List.of("campaigns", "inbox", "inbox/1", "requests", "requests/2", "faults", "reports", "start")) {
            browser.run("location.hash = '#/" + view + "'");
            browser.until(
                    view + " is shown",
                    page -> page.run(
                            "return document.querySelector('main h1') !== null && !document.querySelector('main').innerText.includes('…\\n')"));
            browser.until(
                    "what was asked for has come",
                    page -> page.run(
                            "return !arguments[0].includes('/') || document.querySelector('main h2') !== null", view));
            assertThat(violations()).as(view).isEmpty();
        }
    }

    @Test
    void everythingIsReachedWithTheKeyboard() throws Exception {
        client.send("Hi", "SHOP", null, LONDON);
        client.send("Hello", "SHOP", null, OTHER);
        browser.driver().findElement(By.tagName("body")).sendKeys("/");
        browser.until("the search has the focus", page -> page.run("return document.activeElement.id === 'search'"));

        browser.run("document.querySelector('.virtual-list').focus()");
        browser.seeText(".row", "+" + LONDON);
        browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER);

        browser.seeText(".facts-place h2", "+" + LONDON);
        browser.seeText(".row[aria-selected=true]", "+" + LONDON);
    }

    @Test
    void onAPhoneAMessageTakesTheWholePageAndLeadsBack() throws Exception {
        client.send("Hi", "SHOP", null, LONDON);
        browser.resize(390, 844);
        browser.click("a[data-view=inbox]");
        browser.click(".row");
        browser.seeText(".facts-place h2", "+" + LONDON);
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);

        browser.click(".back");

        browser.see(".row");
    }

    @SuppressWarnings("unchecked")
    private static List<String> violations() {
        return (List<String>) browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document).then(
                  (result) => done(result.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html + ' ' + n.failureSummary).join(' | '))),
                  (error) => done([String(error)]));
                """);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
