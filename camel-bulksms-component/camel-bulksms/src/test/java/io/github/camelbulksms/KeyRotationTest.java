package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultContextReloadStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that is replaced while the component runs is the one of the next request. */
class KeyRotationTest {

    private static final String NEW_KEY = "bmV3IGtleQ==";

    private final List<String> keys = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    /** Notes the API key of each request, which Basic authentication gives away. */
    private RawServer server(Runnable afterTheFirst) throws Exception {
        return new RawServer(line -> {
            while (true) {
                String head = line.request();
                String pair = head.replaceAll("(?s).*\r\nAuthorization: Basic (\\S+)\r\n.*", "$1");
                keys.add(new String(Base64.getDecoder().decode(pair), StandardCharsets.UTF_8).split(":")[1]);
                if (keys.size() == 1) {
                    afterTheFirst.run();
                }
                line.say(RawServer.reply(RawServer.ACCEPTED));
            }
        });
    }

    private static void basic(BulkSmsComponent component) {
        component.getConfiguration().setAuthMethod("basic");
    }

    @Test
    void amidARun() throws Exception {
        BadNetworkRig[] camel = new BadNetworkRig[1];
        try (RawServer server =
                server(() -> camel[0].component.getConfiguration().setApiKey(NEW_KEY))) {
            camel[0] = new BadNetworkRig(server.url("http"), KeyRotationTest::basic);
            camel[0].send("bulksms:sale?batchSize=1&concurrentRequests=1", CamelRig.phones(3));
        } finally {
            camel[0].close();
        }
        assertThat(keys).containsExactly(BadNetworkRig.KEY, NEW_KEY, NEW_KEY);
    }

    @Test
    void byAVaultThatHasCamelReloadItsProperties() throws Exception {
        Path properties = folder.resolve("sms.properties");
        Files.writeString(properties, "camel.component.bulksms.apiKey=" + BadNetworkRig.KEY);
        try (RawServer server = server(() -> {});
                BadNetworkRig camel = new BadNetworkRig(server.url("http"), component -> {
                    basic(component);
                    component.getCamelContext().getPropertiesComponent().addLocation("file:" + properties);
                })) {
            camel.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:sale").to("bulksms:sale");
                }
            });
            camel.send("direct:sale", "381601234567");
            Files.writeString(properties, "camel.component.bulksms.apiKey=" + NEW_KEY);
            // as Camel's vaults do, when a secret has a new version
            DefaultContextReloadStrategy reload = new DefaultContextReloadStrategy();
            reload.setCamelContext(camel.context);
            reload.onReload(this);
            camel.send("direct:sale", "381601234568");
        }
        assertThat(keys).containsExactly(BadNetworkRig.KEY, NEW_KEY);
    }
}
