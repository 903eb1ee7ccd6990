package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The delivery reports and the replies, changed and looked at over HTTP. */
final class ReportCalls {

    private static final long LONGEST_DELAY_MILLIS = Duration.ofHours(1).toMillis();

    private final Reports reports;
    private final Replies replies;

    ReportCalls(Reports reports, Replies replies) {
        this.reports = reports;
        this.replies = replies;
    }

    Object change(HttpExchange exchange) throws IOException {
        Body body =
                Body.of(exchange, "to", "recipient", "codes", "before", "finalCodes", "oddity", "probability", "seed");
        if (body.has("to")) {
            reports.to(body.address("to"));
        }
        if (body.has("recipient")) {
            reports.of(body.phoneNumber("recipient"), body.codes("codes"));
        }
        if (body.has("before")) {
            reports.before(body.codes("before"));
        }
        if (body.has("finalCodes")) {
            Map<Integer, Double> shares = new HashMap<>();
            body.json()
                    .path("finalCodes")
                    .fields()
                    .forEachRemaining(share -> shares.put(
                            Integer.valueOf(share.getKey()), share.getValue().asDouble()));
            reports.finalCodes(shares, body.seed());
        }
        if (body.has("oddity")) {
            reports.odd(
                    body.constant(ReportOddity.class, "oddity"),
                    body.has("probability") ? body.decimal("probability") : 1,
                    body.seed());
        }
        return reports.stats();
    }

    Object clear() {
        reports.clear();
        return reports.stats();
    }

    /** Reports of one message: the last report again, or another code; now or late. */
    Object send(HttpExchange exchange) throws IOException {
        Body body = Body.of(exchange, "message", "code", "delayMillis");
        long message = body.number("message", 1, Long.MAX_VALUE);
        Duration delay =
                Duration.ofMillis(body.has("delayMillis") ? body.number("delayMillis", 0, LONGEST_DELAY_MILLIS) : 0);
        if (body.has("code")) {
            reports.send(message, (int) body.number("code", 100, 9999), delay);
        } else {
            reports.sendAgain(message, delay);
        }
        return reports.stats();
    }

    /** The newest attempts to report. */
    Object attempts(HttpExchange exchange) {
        Query query = Query.of(exchange);
        query.allow("offset", "limit");
        AttemptLog log = reports.attempts();
        return Json.object(
                "total", log.size(), "attempts", log.newestFirst(query.number("offset", 0, 0, Integer.MAX_VALUE), (int)
                        query.number("limit", 100, 1, 1000)));
    }

    /** A phone writes back; or where replies go is changed. */
    Object reply(HttpExchange exchange) throws IOException {
        Body body = Body.of(exchange, "from", "text", "to");
        if (body.has("to")) {
            replies.to(body.address("to"));
        }
        if (!body.has("text")) {
            return Json.object("to", replies.address());
        }
        String from = body.text("from");
        try {
            boolean taken = replies.send(from, body.text("text"));
            return Json.object("taken", taken, "replies", replies.of(from));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the sandbox is closing", e);
        }
    }
}
