package io.github.camelbulksms.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.karaf.campaign.CampaignBundle;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A Karaf takes the feature, with camel-karaf's features file as it is, and sends to the sandbox. */
class KarafIT {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private static final Path TYPED = Path.of("src/test/karaf");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Karaf karaf;

    @BeforeAll
    static void installTheFeature() throws Exception {
        Path repository = Path.of(System.getProperty("karaf.repository"));
        CamelBundles camel = new CamelBundles(
                repository, folder, System.getProperty("camel.version"), System.getProperty("camel-karaf.version"));
        karaf = new Karaf(Path.of(System.getProperty("karaf.home")), folder);
        karaf.takeBundlesFrom(repository, TYPED.resolve("org.ops4j.pax.url.mvn.cfg"));
        karaf.replaceBundles(camel.replacements());
        karaf.addSystemProperties(Files.readString(TYPED.resolve("system.properties")));
        karaf.start(Map.of(
                "TELESIGN_CUSTOMER_ID", PROVIDER.sandbox().customerId(),
                "TELESIGN_API_KEY", PROVIDER.sandbox().apiKey(),
                "TELESIGN_BASE_URL", PROVIDER.sandbox().baseUrl()));
        karaf.type(Files.readString(TYPED.resolve("install.karaf")));
    }

    @AfterAll
    static void stop() throws Exception {
        karaf.close();
    }

    @Test
    void theComponentIsActiveAndNoBundleIsLeftBehind() throws Exception {
        assertThat(karaf.type("bundle:list -s -t 0").lines())
                .anyMatch(line -> line.matches(".*Active.* io\\.github\\.camelbulksms"))
                .noneMatch(line -> line.matches(".*(Installed|Starting|Stopping|Waiting|GracePeriod|Failure).*"));
    }

    @Test
    void camelsOwnExtenderOffersTheComponent() throws Exception {
        assertThat(karaf.type("bundle:requirements io.github.camelbulksms"))
                .contains("osgi.extender; org.apache.camel 4.14.0 from camel-core-osgi");
        assertThat(karaf.type("service:list org.apache.camel.spi.ComponentResolver"))
                .contains("component = [bulksms]");
    }

    @Test
    void aRouteInABundleSendsACampaign() throws Exception {
        karaf.type("bundle:install -s " + bundleWithARoute().toUri());
        Path list = Files.writeString(
                folder.resolve("recipients.csv"),
                Stream.concat(
                                Stream.of("0610000000", "no number"),
                                IntStream.range(0, 2500).mapToObj(i -> "061%07d".formatted(i)))
                        .collect(Collectors.joining("\n")));

        Files.move(
                list, Files.createDirectories(karaf.base().resolve("campaigns")).resolve("spring.csv"));

        Path result = karaf.base().resolve("results/spring.csv");
        await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(result));
        JsonNode counts = new JsonMapper().readTree(Files.readString(result));
        assertThat(Stream.of("read", "accepted", "invalid", "duplicates", "requests")
                        .map(name -> counts.path(name).asInt()))
                .containsExactly(2502, 2500, 1, 1, 3);
        assertThat(PROVIDER.sandbox().messages())
                .allMatch(message -> message.template().equals("Spring sale: 20% off until Sunday"))
                .extracting(AcceptedMessage::phoneNumber)
                .hasSize(2500)
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("38161\\d{7}"));
    }

    private static Path bundleWithARoute() throws Exception {
        Path packed = folder.resolve("campaign.jar");
        try (Builder bundle = new Builder()) {
            bundle.addClasspath(Path.of("target/test-classes").toFile());
            bundle.setBundleSymbolicName("campaign");
            bundle.setProperty(Constants.PRIVATE_PACKAGE, CampaignBundle.class.getPackageName());
            bundle.setProperty(Constants.BUNDLE_ACTIVATOR, CampaignBundle.class.getName());
            bundle.build().write(packed.toFile());
        }
        return packed;
    }
}
