package io.github.camelbulksms.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** What was accepted in truth, in order, whatever its sender was told. Thread-safe; keeps the newest messages only. */
final class TruthLog {

    private final int capacity;
    private final long hardCap;
    private final Deque<AcceptedMessage> messages = new ArrayDeque<>();
    private long total;

    /**
     * @param capacity how many messages are kept
     * @param hardCap how many messages are accepted in all
     */
    TruthLog(int capacity, long hardCap) {
        this.capacity = capacity;
        this.hardCap = hardCap;
    }

    /**
     * @return what was accepted
     */
    synchronized List<AcceptedMessage> accept(BulkRequest request, String referenceId, Reports reports)
            throws RefusedException {
        if (total + request.addressees().size() > hardCap) {
            throw new RefusedException(ProviderError.HARD_CAP);
        }
        List<AcceptedMessage> accepted = new ArrayList<>(request.addressees().size());
        for (BulkRequest.Addressee addressee : request.addressees()) {
            AcceptedMessage message = new AcceptedMessage(
                    ++total,
                    referenceId,
                    addressee.phoneNumber(),
                    addressee.sessionId(),
                    request.template(),
                    request.ucid(),
                    request.senderId(),
                    request.sessionId(),
                    reports.finalStatus(addressee.phoneNumber(), total));
            accepted.add(message);
            messages.addLast(message);
            if (messages.size() > capacity) {
                messages.removeFirst();
            }
        }
        return accepted;
    }

    synchronized List<AcceptedMessage> oldestFirst() {
        return List.copyOf(messages);
    }

    /**
     * @param before only messages with a lower number than this
     */
    synchronized List<AcceptedMessage> newestFirst(int limit, long before) {
        List<AcceptedMessage> newest = new ArrayList<>(Math.min(limit, messages.size()));
        Iterator<AcceptedMessage> backwards = messages.descendingIterator();
        while (backwards.hasNext() && newest.size() < limit) {
            AcceptedMessage message = backwards.next();
            if (message.number() < before) {
                newest.add(message);
            }
        }
        return newest;
    }

    synchronized long total() {
        return total;
    }

    synchronized void clear() {
        messages.clear();
        total = 0;
    }
}
