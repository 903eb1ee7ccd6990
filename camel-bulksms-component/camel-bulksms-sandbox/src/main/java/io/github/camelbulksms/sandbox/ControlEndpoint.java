package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /sandbox/…}: what arrived, the faults and the settings, for the page, for people and for scripts. */
final class ControlEndpoint implements HttpHandler {

    static final String PATH = "/sandbox/";

    /** What a call answers, or nothing when that of which it asks is not there. */
    private interface Call {
        Optional<Object> answer(HttpExchange exchange) throws IOException;
    }

    /** A call that always has an answer. */
    private interface SureCall {
        Object answer(HttpExchange exchange) throws IOException;
    }

    private final Guard guard;
    private final EventStream events;
    private final Map<String, Call> calls = new LinkedHashMap<>();

    ControlEndpoint(
            Guard guard,
            EventStream events,
            BulkSmsSandbox sandbox,
            InboxCalls inbox,
            RequestCalls requests,
            FaultCalls faults,
            ReportCalls reports,
            SettingsCalls settings) {
        this.guard = guard;
        this.events = events;
        sure("GET stats", exchange -> sandbox.stats());
        sure("GET messages", inbox::messages);
        sure("DELETE messages", exchange -> {
            sandbox.clear();
            return sandbox.stats();
        });
        sure("GET inbox", inbox::inbox);
        calls.put("GET message", inbox::message);
        sure("GET requests", requests::list);
        calls.put("GET request", requests::request);
        calls.put("GET campaign", requests::campaign);
        sure("GET faults", exchange -> faults.list());
        sure("POST faults", faults::add);
        sure("DELETE faults", faults::remove);
        sure("GET reports", exchange -> sandbox.reports().stats());
        sure("POST reports", reports::change);
        sure("DELETE reports", exchange -> reports.clear());
        sure("GET attempts", reports::attempts);
        sure("POST report", reports::send);
        sure("POST reply", reports::reply);
        sure("POST settings", settings::change);
        sure("GET about", exchange -> settings.about());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> refusal = guard.refusal(exchange);
            if (refusal.isPresent()) {
                Json.sendLine(exchange, 403, Json.object("error", refusal.get()));
                return;
            }
            SecurityHeaders.set(exchange);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            String resource = exchange.getRequestURI().getPath().substring(PATH.length());
            if (resource.equals("events")) {
                events.serve(exchange);
            } else {
                answer(exchange, exchange.getRequestMethod() + " " + resource);
            }
        }
    }

    private void answer(HttpExchange exchange, String call) throws IOException {
        try {
            Optional<Object> answer = calls.containsKey(call) ? calls.get(call).answer(exchange) : Optional.empty();
            Json.sendLine(exchange, answer.isEmpty() ? 404 : 200, answer.orElseGet(() -> nothing(call)));
        } catch (IllegalArgumentException e) {
            Json.sendLine(exchange, 400, Json.object("error", e.getMessage()));
        }
    }

    private Object nothing(String call) {
        if (calls.containsKey(call)) {
            String resource = call.substring(call.indexOf(' ') + 1);
            return Json.object(
                    "error",
                    "there is no " + resource + " of this number, or it is no longer kept: expected for instance "
                            + PATH + resource + "?number=1");
        }
        return Json.object(
                "error", "there is no such call: below " + PATH + " there are GET events and " + calls.keySet());
    }

    private void sure(String name, SureCall call) {
        calls.put(name, exchange -> Optional.of(call.answer(exchange)));
    }
}
