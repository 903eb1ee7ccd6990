package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Replies that are not the provider's JSON. */
final class Text {

    private Text() {}

    static void send(HttpExchange exchange, int httpStatus, String text) throws IOException {
        send(exchange, httpStatus, "text/plain", text);
    }

    static void sendPage(HttpExchange exchange, int httpStatus, String title) throws IOException {
        send(
                exchange,
                httpStatus,
                "text/html",
                "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>");
    }

    private static void send(HttpExchange exchange, int httpStatus, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        // -1 says that there is no body, 0 would start a chunked one
        exchange.sendResponseHeaders(httpStatus, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
