package io.github.camelbulksms.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** As little as can be done on the server: the signature is checked, nothing is read, stored or processed. */
final class BareReceiver implements ReportReceiver {

    private final LongAdder taken = new LongAdder();
    private final Vertx vertx = Vertx.vertx();
    private final SignatureCheck signature;
    private final HttpServer server;

    BareReceiver(Account account) throws Exception {
        signature = new SignatureCheck(account);
        server = vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
    }

    private void answer(HttpServerRequest request, Buffer body) {
        boolean genuine = signature.isGenuine(body.getBytes(), request.getHeader("Authorization"));
        if (genuine) {
            taken.increment();
        }
        request.response().setStatusCode(genuine ? 200 : 401).end();
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    @Override
    public long taken() {
        return taken.sum();
    }

    @Override
    public void close() {
        vertx.close();
    }
}
