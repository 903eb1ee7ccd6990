package io.github.camelbulksms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tables of options and headers in AsciiDoc, made from the component's JSON as Camel's plugin generates it. */
final class MetadataTable {

    private static final JsonNode JSON = read();

    private MetadataTable() {}

    /**
     * @param name componentOptions, pathParameters, queryParameters or headers
     */
    static String of(String name) {
        return switch (name) {
            case "componentOptions" -> options("componentProperties", "property");
            case "pathParameters" -> options("properties", "path");
            case "queryParameters" -> options("properties", "parameter");
            case "headers" -> headers();
            default -> throw new IllegalArgumentException("no such table: " + name);
        };
    }

    private static String options(String section, String kind) {
        List<String> rows = new ArrayList<>();
        JSON.path(section).fields().forEachRemaining(option -> {
            JsonNode json = option.getValue();
            if (json.path("kind").asText().equals(kind)) {
                rows.add("| *" + option.getKey() + "* (" + json.path("group").asText() + ")"
                        + (json.path("required").asBoolean() ? " *Required*" : "") + " | " + description(json)
                        + " | " + json.path("defaultValue").asText() + " | " + type(json));
            }
        });
        return table("| Name | Description | Default | Type", rows);
    }

    private static String headers() {
        List<String> rows = new ArrayList<>();
        JSON.path("headers").fields().forEachRemaining(header -> {
            JsonNode json = header.getValue();
            rows.add("| *" + header.getKey() + "* (" + json.path("group").asText() + ") | " + description(json) + " | "
                    + type(json));
        });
        return table("| Name | Description | Type", rows);
    }

    private static String description(JsonNode json) {
        List<String> values = new ArrayList<>();
        json.path("enum").forEach(value -> values.add(value.asText()));
        String description = json.path("description").asText().replace("|", "\\|");
        return values.isEmpty()
                ? description
                : description + values.stream().collect(Collectors.joining(", ", " Enum values: ", "."));
    }

    private static String type(JsonNode json) {
        String javaType = json.path("javaType").asText();
        return json.path("type").asText().equals("duration")
                ? "duration"
                : javaType.substring(javaType.lastIndexOf('.') + 1);
    }

    private static String table(String head, List<String> rows) {
        return "|===\n" + head + "\n\n" + String.join("\n", rows) + "\n|===\n";
    }

    private static JsonNode read() {
        try (InputStream in =
                MetadataTable.class.getResourceAsStream("/META-INF/io/github/camelbulksms/bulksms.json")) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
