package io.github.camelbulksms.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which status codes are reported of a message, and how oddly. Thread-safe. */
final class ReportPlan {

    static final int DELIVERED = 200;

    private static final int BLOCKED_BY_SUBSCRIBER = 510;
    private static final int LOWEST_CODE = 100;
    private static final int HIGHEST_CODE = 9999;
    private static final int OPT_OUTS_KEPT = 100_000;

    private record Chance(double probability, SeededRandom random) {

        boolean hits(long number) {
            return random.draw(number) < probability;
        }
    }

    /**
     * What is reported of one message.
     *
     * @param codes its statuses, in the order in which it has them; none are reported when it is empty
     */
    record Choice(List<Integer> codes, Set<ReportOddity> oddities) {

        /** The last status, or 0 when it never has one. */
        int finalCode() {
            return codes.isEmpty() ? 0 : codes.get(codes.size() - 1);
        }

        boolean is(ReportOddity oddity) {
            return oddities.contains(oddity);
        }
    }

    private final boolean magic;
    private final Map<String, List<Integer>> byRecipient = new ConcurrentHashMap<>();
    private final Set<String> optedOut = ConcurrentHashMap.newKeySet();
    /** The rest is guarded by this. */
    private final Map<ReportOddity, Chance> oddities = new EnumMap<>(ReportOddity.class);

    private final Map<Integer, List<Integer>> codesByLast = new HashMap<>();
    private SortedMap<Integer, Double> finalCodes = new TreeMap<>(Map.of(DELIVERED, 1.0));
    private SeededRandom random = new SeededRandom(1);
    private List<Integer> before = List.of();

    ReportPlan(boolean magic) {
        this.magic = magic;
    }

    void mark(String phoneNumber, List<Integer> codes) {
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("no status codes: expected at least one");
        }
        codes.forEach(ReportPlan::check);
        byRecipient.put(phoneNumber, List.copyOf(codes));
    }

    /** From now on the number's messages are blocked by its subscriber. */
    void optOut(String phoneNumber) {
        if (optedOut.size() < OPT_OUTS_KEPT) {
            optedOut.add(phoneNumber);
        }
    }

    void optIn(String phoneNumber) {
        optedOut.remove(phoneNumber);
    }

    boolean isOptedOut(String phoneNumber) {
        return optedOut.contains(phoneNumber);
    }

    synchronized void before(List<Integer> codes) {
        codes.forEach(ReportPlan::check);
        before = List.copyOf(codes);
        codesByLast.clear();
    }

    synchronized void finalCodes(Map<Integer, Double> shares, long seed) {
        double sum = 0;
        for (Map.Entry<Integer, Double> share : shares.entrySet()) {
            check(share.getKey());
            sum += SeededRandom.probability(share.getValue());
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("the shares of the status codes add up to " + sum + ": expected 1");
        }
        finalCodes = new TreeMap<>(shares);
        random = new SeededRandom(seed);
    }

    synchronized void odd(ReportOddity oddity, double probability, long seed) {
        // another draw for each oddity, else all of them would hit the same messages
        oddities.put(
                oddity,
                new Chance(SeededRandom.probability(probability), new SeededRandom(seed * 31 + oddity.ordinal())));
    }

    synchronized void clear() {
        byRecipient.clear();
        optedOut.clear();
        oddities.clear();
        codesByLast.clear();
        finalCodes = new TreeMap<>(Map.of(DELIVERED, 1.0));
        before = List.of();
    }

    synchronized Choice choose(String phoneNumber, long number) {
        return new Choice(codes(phoneNumber, number), oddities(number));
    }

    /** Shares of the final codes, and probabilities of the oddities. */
    synchronized Object describe() {
        Map<ReportOddity, Double> odd = new EnumMap<>(ReportOddity.class);
        oddities.forEach((oddity, chance) -> odd.put(oddity, chance.probability()));
        return Json.object("final_codes", finalCodes, "before", before, "oddities", odd, "marked", byRecipient.size());
    }

    private List<Integer> codes(String phoneNumber, long number) {
        List<Integer> marked = byRecipient.get(phoneNumber);
        if (marked != null) {
            return marked;
        }
        if (optedOut.contains(phoneNumber)) {
            return List.of(BLOCKED_BY_SUBSCRIBER);
        }
        Optional<List<Integer>> chosen = magic ? MagicNumbers.statuses(phoneNumber) : Optional.empty();
        return chosen.orElseGet(() -> codesByLast.computeIfAbsent(draw(number), last -> {
            List<Integer> codes = new ArrayList<>(before);
            codes.add(last);
            return List.copyOf(codes);
        }));
    }

    private int draw(long number) {
        double drawn = random.draw(number);
        for (Map.Entry<Integer, Double> share : finalCodes.entrySet()) {
            drawn -= share.getValue();
            if (drawn < 0) {
                return share.getKey();
            }
        }
        return finalCodes.lastKey();
    }

    private Set<ReportOddity> oddities(long number) {
        if (oddities.isEmpty()) {
            return Collections.emptySet();
        }
        Set<ReportOddity> hit = EnumSet.noneOf(ReportOddity.class);
        oddities.forEach((oddity, chance) -> {
            if (chance.hits(number)) {
                hit.add(oddity);
            }
        });
        return hit;
    }

    static void check(int code) {
        if (code < LOWEST_CODE || code > HIGHEST_CODE) {
            throw new IllegalArgumentException(
                    "status code " + code + ": expected " + LOWEST_CODE + " to " + HIGHEST_CODE);
        }
    }
}
