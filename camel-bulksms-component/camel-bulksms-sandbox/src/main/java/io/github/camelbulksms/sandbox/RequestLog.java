package io.github.camelbulksms.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The newest requests, as many as fit into a number of bytes. Thread-safe. */
final class RequestLog {

    private final long maxBytes;
    /** By number; guarded by this, as the rest is. */
    private final TreeMap<Long, LoggedRequest> requests = new TreeMap<>();

    private long bytes;

    RequestLog(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized void add(LoggedRequest request) {
        requests.put(request.number(), request);
        bytes += request.bytes();
        while (bytes > maxBytes && requests.size() > 1) {
            bytes -= requests.pollFirstEntry().getValue().bytes();
        }
    }

    synchronized Optional<LoggedRequest> find(long number) {
        return Optional.ofNullable(requests.get(number));
    }

    /**
     * A part of the log.
     *
     * @param before only requests with a lower number than this
     */
    synchronized List<LoggedRequest> newestFirst(long before, long offset, int limit) {
        return requests.headMap(before, false).descendingMap().values().stream()
                .skip(offset)
                .limit(limit)
                .toList();
    }

    synchronized int countBelow(long before) {
        if (requests.isEmpty() || before > requests.lastKey()) {
            return requests.size();
        }
        // numbers have no gaps but those of requests that are being logged
        return (int) Math.max(0, before - requests.firstKey());
    }

    synchronized void clear() {
        requests.clear();
        bytes = 0;
    }
}
