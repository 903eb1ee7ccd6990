package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Server-sent events for open pages: a snapshot when it differs from the last one, four times a second at most, however many
 * messages arrive.
 */
final class EventStream {

    private static final int MAX_PAGES = 64;
    private static final long STEP_MILLIS = 250;
    /** In steps: a page that has gone is noticed when it is written to. */
    private static final int HEARTBEAT = 40;

    private final Snapshot snapshot;
    private final Semaphore pages = new Semaphore(MAX_PAGES);

    EventStream(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Writes until the page goes, or the sandbox closes. */
    void serve(HttpExchange exchange) throws IOException {
        if (!pages.tryAcquire()) {
            Json.send(exchange, 503, Json.object("error", "more than " + MAX_PAGES + " pages are open"));
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            write(exchange.getResponseBody());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pages.release();
        }
    }

    private void write(OutputStream out) throws IOException, InterruptedException {
        byte[] last = {};
        for (int silent = 0; ; silent++) {
            byte[] now = snapshot.take();
            if (!Arrays.equals(now, last)) {
                out.write("data: ".getBytes(StandardCharsets.US_ASCII));
                out.write(now);
                end(out);
                last = now;
                silent = 0;
            } else if (silent >= HEARTBEAT) {
                out.write(':');
                end(out);
                silent = 0;
            }
            Thread.sleep(STEP_MILLIS);
        }
    }

    private static void end(OutputStream out) throws IOException {
        out.write('\n');
        out.write('\n');
        out.flush();
    }
}
