package io.github.camelbulksms.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults that were asked for: by request number, by recipient, or by chance. Thread-safe. */
final class Faults {

    /**
     * A fault by chance.
     *
     * @param seed makes the same requests suffer it each time, by their number
     */
    record Chance(Fault fault, double probability, long seed) {

        boolean hits(long request) {
            return new Lot(seed).draw(request) < probability;
        }
    }

    private final Map<Long, Fault> byRequest = new ConcurrentHashMap<>();
    private final Map<String, Fault> byRecipient = new ConcurrentHashMap<>();
    private final List<Chance> chances = new CopyOnWriteArrayList<>();

    void onRequest(long number, Fault fault) {
        byRequest.put(number, fault);
    }

    void onRecipient(String phoneNumber, Fault fault) {
        byRecipient.put(phoneNumber, fault);
    }

    void withProbability(Chance chance) {
        chances.add(chance);
    }

    void clear() {
        byRequest.clear();
        byRecipient.clear();
        chances.clear();
    }

    /** The fault that a request suffers, or null. */
    Fault choose(long number, byte[] body) {
        Fault fault = byRequest.remove(number);
        if (fault == null && !byRecipient.isEmpty()) {
            fault = ofRecipients(body);
        }
        for (Chance chance : chances) {
            if (fault == null && chance.hits(number)) {
                fault = chance.fault();
            }
        }
        return fault;
    }

    List<Object> list() {
        List<Object> list = new ArrayList<>();
        byRequest.forEach((number, fault) -> list.add(Json.object("fault", fault, "request", number)));
        byRecipient.forEach((phone, fault) -> list.add(Json.object("fault", fault, "recipient", phone)));
        chances.forEach(chance -> list.add(
                Json.object("fault", chance.fault(), "probability", chance.probability(), "seed", chance.seed())));
        return list;
    }

    private Fault ofRecipients(byte[] body) {
        try {
            return BulkRequest.of(Form.parse(body)).addressees().stream()
                    .map(addressee -> byRecipient.get(addressee.phoneNumber()))
                    .filter(fault -> fault != null)
                    .findFirst()
                    .orElse(null);
        } catch (RefusedException e) {
            return null;
        }
    }
}
