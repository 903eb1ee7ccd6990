package io.github.camelbulksms;

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
        request.giveUp("given up, as the route or component stops");
    }
}
