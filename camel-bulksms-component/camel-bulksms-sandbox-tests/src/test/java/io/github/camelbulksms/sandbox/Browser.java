package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window, as Debian's packages chromium and chromium-driver install it. Tests are skipped where there is
 * none, unless {@code -Dbrowser.required=true}, as in CI.
 */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver", "/usr/local/bin/chromedriver");

    /** It warns that it does not know this version's protocol, which nobody here speaks. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(String binary, String chromedriver) throws IOException {
        profile = Files.createTempDirectory("bulksms-sandbox-browser");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(binary);
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--user-data-dir=" + profile);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(chromedriver))
                        .withSilent(true)
                        .build(),
                options);
        resize(1280, 860);
    }

    static Browser open() throws IOException {
        String binary = found("browser.binary", BROWSERS);
        String chromedriver = found("webdriver.chrome.driver", DRIVERS);
        if (!Boolean.getBoolean("browser.required")) {
            Assumptions.assumeTrue(
                    binary != null && chromedriver != null,
                    "no browser found: install chromium and chromium-driver, or set -Dbrowser.binary and -Dwebdriver.chrome.driver");
        }
        assertThat(binary).as("a browser").isNotNull();
        assertThat(chromedriver).as("its driver").isNotNull();
        return new Browser(binary, chromedriver);
    }

    private static String found(String property, List<String> places) {
        return Stream.concat(Stream.ofNullable(System.getProperty(property)), places.stream())
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElse(null);
    }

    ChromeDriver driver() {
        return driver;
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        // a window has a least width; what the page sees has none
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Lets the user's system be light or dark. */
    void prefer(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    void go(String url) {
        driver.get(url);
    }

    /** What a script returns in the page. */
    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** The first element in sight that matches, once it is there. */
    WebElement see(String css) {
        return until(css, browser -> browser.driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    void click(String css) {
        until(css + " is clicked", browser -> {
            browser.see(css).click();
            return true;
        });
    }

    void type(String css, String text) {
        WebElement input = see(css);
        input.clear();
        input.sendKeys(text);
    }

    void choose(String select, String value) {
        click(select + " option[value='" + value + "']");
    }

    /** Waits until an element shows this text. */
    void seeText(String css, String text) {
        until(
                css + " shows " + text,
                browser -> browser.driver.findElements(By.cssSelector(css)).stream()
                                .anyMatch(element -> element.getText().contains(text))
                        ? true
                        : null);
    }

    /** Asks until the answer is neither null nor false; the page draws its elements anew while it is looked at. */
    <T> T until(String what, Function<Browser, T> question) {
        return Awaitility.await(what)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> question.apply(this), answer -> answer != null && !Boolean.FALSE.equals(answer));
    }

    /** Errors of the browser's console since the last call. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(Object::toString)
                .toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
