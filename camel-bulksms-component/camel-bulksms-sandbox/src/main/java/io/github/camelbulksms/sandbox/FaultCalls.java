package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The faults asked for over HTTP. */
final class FaultCalls {

    private final BulkSmsSandbox sandbox;
    private final Faults faults;

    FaultCalls(BulkSmsSandbox sandbox, Faults faults) {
        this.sandbox = sandbox;
        this.faults = faults;
    }

    Object list() {
        return faults.list();
    }

    /** Asks for a fault. {@code "request": "next"} is the request that comes next. */
    Object add(HttpExchange exchange) throws IOException {
        Body body = Body.of(exchange, "fault", "request", "recipient", "probability", "seed");
        Fault fault = body.constant(Fault.class, "fault");
        if (body.json().path("request").asText().equals("next")) {
            sandbox.onRequest(sandbox.stats().requests() + 1, fault);
        } else if (body.json().path("request").isIntegralNumber()) {
            sandbox.onRequest(body.number("request", 1, Long.MAX_VALUE), fault);
        } else if (body.json().path("recipient").isTextual()) {
            sandbox.onRecipient(body.phoneNumber("recipient"), fault);
        } else if (body.json().path("probability").isNumber()) {
            sandbox.withProbability(fault, body.decimal("probability"), body.seed());
        } else {
            throw new IllegalArgumentException(
                    "the target of the fault is missing: expected request (a number or next), recipient (a text) or probability");
        }
        return list();
    }

    /** Forgets one fault, named as it was asked for, or all of them when the call has no body. */
    Object remove(HttpExchange exchange) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null || length.equals("0")) {
            sandbox.clearFaults();
            return list();
        }
        Body body = Body.of(exchange, "fault", "request", "recipient", "probability", "seed");
        faults.remove(
                body.constant(Fault.class, "fault"),
                body.has("request") ? body.number("request", 1, Long.MAX_VALUE) : null,
                body.has("recipient") ? body.phoneNumber("recipient") : null);
        return list();
    }

    /** What there is, with words. */
    static List<Object> kinds() {
        return Arrays.stream(Fault.values())
                .map(fault -> (Object)
                        Json.object("name", fault, "description", fault.description(), "accepts", fault.accepts()))
                .toList();
    }
}
