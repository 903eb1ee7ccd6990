package io.github.camelbulksms.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The faults that were asked for: by request number, by recipient, by a magic number, or by chance. Thread-safe. */
final class Faults {

    /**
     * A fault by chance.
     *
     * @param seed makes the same requests suffer it each time, by their number
     */
    record Chance(Fault fault, double probability, long seed) {

        boolean hits(long request) {
            return new SeededRandom(seed).draw(request) < probability;
        }
    }

    /** Null where numbers have no magic. */
    private final MagicNumbers magic;

    private final Map<Long, Fault> byRequest = new ConcurrentHashMap<>();
    private final Map<String, Fault> byRecipient = new ConcurrentHashMap<>();
    private final List<Chance> chances = new CopyOnWriteArrayList<>();

    Faults(MagicNumbers magic) {
        this.magic = magic;
    }

    void onRequest(long number, Fault fault) {
        byRequest.put(number, fault);
    }

    /**
     * @throws IllegalArgumentException when no request could hold this recipient, as with a plus sign
     */
    void onRecipient(String phoneNumber, Fault fault) {
        if (!BulkRequest.PHONE_NUMBER.matcher(phoneNumber).matches()) {
            throw new IllegalArgumentException("the recipient of a fault is '" + Preview.of(phoneNumber, 30)
                    + "': expected 7 to 15 digits with the country code, without +");
        }
        byRecipient.put(phoneNumber, fault);
    }

    void withProbability(Chance chance) {
        chances.add(chance);
    }

    void clear() {
        byRequest.clear();
        byRecipient.clear();
        chances.clear();
        if (magic != null) {
            magic.reset();
        }
    }

    /** Forgets the faults of a request, of a recipient, or by chance: whatever matches. */
    void remove(Fault fault, Long request, String recipient) {
        if (request != null) {
            byRequest.remove(request, fault);
        } else if (recipient != null) {
            byRecipient.remove(recipient, fault);
        } else {
            chances.removeIf(chance -> chance.fault() == fault);
        }
    }

    /**
     * The fault that a request suffers, or null.
     *
     * @param addressees its recipients, none when it cannot be understood
     */
    Fault choose(long number, List<BulkRequest.Addressee> addressees) {
        Fault fault = byRequest.remove(number);
        if (fault == null && !byRecipient.isEmpty()) {
            fault = first(addressees, byRecipient::get);
        }
        if (fault == null && magic != null) {
            fault = first(addressees, magic::fault);
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

    private static Fault first(List<BulkRequest.Addressee> addressees, Function<String, Fault> faults) {
        return addressees.stream()
                .map(addressee -> faults.apply(addressee.phoneNumber()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
