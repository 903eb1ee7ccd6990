package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A reply of the provider.
 *
 * @param code what counts in it: 293, or the code of the error
 * @param accepted the messages that it accepts, null when it refuses
 */
record Answer(int httpStatus, int code, Map<String, Object> json, TruthLog.Accepted accepted) {

    static Answer accepted(TruthLog.Accepted accepted) {
        Envelope envelope = accepted.batch().envelope();
        return new Answer(
                200,
                293,
                reply(envelope.referenceId(), 293, "Bulk request accepted", envelope.acceptedAt(), List.of()),
                accepted);
    }

    /**
     * @param signatureString what was signed, null when nothing was
     */
    static Answer refused(ProviderError error, String referenceId, Instant now, String signatureString) {
        Map<String, Object> json = reply(
                referenceId,
                error.status.code,
                error.status.description,
                now,
                List.of(Map.of("code", error.code, "description", error.description)));
        if (signatureString != null) {
            json.put("signature_string", signatureString);
        }
        return new Answer(error.httpStatus, error.code, json, null);
    }

    static String newReferenceId() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    boolean accepts() {
        return accepted != null;
    }

    void send(HttpExchange exchange) throws IOException {
        if (httpStatus == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        Json.send(exchange, httpStatus, json);
    }

    void sendHalf(HttpExchange exchange) throws IOException {
        byte[] whole = Json.bytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(httpStatus, whole.length);
        exchange.getResponseBody().write(whole, 0, whole.length / 2);
        exchange.getResponseBody().flush();
    }

    String text() throws IOException {
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> reply(
            String referenceId, int code, String description, Instant now, List<Map<String, Object>> errors) {
        return Json.object(
                "reference_id",
                referenceId,
                "sub_resource",
                "bulk_sms",
                "status",
                Json.object("code", code, "description", description, "updated_on", StatusDate.rfc3339(now)),
                "errors",
                errors);
    }
}
