package io.github.camelbulksms;

import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The requests in flight of one owner, so that they can be given up when it stops. Thread-safe. */
final class RequestsInFlight implements AutoCloseable {

    private final RequestsInFlight all;
    private final Set<RequestProgress> requests = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param all to which these belong, too; or null
     */
    RequestsInFlight(RequestsInFlight all) {
        this.all = all;
    }

    void add(RequestProgress request) {
        requests.add(request);
        if (all != null) {
            all.add(request);
        }
        if (closed) {
            giveUp(request);
        }
    }

    void remove(RequestProgress request) {
        requests.remove(request);
        if (all != null) {
            all.remove(request);
        }
    }

    /** Gives up those whose time is out. */
    void giveUpOverdue(String reason) {
        long now = System.nanoTime();
        for (RequestProgress request : requests) {
            if (request.givenUp() == null && request.nanosToDeadline(now) <= 0) {
                request.giveUp(reason);
            }
        }
    }

    /** How long the request whose time is out first has left, of those that are not given up. */
    OptionalLong nanosToFirstDeadline() {
        long now = System.nanoTime();
        return requests.stream()
                .filter(request -> request.givenUp() == null)
                .mapToLong(request -> request.nanosToDeadline(now))
                .min();
    }

    /** Takes requests again. */
    void open() {
        closed = false;
    }

    /** Gives up those that are there, and each that is added from now on. */
    @Override
    public void close() {
        closed = true;
        requests.forEach(RequestsInFlight::giveUp);
    }

    private static void giveUp(RequestProgress request) {
        if (request.givenUp() == null) {
            request.giveUp("given up, as the route or component stops");
        }
    }
}
