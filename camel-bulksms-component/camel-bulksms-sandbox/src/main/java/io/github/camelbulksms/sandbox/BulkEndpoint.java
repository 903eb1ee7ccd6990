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
import java.util.Set;
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
    private final Conditions conditions;
    private final Store store;
    private final Faults faults;
    private final Reports reports;
    private final InstantSource clock;
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong maxInFlight = new AtomicLong();
    private volatile CountDownLatch stalled = new CountDownLatch(1);

    BulkEndpoint(
            Authentication authentication,
            Conditions conditions,
            Store store,
            Faults faults,
            Reports reports,
            InstantSource clock) {
        this.authentication = authentication;
        this.conditions = conditions;
        this.store = store;
        this.faults = faults;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // closing an exchange that was not answered drops its connection
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                Text.send(exchange, 404, "there is nothing here: expected " + PATH + ", or / in a browser");
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
        maxInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        Arrival arrival;
        Fault fault;
        Answer answer;
        try {
            connections.add(exchange.getRemoteAddress());
            arrival = arrival(exchange, body);
            fault = faults.choose(arrival.log().number(), arrival.form().addressees());
            wait(conditions.latency());
            answer = fault == null || fault.accepts() ? answer(arrival, exchange, body) : null;
        } finally {
            inFlight.decrementAndGet();
        }
        Runnable moreReports = answer == null || !answer.accepts() ? () -> {} : reports.beforeReply(answer.accepted());
        // a request that is refused anyhow has nothing to lose by a fault
        if (fault == null || answer != null && !answer.accepts()) {
            try {
                answer.send(exchange);
            } finally {
                arrival.told(answer.httpStatus(), answer.text(), Integer.toString(answer.code()), clock.instant());
                moreReports.run();
            }
            return;
        }
        dropped.incrementAndGet();
        arrival.log().suffers(fault);
        // there will be no reply to wait for
        moreReports.run();
        suffer(fault, answer, exchange, arrival);
    }

    private Arrival arrival(HttpExchange exchange, byte[] body) {
        Instant now = clock.instant();
        ParsedForm form = ParsedForm.of(body);
        LoggedRequest log = new LoggedRequest(
                requests.incrementAndGet(),
                now,
                exchange,
                body,
                form.addressees().size());
        store.requests().add(log);
        Campaign campaign =
                form.request() == null ? null : store.campaigns().of(Envelope.Fields.of(form.request()), now);
        return new Arrival(log, form, campaign, now);
    }

    private void suffer(Fault fault, Answer answer, HttpExchange exchange, Arrival arrival) throws IOException {
        switch (fault.ending) {
            case DROP -> arrival.told(0, null, fault.name(), clock.instant());
            case STALL -> {
                stall();
                arrival.told(0, null, fault.name(), clock.instant());
            }
            case HALF -> {
                arrival.told(answer.httpStatus(), answer.text(), fault.name(), clock.instant());
                answer.sendHalf(exchange);
            }
            case REFUSE -> {
                Answer refusal = Answer.refused(fault.error(), Answer.newReferenceId(), clock.instant(), null);
                arrival.told(refusal.httpStatus(), refusal.text(), Integer.toString(refusal.code()), clock.instant());
                refusal.send(exchange);
            }
            case HTML -> {
                arrival.told(502, null, fault.name(), clock.instant());
                Text.sendPage(exchange, 502, "502 Bad Gateway");
            }
            case REDIRECT -> {
                arrival.told(307, null, fault.name(), clock.instant());
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
                store.truth().total(),
                connections.size(),
                maxInFlight.get());
    }

    void reset() {
        faults.clear();
        connections.clear();
        for (AtomicLong count : List.of(requests, accepted, refused, dropped, maxInFlight)) {
            count.set(0);
        }
        // before the messages, else a report that is under way would count a message that is gone
        reports.reset();
        store.clear();
        stalled.countDown();
        stalled = new CountDownLatch(1);
    }

    private Answer answer(Arrival arrival, HttpExchange exchange, byte[] body) {
        String referenceId = Answer.newReferenceId();
        try {
            arrival.log().checked(authentication.check(exchange.getRequestHeaders(), body));
            conditions.account().check();
            checkIsForm(exchange);
            BulkRequest request = arrival.form().orRefuse();
            Instant now = clock.instant();
            conditions.rateLimit().take(now);
            Envelope envelope = new Envelope(
                    referenceId, arrival.log().number(), now, Envelope.Fields.of(request), arrival.campaign());
            TruthLog.Accepted messages = store.truth().accept(request, envelope, reports);
            arrival.log().accepted(messages.batch());
            accepted.incrementAndGet();
            return Answer.accepted(messages);
        } catch (RefusedException e) {
            refused.incrementAndGet();
            arrival.log().checked(e.getMessage());
            return Answer.refused(e.error(), referenceId, clock.instant(), e.signatureString());
        }
    }

    private static void checkIsForm(HttpExchange exchange) throws RefusedException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";")[0].trim().equalsIgnoreCase(FORM_TYPE)) {
            throw new RefusedException(
                    ProviderError.BAD_REQUEST, "the Content-Type is " + type + ": expected " + FORM_TYPE);
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
}
