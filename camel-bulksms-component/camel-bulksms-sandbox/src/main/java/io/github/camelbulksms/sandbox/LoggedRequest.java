package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request to the bulk endpoint, as it came, and what became of it. Thread-safe. */
final class LoggedRequest {

    private static final int SHOWN_BYTES = 64 * 1024;
    private static final int OVERHEAD = 1_500;

    /**
     * The reply to it.
     *
     * @param httpStatus 0 when nothing was sent
     * @param body the reply, null when there is none
     * @param words what happened, in a few words
     * @param millis from the last byte of the request to that
     */
    record Ending(int httpStatus, String body, String words, long millis) {}

    /**
     * The messages that were accepted.
     *
     * @param first the number of the first one
     */
    record Messages(long first, int count) {}

    private final long number;
    private final Instant at;
    private final String from;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final int recipients;
    private volatile String check = "not checked, as a fault came first or nothing was answered yet";
    private volatile Fault fault;
    private volatile Messages messages;
    /** Null while nothing was answered. */
    private volatile Ending ending;

    LoggedRequest(long number, Instant at, HttpExchange exchange, byte[] body, int recipients) {
        this.number = number;
        this.at = at;
        this.body = body;
        this.recipients = recipients;
        from = exchange.getRemoteAddress().getAddress().getHostAddress() + ":"
                + exchange.getRemoteAddress().getPort();
        headers = masked(exchange.getRequestHeaders());
    }

    long number() {
        return number;
    }

    void checked(String result) {
        check = result;
    }

    void suffers(Fault suffered) {
        fault = suffered;
    }

    void accepted(Batch batch) {
        messages = new Messages(batch.firstNumber(), batch.size());
    }

    void ends(Ending end) {
        ending = end;
    }

    long bytes() {
        return OVERHEAD + body.length;
    }

    Map<String, Object> summary() {
        Ending end = ending;
        return Json.object(
                "number",
                number,
                "at",
                at.toString(),
                "recipients",
                recipients,
                "fault",
                fault,
                "status",
                end == null ? null : end.httpStatus(),
                "outcome",
                end == null ? "in progress" : end.words(),
                "millis",
                end == null ? null : end.millis());
    }

    Map<String, Object> whole() {
        Ending end = ending;
        Messages accepted = messages;
        Map<String, Object> whole = summary();
        whole.put("from", from);
        whole.put("headers", headers);
        whole.put("check", check);
        whole.put("body_bytes", body.length);
        whole.put("body", new String(body, 0, Math.min(body.length, SHOWN_BYTES), StandardCharsets.UTF_8));
        whole.put("fields", fields());
        whole.put("reply", end == null ? null : end.body());
        whole.put("first_message", accepted == null ? null : accepted.first());
        whole.put("messages", accepted == null ? 0 : accepted.count());
        return whole;
    }

    /** The decoded fields, or nothing when the body is no form. */
    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            Form form = Form.parse(body);
            form.names().forEach(name -> fields.put(Preview.of(name, 200), Preview.of(form.get(name), SHOWN_BYTES)));
        } catch (RefusedException e) {
            return Map.of();
        }
        return fields;
    }

    private static Map<String, List<String>> masked(Headers headers) {
        Map<String, List<String>> masked = new LinkedHashMap<>();
        headers.forEach((name, values) -> masked.put(
                name, values.stream().map(value -> masked(name, value)).toList()));
        return masked;
    }

    private static String masked(String name, String value) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization", "proxy-authorization" -> Secrets.masked(value);
            case "cookie", "x-ts-authorization" -> Secrets.MASK;
            default -> value;
        };
    }
}
