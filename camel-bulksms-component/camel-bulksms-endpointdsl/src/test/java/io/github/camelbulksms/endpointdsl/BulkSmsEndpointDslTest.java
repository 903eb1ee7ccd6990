package io.github.camelbulksms.endpointdsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConfiguration;
import io.github.camelbulksms.BulkSmsEndpoint;
import io.github.camelbulksms.endpointdsl.BulkSmsEndpointBuilderFactory.AdvancedBulkSmsEndpointBuilder;
import io.github.camelbulksms.endpointdsl.BulkSmsEndpointBuilderFactory.BulkSmsBuilders;
import io.github.camelbulksms.endpointdsl.BulkSmsEndpointBuilderFactory.BulkSmsEndpointBuilder;
import io.github.camelbulksms.endpointdsl.BulkSmsEndpointBuilderFactory.BulkSmsHeaderNameBuilder;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.model.UseCaseCode;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkSmsEndpointDslTest implements BulkSmsBuilders {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private final DefaultCamelContext context = new DefaultCamelContext();

    // tag::route[]
    static class SpringSale extends EndpointRouteBuilder implements BulkSmsBuilders {

        @Override
        public void configure() {
            from(direct("customers"))
                    .to(bulksms("spring-sale")
                            .template("RAW({{campaign.text}})")
                            .ucid(UseCaseCode.LEAD)
                            .batchSize(100)
                            .defaultRegion("RS"));

            from(direct("in-lines"))
                    .setHeader(bulksms().bulkSmsTemplate(), constant("Dear customer,\nspring sale."))
                    .to(bulksms("spring-sale"));
        }
    }
    // end::route[]

    @BeforeEach
    void startCamel() throws Exception {
        BulkSmsConfiguration account =
                context.getComponent("bulksms", BulkSmsComponent.class).getConfiguration();
        account.setBaseUrl(PROVIDER.sandbox().baseUrl());
        account.setCustomerId(PROVIDER.sandbox().customerId());
        account.setApiKey(PROVIDER.sandbox().apiKey());
        context.start();
    }

    @AfterEach
    void stopCamel() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fish & chips",
                "1 + 1 = 2",
                "20% off, 100%25 sure",
                "{20} #{x} $5",
                "Größe für Ämter",
                "שלום 😀",
                "a?b=c&d=e;f",
                "#1 choice",
                "(brackets) back\\slash",
                "ends in )",
                "say \"hi\" and 'hi' <now>"
            })
    void aTextInRawArrivesAsItWasWritten(String text) throws Exception {
        context.getPropertiesComponent().addInitialProperty("campaign.text", text);
        context.addRoutes(new SpringSale());

        context.createProducerTemplate().sendBody("direct:customers", "060 123 4567");

        assertThat(PROVIDER.sandbox().messages()).singleElement().satisfies(message -> {
            assertThat(message.template()).isEqualTo(text);
            assertThat(message.ucid()).isEqualTo("LEAD");
            assertThat(message.phoneNumber()).isEqualTo("381601234567");
        });
    }

    @Test
    void aTextOfSeveralLinesGoesByHeader() throws Exception {
        context.getPropertiesComponent().addInitialProperty("campaign.text", "not used");
        context.addRoutes(new SpringSale());

        context.createProducerTemplate().sendBody("direct:in-lines", "381601234567");

        assertThat(PROVIDER.sandbox().messages()).singleElement().satisfies(message -> assertThat(message.template())
                .isEqualTo("Dear customer,\nspring sale."));
    }

    @Test
    void optionsOfEveryTypeReachTheEndpoint() {
        BulkSmsEndpoint endpoint = bulksms("sale")
                .batchSize(10)
                .maxRecipients(5_000_000_000L)
                .requestsPerSecond(2.5)
                .dryRun(true)
                .backoffDelay("3s")
                .ucid("SHIP")
                .unknownOutcome(UnknownOutcome.resend)
                .resolve(context, BulkSmsEndpoint.class);

        assertThat(endpoint.getCampaign()).isEqualTo("sale");
        assertThat(endpoint.getConfiguration()).satisfies(options -> {
            assertThat(options.getBatchSize()).isEqualTo(10);
            assertThat(options.getMaxRecipients()).isEqualTo(5_000_000_000L);
            assertThat(options.getRequestsPerSecond()).isEqualTo(2.5);
            assertThat(options.isDryRun()).isTrue();
            assertThat(options.getBackoffDelay()).isEqualTo(3_000);
            assertThat(options.getUcid()).isEqualTo(UseCaseCode.SHIP);
            assertThat(options.getUnknownOutcome()).isEqualTo(UnknownOutcome.resend);
        });
    }

    @Test
    void everyOptionOfAnEndpointAndNoOtherHasAMethod() throws IOException {
        Set<String> options = new TreeSet<>();
        metadata().path("properties").fields().forEachRemaining(option -> {
            if (option.getValue().path("kind").asText().equals("parameter")) {
                options.add(option.getKey());
            }
        });

        assertThat(methods(BulkSmsEndpointBuilder.class, AdvancedBulkSmsEndpointBuilder.class))
                .containsExactlyElementsOf(options);
    }

    @Test
    void everyHeaderAndNoOtherHasAMethodThatNamesIt() throws Exception {
        Set<String> headers = new TreeSet<>();
        for (Method method : BulkSmsHeaderNameBuilder.class.getDeclaredMethods()) {
            headers.add((String) method.invoke(bulksms()));
        }

        assertThat(metadata().path("headers").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(headers);
    }

    /** The names of the methods that set something: what they return is a builder. */
    private static Set<String> methods(Class<?>... builders) {
        return Stream.of(builders)
                .flatMap(builder -> Stream.of(builder.getMethods()))
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> method.getReturnType().getEnclosingClass() == BulkSmsEndpointBuilderFactory.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream json =
                BulkSmsEndpoint.class.getResourceAsStream("/META-INF/io/github/camelbulksms/bulksms.json")) {
            return new JsonMapper().readTree(json);
        }
    }
}
