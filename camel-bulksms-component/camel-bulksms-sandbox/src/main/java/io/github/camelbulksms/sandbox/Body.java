package io.github.camelbulksms.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The JSON object in the body of a control call. */
record Body(JsonNode json) {

    private static final int MAX_BYTES = 64 * 1024;
    private static final Pattern PUNCTUATION = Pattern.compile("^\\s*\\+|[\\s().\\-/]");

    /**
     * Reads the body of a call.
     *
     * @param names the fields that there may be
     * @throws IllegalArgumentException when it is no JSON object, or has others
     */
    static Body of(HttpExchange exchange, String... names) throws IOException {
        JsonNode json = Json.read(exchange.getRequestBody().readNBytes(MAX_BYTES));
        if (!json.isObject()) {
            throw new IllegalArgumentException("the body is not a JSON object");
        }
        for (Iterator<String> fields = json.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!List.of(names).contains(field)) {
                throw new IllegalArgumentException("unknown field " + field + ": expected " + List.of(names));
            }
        }
        return new Body(json);
    }

    boolean has(String field) {
        return json.has(field);
    }

    boolean isNull(String field) {
        return json.path(field).isNull();
    }

    String text(String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + ": expected a text in quotes");
        }
        return value.textValue();
    }

    /**
     * A phone number, as people write it.
     *
     * @return its digits
     * @throws IllegalArgumentException when there are fewer than 7 of them, more than 15, or letters
     */
    String phoneNumber(String field) {
        String text = text(field);
        String digits = PUNCTUATION.matcher(text).replaceAll("");
        if (!BulkRequest.PHONE_NUMBER.matcher(digits).matches()) {
            throw new IllegalArgumentException(field + ": expected a phone number of 7 to 15 digits with its country"
                    + " code, not '" + Preview.of(text, 30) + "'");
        }
        return digits;
    }

    /** The address, or null when the field says {@code null}. */
    URI address(String field) {
        return isNull(field) ? null : URI.create(text(field).strip());
    }

    long number(String field, long least, long most) {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            throw new IllegalArgumentException(field + ": expected a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    double decimal(String field) {
        JsonNode value = json.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(field + ": expected a number");
        }
        return value.doubleValue();
    }

    /** 0 when there is none. */
    long seed() {
        return json.path("seed").asLong(0);
    }

    int[] codes(String field) {
        JsonNode codes = json.path(field);
        if (!codes.isArray()) {
            throw new IllegalArgumentException(field + ": expected status codes, for instance [292, 200]");
        }
        return StreamSupport.stream(codes.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    <E extends Enum<E>> E constant(Class<E> type, String field) {
        String name = json.path(field).asText().toUpperCase(Locale.ROOT);
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + ": expected one of " + constants));
    }
}
