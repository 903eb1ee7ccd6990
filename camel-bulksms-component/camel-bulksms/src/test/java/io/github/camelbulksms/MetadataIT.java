package io.github.camelbulksms;

import static java.lang.Integer.parseInt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
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
    void theIndexForQuarkusKnowsWhatWasGenerated() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("component.jar"))) {
            byte[] index =
                    jar.getInputStream(jar.getEntry("META-INF/jandex.idx")).readAllBytes();
            assertThat(new String(index, StandardCharsets.ISO_8859_1))
                    .contains("BulkSmsComponent", "BulkSmsComponentConfigurer", "BulkSmsConvertersLoader");
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

    @Test
    void theJarIsAnOsgiBundleForTheVersionOfCamelItWasBuiltWith() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("component.jar"))) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            String[] camel = System.getProperty("camel.version").split("\\.");
            String range = ";version=\"[%1$s.%2$s,%1$s.%3$d)\"".formatted(camel[0], camel[1], parseInt(camel[1]) + 1);
            assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("io.github.camelbulksms");
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.github.camelbulksms");
            assertThat(manifest.getValue("Export-Package"))
                    .contains(
                            "io.github.camelbulksms;version=",
                            "io.github.camelbulksms.model;version=",
                            "io.github.camelbulksms.spi;version=")
                    .doesNotContain("io.github.camelbulksms.internal");
            assertThat(manifest.getValue("Import-Package"))
                    .contains("org.apache.camel" + range, "org.apache.camel.spi" + range)
                    .contains("io.micrometer.core.instrument;resolution:=optional")
                    .containsPattern("org\\.apache\\.camel\\.telemetry;(version=\"[^\"]*\";)?resolution:=optional")
                    .contains("javax.sql")
                    .doesNotContain("io.github.camelbulksms");
            assertThat(manifest.getValue("Require-Capability"))
                    .contains("osgi.extender;filter:=\"(osgi.extender=org.apache.camel)\";resolution:=optional");
        }
    }
}
