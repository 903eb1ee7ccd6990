package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.sandbox.SandboxExtension;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CamelMainTest {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @Test
    void componentPropertiesAndPlaceholdersConfigureEveryEndpoint() throws Exception {
        Main main = main();
        main.addInitialProperty("my.text", "from a placeholder");
        main.addInitialProperty("camel.component.bulksms.sender-id", "38111222333");
        main.addInitialProperty("camel.component.bulksms.response-timeout", "5s");
        main.start();
        try {
            main.getCamelContext().createProducerTemplate().sendBody("direct:start", "381601234567");
        } finally {
            main.stop();
        }
        assertThat(PROVIDER.sandbox().messages()).singleElement().satisfies(message -> {
            assertThat(message.template()).isEqualTo("from a placeholder");
            assertThat(message.senderId()).isEqualTo("38111222333");
        });
    }

    @Test
    void aMisspeltComponentPropertyIsRefused() {
        Main main = main();
        main.addInitialProperty("my.text", "x");
        main.addInitialProperty("camel.component.bulksms.custommerId", "x");

        assertThatThrownBy(main::start).hasMessageContaining("custommerId");
    }

    private static Main main() {
        Main main = new Main();
        main.addInitialProperty(
                "camel.component.bulksms.customerId", PROVIDER.sandbox().customerId());
        main.addInitialProperty(
                "camel.component.bulksms.apiKey", PROVIDER.sandbox().apiKey());
        main.addInitialProperty(
                "camel.component.bulksms.baseUrl", PROVIDER.sandbox().baseUrl());
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to("bulksms:sale?template={{my.text}}");
            }
        });
        return main;
    }
}
