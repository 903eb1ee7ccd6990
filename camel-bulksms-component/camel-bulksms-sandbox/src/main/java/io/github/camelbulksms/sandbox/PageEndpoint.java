package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the page, which are in this jar; whatever is none of them goes to the provider's endpoint. */
final class PageEndpoint implements HttpHandler {

    private static final String FOLDER = "page/";
    /** HEAD, too, as health checks of containers ask. */
    private static final List<String> METHODS = List.of("GET", "HEAD");

    /** No dots but that of the type: a name leads nowhere else. */
    private static final Pattern FILE = Pattern.compile("/page/([a-z-]+(?:/[a-z-]+)?\\.(js|css|svg))");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Guard guard;
    private final HttpHandler otherwise;

    PageEndpoint(Guard guard, HttpHandler otherwise) {
        this.guard = guard;
        this.otherwise = otherwise;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        var file = FILE.matcher(path);
        if (!METHODS.contains(exchange.getRequestMethod()) || !path.equals("/") && !file.matches()) {
            otherwise.handle(exchange);
            return;
        }
        try (exchange) {
            String name = path.equals("/") ? "index.html" : file.group(1);
            String token = Query.of(exchange).text("token", "");
            Optional<String> cookie = guard.cookie(token);
            if (path.equals("/") && cookie.isPresent()) {
                // a redirect removes the token from the address bar
                exchange.getResponseHeaders().set("Set-Cookie", cookie.get());
                exchange.getResponseHeaders().set("Location", "/");
                exchange.sendResponseHeaders(303, -1);
                return;
            }
            Optional<String> refusal = guard.refusal(exchange);
            if (refusal.isPresent()) {
                Text.send(exchange, 403, refusal.get());
                return;
            }
            send(exchange, name);
        } catch (IllegalArgumentException e) {
            Text.send(exchange, 400, "the query is malformed");
        }
    }

    private static void send(HttpExchange exchange, String name) throws IOException {
        try (InputStream in = PageEndpoint.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                Text.send(exchange, 404, "there is no " + name);
                return;
            }
            byte[] file = in.readAllBytes();
            SecurityHeaders.set(exchange);
            // another version of the sandbox may run here tomorrow
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.getResponseHeaders().set("Content-Type", TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(file.length));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        }
    }
}
