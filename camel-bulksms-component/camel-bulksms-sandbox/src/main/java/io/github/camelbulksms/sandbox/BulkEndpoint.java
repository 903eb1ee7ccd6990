package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** {@code POST /v1/verify/bulk_sms}: authenticates, checks, accepts or refuses, and suffers the faults asked for. */
final class BulkEndpoint implements HttpHandler {

    static final String PATH = "/v1/verify/bulk_sms";

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final long LONGEST_STALL_MINUTES = 5;

    private final Authentication authentication;
    private final RateLimit rateLimit;
    private final TruthLog truth;
    private final Faults faults;
    private final Reports reports;
    private final InstantSource clock;
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong mostInFlight = new AtomicLong();
    private volatile Duration latency;
    private volatile AccountState account;
    private volatile CountDownLatch stalled = new CountDownLatch(1);

    BulkEndpoint(
            Authentication authentication,
            RateLimit rateLimit,
            TruthLog truth,
            Faults faults,
            Reports reports,
            InstantSource clock) {
        this.authentication = authentication;
        this.rateLimit = rateLimit;
        this.truth = truth;
        this.faults = faults;
        this.reports = reports;
        this.clock = clock;
    }

    void latency(Duration latency) {
        this.latency = latency;
    }

    void account(AccountState account) {
        this.account = account;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // closing an exchange that was not answered drops its connection
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                Text.send(exchange, 404, "there is nothing here: expected " + PATH);
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                Text.send(exchange, 405, "expected POST");
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                exchange.getResponseHeaders().set("Connection", "close");
                Text.send(exchange, 413, "expected at most " + MAX_BODY_BYTES + " bytes");
                return;
            }
            consider(exchange, body);
        }
    }

    private void consider(HttpExchange exchange, byte[] body) throws IOException {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        Fault fault;
        Answer answer;
        try {
            connections.add(exchange.getRemoteAddress());
            fault = faults.choose(requests.incrementAndGet(), body);
            wait(latency);
            answer = fault == null || fault.accepts() ? answer(exchange, body) : null;
        } finally {
            inFlight.decrementAndGet();
        }
        List<AcceptedMessage> messages = answer == null ? List.of() : answer.messages();
        Runnable moreReports = reports.beforeReply(messages);
        // a request that is refused anyhow has nothing to lose by a fault
        if (fault == null || answer != null && !answer.accepted()) {
            try {
                answer.send(exchange);
            } finally {
                moreReports.run();
            }
            return;
        }
        dropped.incrementAndGet();
        // there will be no reply to wait for
        moreReports.run();
        suffer(fault, answer, exchange);
    }

    private void suffer(Fault fault, Answer answer, HttpExchange exchange) throws IOException {
        switch (fault.ending) {
            case DROP -> {}
            case STALL -> stall();
            case HALF -> answer.sendHalf(exchange);
            case REFUSE ->
                Answer.refused(fault.error(), referenceId(), clock.instant(), null)
                        .send(exchange);
            case HTML -> Text.sendPage(exchange, 502, "502 Bad Gateway");
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "/v1/elsewhere");
                Text.send(exchange, 307, "");
            }
        }
    }

    SandboxStats stats() {
        return new SandboxStats(
                requests.get(),
                accepted.get(),
                refused.get(),
                dropped.get(),
                truth.total(),
                connections.size(),
                mostInFlight.get());
    }

    void reset() {
        faults.clear();
        connections.clear();
        for (AtomicLong count : List.of(requests, accepted, refused, dropped, mostInFlight)) {
            count.set(0);
        }
        truth.clear();
        reports.reset();
        stalled.countDown();
        stalled = new CountDownLatch(1);
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String referenceId = referenceId();
        try {
            authentication.check(exchange.getRequestHeaders(), body);
            account.check();
            checkIsForm(exchange);
            BulkRequest request = BulkRequest.of(Form.parse(body));
            rateLimit.take(clock.instant());
            List<AcceptedMessage> messages = truth.accept(request, referenceId, reports);
            accepted.incrementAndGet();
            return Answer.accepted(referenceId, clock.instant(), messages);
        } catch (RefusedException e) {
            refused.incrementAndGet();
            return Answer.refused(e.error(), referenceId, clock.instant(), e.signatureString());
        }
    }

    private static String referenceId() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static void checkIsForm(HttpExchange exchange) throws RefusedException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";")[0].trim().equalsIgnoreCase(FORM_TYPE)) {
            throw new RefusedException(ProviderError.BAD_REQUEST);
        }
    }

    private void stall() throws IOException {
        try {
            stalled.await(LONGEST_STALL_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static void wait(Duration duration) throws IOException {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the sandbox is closing");
    }

    /** A reply of the provider. */
    private record Answer(int httpStatus, Map<String, Object> json, List<AcceptedMessage> messages) {

        static Answer accepted(String referenceId, Instant now, List<AcceptedMessage> messages) {
            return new Answer(200, reply(referenceId, 293, "Bulk request accepted", now, List.of()), messages);
        }

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
            return new Answer(error.httpStatus, json, List.of());
        }

        boolean accepted() {
            return httpStatus == 200;
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

        private static Map<String, Object> reply(
                String referenceId, int code, String description, Instant now, List<Map<String, Object>> errors) {
            return Json.object(
                    "reference_id",
                    referenceId,
                    "sub_resource",
                    "bulk_sms",
                    "status",
                    Json.object("code", code, "description", description, "updated_on", now.toString()),
                    "errors",
                    errors);
        }
    }
}
