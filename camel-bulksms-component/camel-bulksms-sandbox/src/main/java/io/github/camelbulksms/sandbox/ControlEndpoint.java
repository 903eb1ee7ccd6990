package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** {@code GET /sandbox/stats} and {@code GET /sandbox/messages?limit=100}: what arrived, for people and scripts. */
final class ControlEndpoint implements HttpHandler {

    static final String PATH = "/sandbox/";

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final BulkEndpoint endpoint;
    private final TruthLog truth;

    ControlEndpoint(BulkEndpoint endpoint, TruthLog truth) {
        this.endpoint = endpoint;
        this.truth = truth;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                error(exchange, 405, "only GET is answered here");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case PATH + "stats" -> Json.send(exchange, 200, endpoint.stats());
                case PATH + "messages" -> messages(exchange);
                default -> error(exchange, 404, "there are /sandbox/stats and /sandbox/messages");
            }
        }
    }

    private void messages(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int limit = DEFAULT_LIMIT;
        if (query != null) {
            if (!query.matches("limit=[0-9]{1,4}") || Integer.parseInt(query.substring(6)) > MAX_LIMIT) {
                error(exchange, 400, "expected limit=0 to limit=" + MAX_LIMIT + " and nothing else");
                return;
            }
            limit = Integer.parseInt(query.substring(6));
        }
        Json.send(exchange, 200, Json.object("total", truth.total(), "messages", truth.newestFirst(limit)));
    }

    private static void error(HttpExchange exchange, int httpStatus, String message) throws IOException {
        Json.send(exchange, httpStatus, Json.object("error", message));
    }
}
