package io.github.camelbulksms.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConfiguration;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Camel Test alone: the account is named before the context starts. */
class WithoutMainTest extends CamelTestSupport {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    // tag::context[]
    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        BulkSmsConfiguration account =
                context.getComponent("bulksms", BulkSmsComponent.class).getConfiguration();
        account.setBaseUrl(PROVIDER.sandbox().baseUrl());
        account.setCustomerId(PROVIDER.sandbox().customerId());
        account.setApiKey(PROVIDER.sandbox().apiKey());
        return context;
    }
    // end::context[]

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:alert").to("bulksms:alerts?defaultRegion=RS&template=RAW(No water until 18:00.)");
            }
        };
    }

    @Test
    void everybodyIsTold() {
        template.sendBody("direct:alert", "060 123 4567\n060 123 4568\n");

        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .containsExactlyInAnyOrder("381601234567", "381601234568");
    }
}
