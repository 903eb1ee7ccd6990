package io.github.camelbulksms.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one contestant's rounds have cost, by unit of its work. */
record Figures(Contestant contestant, List<Round> rounds) {

    /** The middle of several rounds, and how far they are apart. */
    record Spread(double least, double median, double most) {}

    Spread cpuNanos() {
        return spread(round -> (double) round.measured().cpuNanos() / units());
    }

    Spread wallNanos() {
        return spread(round -> (double) round.measured().wallNanos() / units());
    }

    Spread perSecond() {
        return spread(round -> 1e9 * units() / round.measured().wallNanos());
    }

    /** Less than 0 when it could not be counted. */
    Spread allocatedBytes() {
        return spread(round -> (double) round.measured().allocatedBytes() / units());
    }

    /** In the bodies of the requests. */
    Spread sentBytes() {
        return spread(round -> (double) round.taken().bodyBytes() / units());
    }

    Spread peakRssBytes() {
        return spread(round -> round.measured().peakRssBytes());
    }

    private long units() {
        return contestant.work().units();
    }

    private Spread spread(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
