package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parameters behind the question mark of a URL. */
record Query(Map<String, String> parameters) {

    static Query of(HttpExchange exchange) {
        Map<String, String> parameters = new TreeMap<>();
        String query = exchange.getRequestURI().getQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(equals < 0 ? pair : pair.substring(0, equals), pair.substring(equals + 1));
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
}
