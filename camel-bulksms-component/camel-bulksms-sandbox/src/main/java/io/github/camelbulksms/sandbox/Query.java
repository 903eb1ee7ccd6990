package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parameters behind the question mark of a URL. */
record Query(Map<String, String> parameters) {

    static Query of(HttpExchange exchange) {
        Map<String, String> parameters = new TreeMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(decoded(equals < 0 ? pair : pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return new Query(parameters);
    }

    void allow(String... names) {
        for (String name : parameters.keySet()) {
            if (!List.of(names).contains(name)) {
                throw new IllegalArgumentException("unknown parameter " + name + ": expected " + List.of(names));
            }
        }
    }

    String text(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    <E extends Enum<E>> E constant(String name, E otherwise) {
        E constant = constant(name, otherwise.getDeclaringClass());
        return constant == null ? otherwise : constant;
    }

    /** Null when there is no such parameter. */
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String value = text(name, "");
        if (value.isEmpty()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + ": expected one of " + Arrays.toString(type.getEnumConstants())));
    }

    long number(String name, long otherwise, long least, long most) {
        String value = parameters.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new IllegalArgumentException(
                name + ": expected a whole number from " + least + " to " + most + ", not '" + value + "'");
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
