package io.github.camelbulksms.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to measure, and how much of it.
 *
 * @param cases their names, in order
 * @param recipients of a list
 * @param manyRecipients of a list for the small heap
 * @param exchanges of a round
 * @param starts of a round
 * @param warmUps rounds that are not measured
 * @param rounds those that are
 */
record SpeedOptions(
        List<SpeedCase> cases, int recipients, int manyRecipients, int exchanges, int starts, int warmUps, int rounds) {

    /**
     * @param args names of cases, all of them if there is none, and {@code size=number}s
     * @throws IllegalArgumentException when one is neither
     */
    static SpeedOptions of(String... args) {
        List<SpeedCase> cases = new ArrayList<>();
        Map<String, Integer> sizes = new HashMap<>(Map.of(
                "recipients", 1_000_000,
                "many", 10_000_000,
                "exchanges", 20_000,
                "starts", 20,
                "warmups", 40,
                "rounds", 5));
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair.length == 1) {
                cases.add(SpeedCase.of(arg));
            } else if (sizes.replace(pair[0], Integer.parseInt(pair[1].replace("_", ""))) == null) {
                throw new IllegalArgumentException(arg + ": expected one of " + sizes.keySet());
            }
        }
        return new SpeedOptions(
                cases.isEmpty() ? Arrays.asList(SpeedCase.values()) : cases,
                sizes.get("recipients"),
                sizes.get("many"),
                sizes.get("exchanges"),
                sizes.get("starts"),
                sizes.get("warmups"),
                sizes.get("rounds"));
    }
}
