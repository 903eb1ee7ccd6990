package io.github.camelbulksms.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** {@code /sandbox/…}: what arrived, the faults and the settings, for people and scripts. */
final class ControlEndpoint implements HttpHandler {

    static final String PATH = "/sandbox/";

    private static final Object NOT_FOUND = Json.object(
            "error",
            "there are GET stats, GET and DELETE messages, GET, POST and DELETE faults, GET, POST and DELETE reports, and POST settings, below "
                    + PATH);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final BulkSmsSandbox sandbox;
    private final TruthLog truth;
    private final Faults faults;

    ControlEndpoint(BulkSmsSandbox sandbox, TruthLog truth, Faults faults) {
        this.sandbox = sandbox;
        this.truth = truth;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            try {
                Object answer = answer(exchange, path.substring(PATH.length()));
                Json.send(exchange, answer == null ? 404 : 200, answer == null ? NOT_FOUND : answer);
            } catch (IllegalArgumentException e) {
                Json.send(exchange, 400, Json.object("error", e.getMessage()));
            }
        }
    }

    /** Null when there is no such resource. */
    private Object answer(HttpExchange exchange, String resource) throws IOException {
        return switch (exchange.getRequestMethod() + " " + resource) {
            case "GET stats" -> sandbox.stats();
            case "GET messages" -> messages(Query.of(exchange));
            case "DELETE messages" -> {
                sandbox.reset();
                yield sandbox.stats();
            }
            case "GET faults" -> faults.list();
            case "POST faults" -> {
                addFault(body(exchange));
                yield faults.list();
            }
            case "DELETE faults" -> {
                sandbox.clearFaults();
                yield faults.list();
            }
            case "GET reports" -> sandbox.reports().stats();
            case "POST reports" -> {
                changeReports(body(exchange));
                yield sandbox.reports().stats();
            }
            case "DELETE reports" -> {
                sandbox.reports().clear();
                yield sandbox.reports().stats();
            }
            case "POST settings" -> {
                JsonNode settings = body(exchange);
                change(settings);
                yield settings;
            }
            default -> null;
        };
    }

    private Object messages(Query query) {
        query.allow("limit", "before");
        long limit = query.number("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        long before = query.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return Json.object("total", truth.total(), "messages", truth.newestFirst((int) limit, before));
    }

    private void addFault(JsonNode json) {
        allow(json, Set.of("fault", "request", "recipient", "probability", "seed"));
        Fault fault = constant(Fault.class, json, "fault");
        if (json.path("request").isIntegralNumber()) {
            sandbox.onRequest(json.path("request").longValue(), fault);
        } else if (json.path("recipient").isTextual()) {
            sandbox.onRecipient(json.path("recipient").textValue(), fault);
        } else if (json.path("probability").isNumber()) {
            sandbox.withProbability(
                    fault,
                    json.path("probability").doubleValue(),
                    json.path("seed").longValue());
        } else {
            throw new IllegalArgumentException(
                    "whom the fault hits is missing: expected request (a number), recipient (a text) or probability");
        }
    }

    private void change(JsonNode json) {
        allow(json, Set.of("latencyMillis", "account"));
        if (json.has("latencyMillis")) {
            long millis = json.path("latencyMillis").asLong(-1);
            if (millis < 0 || millis > 600_000) {
                throw new IllegalArgumentException("latencyMillis: expected a whole number from 0 to 600000");
            }
            sandbox.latency(Duration.ofMillis(millis));
        }
        if (json.has("account")) {
            sandbox.account(constant(AccountState.class, json, "account"));
        }
    }

    private void changeReports(JsonNode json) {
        allow(json, Set.of("to", "recipient", "codes", "before", "finalCodes", "oddity", "probability", "seed"));
        Reports reports = sandbox.reports();
        long seed = json.path("seed").longValue();
        if (json.path("to").isTextual()) {
            reports.to(URI.create(json.path("to").textValue()));
        } else if (json.path("to").isNull()) {
            reports.to(null);
        }
        if (json.has("recipient")) {
            reports.of(json.path("recipient").asText(), codes(json, "codes"));
        }
        if (json.has("before")) {
            reports.before(codes(json, "before"));
        }
        if (json.has("finalCodes")) {
            Map<Integer, Double> shares = new HashMap<>();
            json.path("finalCodes")
                    .fields()
                    .forEachRemaining(share -> shares.put(
                            Integer.valueOf(share.getKey()), share.getValue().asDouble()));
            reports.finalCodes(shares, seed);
        }
        if (json.has("oddity")) {
            reports.odd(
                    constant(ReportOddity.class, json, "oddity"),
                    json.path("probability").asDouble(1),
                    seed);
        }
    }

    private static int[] codes(JsonNode json, String field) {
        JsonNode codes = json.path(field);
        if (!codes.isArray()) {
            throw new IllegalArgumentException(field + ": expected status codes, for instance [292, 200]");
        }
        return StreamSupport.stream(codes.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        JsonNode json = Json.read(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES));
        if (!json.isObject()) {
            throw new IllegalArgumentException("the body is not a JSON object");
        }
        return json;
    }

    private static void allow(JsonNode json, Set<String> names) {
        for (Iterator<String> fields = json.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!names.contains(field)) {
                throw new IllegalArgumentException("unknown field " + field + ": expected " + names);
            }
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode json, String field) {
        String name = json.path(field).asText().toUpperCase(Locale.ROOT);
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + ": expected one of " + constants));
    }
}
