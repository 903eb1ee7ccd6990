package io.github.camelbulksms.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What sending costs with the component, beside a hand-tuned streamer, a hand-written route and the SDK. */
public final class Speed {

    private static final List<String> COLUMNS = List.of(
            "sent with",
            "CPU, ns",
            "per second",
            "sent, B",
            "allocated, B",
            "peak RSS, MB",
            "CPU ÷ streamer",
            "CPU ÷ route",
            "speed ÷ streamer",
            "speed ÷ route",
            "target");

    private Speed() {}

    /**
     * @param args see {@link SpeedOptions#of}
     */
    public static void main(String[] args) throws Exception {
        print(SpeedOptions.of(args), PeerProcess::new, System.out);
    }

    static void print(SpeedOptions options, Runner.Launcher launcher, PrintStream out) throws Exception {
        out.println("| " + String.join(" | ", COLUMNS) + " |");
        out.println("|" + "---|".repeat(COLUMNS.size()));
        try (ListFolder lists = new ListFolder()) {
            for (SpeedCase one : options.cases()) {
                for (Contest contest : one.contests(options, lists)) {
                    String title = "**" + contest.title() + "**, by " + contest.unit();
                    out.println("| " + title + " |" + " |".repeat(COLUMNS.size() - 1));
                    List<Figures> all = contest.hold(launcher, options.warmUps(), options.rounds());
                    all.forEach(figures -> out.println(row(figures, all)));
                }
            }
        }
    }

    private static String row(Figures figures, List<Figures> all) {
        Contestant contestant = figures.contestant();
        return "| "
                + String.join(
                        " | ",
                        contestant.title(),
                        text(figures.cpuNanos(), 1),
                        text(figures.perSecond(), 1),
                        String.format(Locale.ROOT, "%,.0f", figures.sentBytes().median()),
                        text(figures.allocatedBytes(), 1),
                        text(figures.peakRssBytes(), 1 << 20),
                        ratio(figures, all, PeerKind.STREAMER, Target.Figure.CPU),
                        ratio(figures, all, PeerKind.ROUTE, Target.Figure.CPU),
                        ratio(figures, all, PeerKind.STREAMER, Target.Figure.SPEED),
                        ratio(figures, all, PeerKind.ROUTE, Target.Figure.SPEED),
                        contestant.targets().stream()
                                .map(target -> target.judge(figures, all))
                                .collect(Collectors.joining("; ")))
                + " |";
    }

    private static String text(Figures.Spread spread, double unit) {
        return spread.least() < 0
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%,.0f (%,.0f–%,.0f)",
                        spread.median() / unit,
                        spread.least() / unit,
                        spread.most() / unit);
    }

    private static String ratio(Figures figures, List<Figures> all, PeerKind reference, Target.Figure figure) {
        Optional<Figures> other =
                all.stream().filter(one -> one.contestant().kind() == reference).findFirst();
        return other.map(one -> String.format(Locale.ROOT, "%.2f", figure.of(figures) / figure.of(one)))
                .orElse("–");
    }
}
