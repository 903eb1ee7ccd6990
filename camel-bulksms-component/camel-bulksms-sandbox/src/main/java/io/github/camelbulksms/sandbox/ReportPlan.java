package io.github.camelbulksms.sandbox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which status codes are reported of a message, and how oddly. Thread-safe. */
final class ReportPlan {

    static final int DELIVERED = 200;

    private static final int LOWEST_CODE = 100;
    private static final int HIGHEST_CODE = 9999;

    private record Chance(double probability, Lot lot) {

        boolean hits(long number) {
            return lot.draw(number) < probability;
        }
    }

    private final Map<String, List<Integer>> byRecipient = new ConcurrentHashMap<>();
    private final Map<ReportOddity, Chance> oddities = new EnumMap<>(ReportOddity.class);
    private SortedMap<Integer, Double> finalCodes = new TreeMap<>(Map.of(DELIVERED, 1.0));
    private Lot lot = new Lot(1);
    private List<Integer> before = List.of();

    void mark(String phoneNumber, List<Integer> codes) {
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("no status codes: expected at least one");
        }
        codes.forEach(ReportPlan::check);
        byRecipient.put(phoneNumber, List.copyOf(codes));
    }

    synchronized void before(List<Integer> codes) {
        codes.forEach(ReportPlan::check);
        before = List.copyOf(codes);
    }

    synchronized void finalCodes(Map<Integer, Double> shares, long seed) {
        double sum = 0;
        for (Map.Entry<Integer, Double> share : shares.entrySet()) {
            check(share.getKey());
            sum += Lot.probability(share.getValue());
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("the shares of the status codes add up to " + sum + ": expected 1");
        }
        finalCodes = new TreeMap<>(shares);
        lot = new Lot(seed);
    }

    synchronized void odd(ReportOddity oddity, double probability, long seed) {
        // another draw for each oddity, else all of them would hit the same messages
        oddities.put(oddity, new Chance(Lot.probability(probability), new Lot(seed * 31 + oddity.ordinal())));
    }

    synchronized void clear() {
        byRecipient.clear();
        oddities.clear();
        finalCodes = new TreeMap<>(Map.of(DELIVERED, 1.0));
        before = List.of();
    }

    /** The last status of a message. */
    synchronized int finalCode(String phoneNumber, long number) {
        List<Integer> marked = byRecipient.get(phoneNumber);
        if (marked != null) {
            return marked.get(marked.size() - 1);
        }
        double drawn = lot.draw(number);
        for (Map.Entry<Integer, Double> share : finalCodes.entrySet()) {
            drawn -= share.getValue();
            if (drawn < 0) {
                return share.getKey();
            }
        }
        return finalCodes.lastKey();
    }

    /** All statuses of a message, in the order in which it has them. */
    synchronized List<Integer> codes(AcceptedMessage message) {
        List<Integer> marked = byRecipient.get(message.phoneNumber());
        if (marked != null) {
            return marked;
        }
        List<Integer> codes = new ArrayList<>(before);
        codes.add(message.finalStatus());
        return codes;
    }

    synchronized boolean is(ReportOddity oddity, AcceptedMessage message) {
        Chance chance = oddities.get(oddity);
        return chance != null && chance.hits(message.number());
    }

    private static void check(int code) {
        if (code < LOWEST_CODE || code > HIGHEST_CODE) {
            throw new IllegalArgumentException(
                    "status code " + code + ": expected " + LOWEST_CODE + " to " + HIGHEST_CODE);
        }
    }
}
