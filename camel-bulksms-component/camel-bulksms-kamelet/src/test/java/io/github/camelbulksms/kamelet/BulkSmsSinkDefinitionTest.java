package io.github.camelbulksms.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsEndpointUriFactory;
import io.github.camelbulksms.model.UseCaseCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What tools read in the Kamelet, without Camel. */
class BulkSmsSinkDefinitionTest {

    private static final String TEXT = text();
    private static final Map<String, Object> KAMELET =
            map(new Load(LoadSettings.builder().build()).loadFromString(TEXT));
    private static final Map<String, Object> SPEC = map(KAMELET.get("spec"));
    private static final Map<String, Object> PROPERTIES =
            map(map(SPEC.get("definition")).get("properties"));

    @Test
    void itIsASinkAndNamedAsItsFile() {
        Map<String, Object> metadata = map(KAMELET.get("metadata"));

        assertThat(KAMELET).containsEntry("kind", "Kamelet");
        assertThat(metadata).containsEntry("name", "bulksms-sink");
        assertThat(map(metadata.get("labels"))).containsEntry("camel.apache.org/kamelet.type", "sink");
    }

    @Test
    void everyPropertyIsUsedAndEveryPlaceholderIsAProperty() {
        List<String> placeholders = Pattern.compile("\\{\\{\\??(\\w+)}}")
                .matcher(TEXT)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(PROPERTIES.keySet()).containsExactlyInAnyOrderElementsOf(placeholders);
    }

    @Test
    void itsPropertiesAreOptionsOfTheComponent() {
        assertThat(new BulkSmsEndpointUriFactory().propertyNames()).containsAll(PROPERTIES.keySet());
    }

    @Test
    void theAccountIsTheComponentsAndItsKeyInNoRoute() {
        assertThat(PROPERTIES).doesNotContainKeys("customerId", "apiKey", "baseUrl", "authMethod");
    }

    @Test
    void valuesToChooseFromAreThoseOfTheComponent() {
        assertThat(map(PROPERTIES.get("ucid"))).containsEntry("enum", names(UseCaseCode.values()));
    }

    @Test
    void toolsAreToldWhichArtifactToFetch() {
        assertThat((List<?>) SPEC.get("dependencies"))
                .last()
                .asString()
                .matches("mvn:io\\.github\\.camelbulksms:camel-bulksms:\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    private static String text() {
        try (InputStream in =
                BulkSmsSinkDefinitionTest.class.getResourceAsStream("/kamelets/bulksms-sink.kamelet.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
