package io.github.camelbulksms.springboot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.springboot.ComponentMetadata.Option;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is written by the component's metadata: the class with the properties, and what its fields cannot say. */
final class PropertiesSource {

    private static final String PREFIX = "camel.component.bulksms.";

    private static final List<Property> SWITCHES = List.of(
            new Property(PREFIX + "enabled", "Whether these properties configure the component.", true),
            new Property(
                    PREFIX + "customizer.enabled",
                    "Whether the component is changed by these properties when Camel makes it.",
                    true));

    private PropertiesSource() {}

    /** {@code BulkSmsComponentConfiguration.java}: nothing has a value, so that only what is set reaches the component. */
    static String javaClass(List<Option> options) {
        String imports = Stream.concat(
                        Stream.of(
                                "org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon",
                                "org.springframework.boot.context.properties.ConfigurationProperties"),
                        options.stream().map(Option::type).filter(type -> !type.startsWith("java.lang.")))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(type -> "import " + type + ";\n")
                .collect(Collectors.joining());
        return """
                package io.github.camelbulksms.springboot;

                %s
                /** The options of the component. Written by its metadata: see PropertiesTest. */
                @ConfigurationProperties(prefix = "camel.component.bulksms", ignoreUnknownFields = false)
                public class BulkSmsComponentConfiguration extends ComponentConfigurationPropertiesCommon {

                %s%s}
                """.formatted(
                        imports,
                        options.stream().map(PropertiesSource::field).collect(Collectors.joining()),
                        options.stream().map(PropertiesSource::accessors).collect(Collectors.joining()));
    }

    private static String field(Option option) {
        return "    private %s %s;\n".formatted(option.simpleType(), option.name());
    }

    private static String accessors(Option option) {
        return """

                    public %1$s get%2$s() {
                        return %3$s;
                    }

                    public void set%2$s(%1$s %3$s) {
                        this.%3$s = %3$s;
                    }
                """.formatted(
                option.simpleType(),
                option.name().substring(0, 1).toUpperCase() + option.name().substring(1),
                option.name());
    }

    /** {@code additional-spring-configuration-metadata.json}: descriptions, defaults, and which beans may be named. */
    static String additionalMetadata(List<Option> options) throws JsonProcessingException {
        Metadata metadata = new Metadata(
                Stream.concat(
                                SWITCHES.stream(),
                                options.stream()
                                        .map(option -> new Property(
                                                PREFIX + option.kebabName(),
                                                option.description(),
                                                option.defaultValue().orElse(null))))
                        .toList(),
                options.stream()
                        .filter(Option::isReference)
                        .map(option -> new Hint(
                                PREFIX + option.kebabName(),
                                List.of(new Provider("spring-bean-reference", Map.of("target", option.javaType())))))
                        .toList());
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(metadata)
                + "\n";
    }

    private record Metadata(List<Property> properties, List<Hint> hints) {}

    private record Property(
            String name,
            String description,
            @JsonInclude(JsonInclude.Include.NON_NULL) Object defaultValue) {}

    private record Hint(String name, List<Provider> providers) {}

    private record Provider(String name, Map<String, String> parameters) {}
}
