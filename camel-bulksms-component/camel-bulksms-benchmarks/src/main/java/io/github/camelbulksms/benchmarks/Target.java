package io.github.camelbulksms.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a contestant has to reach.
 *
 * @param reference whose figure it is a multiple of, or null
 */
record Target(Figure figure, Bound bound, double limit, PeerKind reference) {

    enum Figure {
        CPU("CPU", "ns", figures -> figures.cpuNanos().median()),
        TIME("time", "ns", figures -> figures.wallNanos().median()),
        SPEED("speed", "/s", figures -> figures.perSecond().median()),
        ALLOCATION("allocation", "B", figures -> figures.allocatedBytes().median());

        private final String title;
        private final String unit;
        private final ToDoubleFunction<Figures> value;

        Figure(String title, String unit, ToDoubleFunction<Figures> value) {
            this.title = title;
            this.unit = unit;
            this.value = value;
        }

        double of(Figures figures) {
            return value.applyAsDouble(figures);
        }
    }

    enum Bound {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    static Target atMost(double limit, Figure figure) {
        return new Target(figure, Bound.AT_MOST, limit, null);
    }

    static Target atMost(double limit, Figure figure, PeerKind reference) {
        return new Target(figure, Bound.AT_MOST, limit, reference);
    }

    static Target atLeast(double limit, Figure figure, PeerKind reference) {
        return new Target(figure, Bound.AT_LEAST, limit, reference);
    }

    /** What was to be reached, and what was. */
    String judge(Figures figures, List<Figures> all) {
        double value = figure.of(figures);
        if (reference != null) {
            value /= all.stream()
                    .filter(other -> other.contestant().kind() == reference)
                    .mapToDouble(figure::of)
                    .findFirst()
                    .orElse(Double.NaN);
        }
        boolean met = bound == Bound.AT_MOST ? value <= limit : value >= limit;
        String of = reference == null ? " " + figure.unit : " × " + reference.title;
        return String.format(
                Locale.ROOT,
                "%s %s %s%s: %.2f%s",
                figure.title,
                bound.sign,
                limit,
                of,
                value,
                met ? "" : " **missed**");
    }
}
