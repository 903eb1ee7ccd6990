package io.github.camelbulksms.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.springboot.ComponentMetadata.Option;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The properties are the options of the component. Where they are not this test fails; run with
 * {@code -Dbulksms.properties=write} it brings them up to date.
 */
class PropertiesTest {

    private static final Path JAVA =
            Path.of("src/main/java/io/github/camelbulksms/springboot/BulkSmsComponentConfiguration.java");
    private static final Path JSON =
            Path.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json");

    @Test
    void theClassHasEveryOptionOfTheComponent() throws IOException {
        assertUpToDate(JAVA, PropertiesSource.javaClass(ComponentMetadata.options()));
    }

    @Test
    void theAdditionalMetadataDescribesEveryOptionOfTheComponent() throws IOException {
        assertUpToDate(JSON, PropertiesSource.additionalMetadata(ComponentMetadata.options()));
    }

    @ParameterizedTest
    @MethodSource("options")
    void anIdeCanCompleteTheOption(Option option) throws IOException {
        String name = "camel.component.bulksms." + option.kebabName();

        assertThat(completion("properties", name)).singleElement().satisfies(property -> {
            assertThat(property.path("type").asText()).isEqualTo(option.type());
            assertThat(property.path("description").asText()).isEqualTo(option.description());
            assertThat(property.path("defaultValue").asText())
                    .isEqualTo(option.defaultValue().map(Object::toString).orElse(""));
        });
        assertThat(completion("hints", name)).hasSize(option.isReference() ? 1 : 0);
    }

    @Test
    void secretsAreAmongThem() {
        assertThat(options().filter(Option::isSecret))
                .extracting(Option::kebabName)
                .contains("api-key", "proxy-auth-password");
    }

    @ParameterizedTest
    @MethodSource("switches")
    void anIdeCanCompleteTheSwitch(String name) throws IOException {
        assertThat(completion("properties", name)).singleElement().satisfies(property -> {
            assertThat(property.path("type").asText()).isEqualTo("java.lang.Boolean");
            assertThat(property.path("description").asText()).isNotBlank();
            assertThat(property.path("defaultValue").asBoolean()).isTrue();
        });
    }

    static Stream<Option> options() {
        return ComponentMetadata.options().stream();
    }

    static Stream<String> switches() {
        return Stream.of("camel.component.bulksms.enabled", "camel.component.bulksms.customizer.enabled");
    }

    private static void assertUpToDate(Path file, String upToDate) throws IOException {
        if ("write".equals(System.getProperty("bulksms.properties"))) {
            Files.writeString(file, upToDate);
        }
        assertThat(file)
                .as(
                        "%s is not up to date: run mvn test -Dtest='PropertiesTest#the*' -Dbulksms.properties=write"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        file)
                .content()
                .isEqualTo(upToDate);
    }

    private static List<JsonNode> completion(String section, String name) throws IOException {
        try (InputStream in =
                PropertiesTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode metadata = new JsonMapper().readTree(in);
            return StreamSupport.stream(metadata.path(section).spliterator(), false)
                    .filter(item -> item.path("name").asText().equals(name))
                    .toList();
        }
    }
}
