package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.ConfigurationPropertiesValidationResult;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.suggest.CatalogSuggestionStrategy;
import org.junit.jupiter.api.Test;

/** What Camel's tooling can say of a route before it runs. */
class CatalogTest {

    private final CamelCatalog catalog = catalog();

    // tag::catalog[]
    static CamelCatalog catalog() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        catalog.setSuggestionStrategy(new CatalogSuggestionStrategy());
        try (InputStream json =
                BulkSmsComponent.class.getResourceAsStream("/META-INF/io/github/camelbulksms/bulksms.json")) {
            catalog.addComponent(
                    "bulksms",
                    BulkSmsComponent.class.getName(),
                    new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return catalog;
    }

    @Test
    void aMisspeltOptionIsFoundAndTheRightOneSuggested() {
        EndpointValidationResult result = catalog.validateEndpointProperties("bulksms:sale?templat=Hello");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getUnknown()).containsExactly("templat");
        assertThat(result.getUnknownSuggestions().get("templat")).contains("template");
    }

    @Test
    void aWrongValueIsFoundAndThePossibleOnesAreNamed() {
        EndpointValidationResult result =
                catalog.validateEndpointProperties("bulksms:sale?template=Hello&ucid=LEED&batchSize=many");

        assertThat(result.summaryErrorMessage(false))
                .containsPattern("ucid +Invalid enum value: LEED. Possible values: .*Did you mean: \\[LEAD]")
                .containsPattern("batchSize +Invalid integer value: many");
    }
    // end::catalog[]

    @Test
    void whatIsRightIsFoundRight() {
        EndpointValidationResult result = catalog.validateEndpointProperties(
                "bulksms:sale?template=RAW({{campaign.text}})&ucid=LEAD&batchSize=100&unknownOutcome=resend"
                        + "&requestsPerSecond=2.5&backoffDelay=2s&defaultRegion={{region}}");

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(false)).isTrue();
    }

    @Test
    void aCampaignIsRequired() {
        assertThat(catalog.validateEndpointProperties("bulksms:?template=Hello").getRequired())
                .containsExactly("campaign");
    }

    @Test
    void aMisspeltPropertyOfTheComponentIsFound() {
        ConfigurationPropertiesValidationResult result =
                catalog.validateConfigurationProperty("camel.component.bulksms.custommerId=x");

        assertThat(result.getUnknown()).containsExactly("camel.component.bulksms.custommerId");
        assertThat(catalog.validateConfigurationProperty("camel.component.bulksms.customerId=x")
                        .isSuccess())
                .isTrue();
    }

    @Test
    void toolsThatHaveTheJarFindTheComponentByThemselves() {
        assertThat(new DefaultCamelCatalog()
                        .validateEndpointProperties("bulksms:sale?templat=Hello")
                        .getUnknown())
                .containsExactly("templat");
    }
}
