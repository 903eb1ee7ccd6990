package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/github/camelbulksms/BulkSmsComponentConfigurer.class",
                "io/github/camelbulksms/BulkSmsEndpointConfigurer.class",
                "io/github/camelbulksms/BulkSmsEndpointUriFactory.class",
                "io/github/camelbulksms/BulkSmsConvertersLoader.class",
                "META-INF/io/github/camelbulksms/bulksms.json",
                "org/apache/camel/catalog/components/bulksms.json",
                "META-INF/services/org/apache/camel/component/bulksms",
                "META-INF/services/org/apache/camel/component.properties",
                "META-INF/services/org/apache/camel/configurer/bulksms-component",
                "META-INF/services/org/apache/camel/configurer/bulksms-endpoint",
                "META-INF/services/org/apache/camel/urifactory/bulksms-endpoint",
                "META-INF/services/org/apache/camel/TypeConverterLoader"
            })
    void theJarHoldsWhatCamelGenerates(String entry) throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("component.jar"))) {
            assertThat(jar.getEntry(entry)).as(entry).isNotNull();
        }
    }

    @Test
    void theCatalogueKnowsOptionsAndHeaders() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("component.jar"))) {
            JsonNode json = new JsonMapper()
                    .readTree(jar.getInputStream(jar.getEntry("META-INF/io/github/camelbulksms/bulksms.json")));
            assertThat(json.path("properties").path("apiKey").path("secret").asBoolean())
                    .isTrue();
            assertThat(json.path("componentProperties").has("customerId")).isTrue();
            assertThat(json.path("headers").fieldNames())
                    .toIterable()
                    .contains("CamelBulkSmsTemplate", "CamelBulkSmsRecipients", "CamelBulkSmsUnknown");
        }
    }
}
