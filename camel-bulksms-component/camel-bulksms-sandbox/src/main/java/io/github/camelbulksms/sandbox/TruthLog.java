package io.github.camelbulksms.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** What was accepted in truth, in order, whatever its sender was told. Thread-safe; keeps the newest messages only. */
final class TruthLog {

    private final int capacity;
    private final Deque<AcceptedMessage> messages = new ArrayDeque<>();
    private long total;

    TruthLog(int capacity) {
        this.capacity = capacity;
    }

    synchronized void accept(BulkRequest request, String referenceId) {
        for (BulkRequest.Addressee addressee : request.addressees()) {
            if (messages.size() == capacity) {
                messages.removeFirst();
            }
            messages.addLast(new AcceptedMessage(
                    ++total,
                    referenceId,
                    addressee.phoneNumber(),
                    addressee.sessionId(),
                    request.template(),
                    request.ucid(),
                    request.senderId(),
                    request.sessionId()));
        }
    }

    synchronized List<AcceptedMessage> oldestFirst() {
        return List.copyOf(messages);
    }

    synchronized List<AcceptedMessage> newestFirst(int limit) {
        List<AcceptedMessage> newest = new ArrayList<>(Math.min(limit, messages.size()));
        Iterator<AcceptedMessage> backwards = messages.descendingIterator();
        while (backwards.hasNext() && newest.size() < limit) {
            newest.add(backwards.next());
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
