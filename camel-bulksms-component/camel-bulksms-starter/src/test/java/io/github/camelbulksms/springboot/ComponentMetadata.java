package io.github.camelbulksms.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The component's options, by name, as Camel's plugin wrote them down in the component's jar. */
final class ComponentMetadata {

    private static final String JSON = "/META-INF/io/github/camelbulksms/bulksms.json";

    private ComponentMetadata() {}

    static List<Option> options() {
        try (InputStream in = ComponentMetadata.class.getResourceAsStream(JSON)) {
            return new JsonMapper()
                    .readTree(in).path("componentProperties").properties().stream()
                            .map(entry -> new Option(entry.getKey(), entry.getValue()))
                            .sorted(Comparator.comparing(Option::name))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Option(String name, JsonNode json) {

        /** The name as Spring Boot's documents write it: {@code api-key}. */
        String kebabName() {
            return name.replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT);
        }

        boolean isReference() {
            return json.path("type").asText().equals("object");
        }

        boolean isDuration() {
            return json.path("type").asText().equals("duration");
        }

        boolean isSecret() {
            return json.path("secret").asBoolean();
        }

        /** The type of the component's own property. */
        String javaType() {
            return json.path("javaType").asText();
        }

        /** The type of the property in Spring Boot: beans are named, and everything may be absent. */
        String type() {
            if (isReference()) {
                return "java.lang.String";
            }
            if (isDuration()) {
                return "java.time.Duration";
            }
            return switch (javaType()) {
                case "boolean" -> "java.lang.Boolean";
                case "int" -> "java.lang.Integer";
                default -> javaType();
            };
        }

        String simpleType() {
            return type().substring(type().lastIndexOf('.') + 1);
        }

        String description() {
            String description = json.path("description").asText();
            return isReference() ? description + " #bean: and the name of a bean of type " + javaType() : description;
        }

        /** The default as a user would write it. */
        Optional<Object> defaultValue() {
            JsonNode value = json.path("defaultValue");
            if (value.isMissingNode()) {
                return Optional.empty();
            }
            if (isDuration()) {
                return Optional.of(value.asLong() % 1000 == 0 ? value.asLong() / 1000 + "s" : value.asText() + "ms");
            }
            if (value.isBoolean()) {
                return Optional.of(value.booleanValue());
            }
            return Optional.of(value.isNumber() ? value.numberValue() : value.asText());
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
