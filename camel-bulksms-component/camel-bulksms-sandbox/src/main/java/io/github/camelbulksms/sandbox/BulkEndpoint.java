package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** {@code POST /v1/verify/bulk_sms}: authenticates, checks, accepts or refuses, and suffers the faults asked for. */
final class BulkEndpoint implements HttpHandler {

    static final String PATH = "/v1/verify/bulk_sms";

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private final BasicCredentials credentials;
    private final Duration latency;
    private final TruthLog truth;
    private final Map<Long, Fault> faults = new ConcurrentHashMap<>();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong mostInFlight = new AtomicLong();

    BulkEndpoint(BasicCredentials credentials, Duration latency, TruthLog truth) {
        this.credentials = credentials;
        this.latency = latency;
        this.truth = truth;
    }

    void onRequest(long number, Fault fault) {
        faults.put(number, fault);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // closing an exchange that was not answered drops its connection
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Answer> answer = consider(exchange, body);
            if (answer.isPresent()) {
                Json.send(exchange, answer.get().httpStatus(), answer.get().json());
            }
        }
    }

    private Optional<Answer> consider(HttpExchange exchange, byte[] body) throws IOException {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            connections.add(exchange.getRemoteAddress());
            Fault fault = faults.remove(requests.incrementAndGet());
            wait(latency);
            Optional<Answer> answer =
                    fault == Fault.DROP_BEFORE_ACCEPTANCE ? Optional.empty() : Optional.of(answer(exchange, body));
            if (fault != null) {
                dropped.incrementAndGet();
                return Optional.empty();
            }
            return answer;
        } finally {
            inFlight.decrementAndGet();
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
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String referenceId = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        try {
            credentials.check(exchange.getRequestHeaders().getFirst("Authorization"));
            checkIsForm(exchange);
            BulkRequest request = BulkRequest.of(Form.parse(body));
            truth.accept(request, referenceId);
            accepted.incrementAndGet();
            return new Answer(200, reply(referenceId, 293, "Bulk request accepted", List.of()));
        } catch (RefusedException e) {
            refused.incrementAndGet();
            ProviderError error = e.error();
            List<Map<String, Object>> errors = List.of(Map.of("code", error.code, "description", error.description));
            return new Answer(error.httpStatus, reply(referenceId, error.statusCode, error.statusDescription, errors));
        }
    }

    private record Answer(int httpStatus, Map<String, Object> json) {}

    private static void checkIsForm(HttpExchange exchange) throws RefusedException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!exchange.getRequestMethod().equals("POST")
                || type == null
                || !type.split(";")[0].trim().equalsIgnoreCase(FORM_TYPE)) {
            throw new RefusedException(ProviderError.BAD_REQUEST);
        }
    }

    private static Map<String, Object> reply(
            String referenceId, int code, String description, List<Map<String, Object>> errors) {
        return Json.object(
                "reference_id",
                referenceId,
                "sub_resource",
                "bulk_sms",
                "status",
                Json.object(
                        "code",
                        code,
                        "description",
                        description,
                        "updated_on",
                        Instant.now().toString()),
                "errors",
                errors);
    }

    private static void wait(Duration duration) throws IOException {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the sandbox is closing");
        }
    }
}
