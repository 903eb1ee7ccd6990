package io.github.camelbulksms.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a delivery report costs that comes by HTTP on {@value ReportLoad#CONNECTIONS} connections: beside a receiver that checks the signature alone,
 * with the journal in memory, on H2, and on servers whose JDBC URLs are given. Each report is about another recipient of a campaign that was
 * sent before. Receivers take turns.
 */
public final class ReportCost {

    private static final int WARM_UPS = 2;

    private ReportCost() {}

    /** What one receiver has shown in its rounds. */
    private record Figures(List<Double> cpuMicros, List<Double> perSecond, List<double[]> millisAtHalf) {

        Figures() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** A receiver, and the reports that it has not had yet. */
    private record Lane(ReportReceiverProcess receiver, ReportLoad load, List<byte[]> requests, Figures figures) {

        /** Posts so many of them. */
        double[] post(int reports, double perSecond) throws Exception {
            List<byte[]> next = requests.subList(requests.size() - reports, requests.size());
            long before = receiver.state().taken();
            double[] millis = load.post(next, perSecond);
            long taken = receiver.state().taken() - before;
            if (taken != reports) {
                throw new IOException("of " + reports + " reports " + taken + " were taken");
            }
            next.clear();
            return millis;
        }
    }

    /**
     * @param args how many reports a round (30,000), rounds (5), and URLs of further databases, which must be empty
     */
    public static void main(String[] args) throws Exception {
        int reports = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        print(reports, rounds, Stream.of(args).skip(2).map(JournalUrl::new).toList(), System.out);
    }

    static void print(int reports, int rounds, List<JournalUrl> servers, PrintStream out) throws Exception {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        try (ListFolder folder = new ListFolder()) {
            int all = reports * (WARM_UPS + 2 * rounds);
            List<byte[]> first = requests(JournalUrl.h2(folder.path()), folder, all);
            open(lanes, "bare receiver", ReportReceiverProgram.BARE, first);
            open(lanes, "hand-written route", ReportReceiverProgram.ROUTE, first);
            open(lanes, "bulksms:, in memory", ReportReceiverProgram.MEMORY, first);
            open(lanes, "bulksms:, h2", JournalUrl.h2(folder.path()).url(), first);
            for (JournalUrl server : servers) {
                open(lanes, "bulksms:, " + server.title(), server.url(), requests(server, folder, all));
            }
            for (int round = -WARM_UPS; round < rounds; round++) {
                for (Lane lane : lanes.values()) {
                    if (round < 0) {
                        lane.post(reports, Double.POSITIVE_INFINITY);
                    } else {
                        measure(lane, reports);
                    }
                }
            }
        } finally {
            for (Lane lane : lanes.values()) {
                lane.load().close();
                lane.receiver().close();
            }
        }
        print(lanes, out);
    }

    /** As many a second as go, then half of that. */
    private static void measure(Lane lane, int reports) throws Exception {
        long cpu = lane.receiver().state().cpuNanos();
        long start = System.nanoTime();
        lane.post(reports, Double.POSITIVE_INFINITY);
        double perSecond = 1e9 * reports / (System.nanoTime() - start);
        lane.figures().perSecond().add(perSecond);
        lane.figures().cpuMicros().add((lane.receiver().state().cpuNanos() - cpu) / 1e3 / reports);
        lane.figures().millisAtHalf().add(lane.post(reports, perSecond / 2));
    }

    private static void open(Map<String, Lane> lanes, String title, String kind, List<byte[]> requests)
            throws IOException {
        ReportReceiverProcess receiver = new ReportReceiverProcess(kind);
        lanes.put(title, new Lane(receiver, new ReportLoad(receiver.port()), new ArrayList<>(requests), new Figures()));
    }

    /** On the recipients of a campaign that is sent for it. */
    private static List<byte[]> requests(JournalUrl url, ListFolder folder, int number) throws Exception {
        SignatureCheck signature = new SignatureCheck(Account.benchmark("http://127.0.0.1"));
        List<byte[]> requests = new ArrayList<>();
        try (HikariDataSource journal = url.pool(RouteReceiver.CONNECTIONS_TO_DATABASE)) {
            SentCampaign.send(journal, folder.path(), number);
            SentCampaign.read(
                    journal,
                    (sessionId, referenceId) -> requests.add(ReportLoad.request(signature, sessionId, referenceId)));
        }
        return requests;
    }

    private static void print(Map<String, Lane> lanes, PrintStream out) {
        out.println(
                "| reports to | CPU, µs | ÷ bare | a second, at most | at half of that: median, ms | 99 % within, ms |");
        out.println("|---|---|---|---|---|---|");
        double bare = median(lanes.values().iterator().next().figures().cpuMicros().stream());
        lanes.forEach((title, lane) -> {
            Figures figures = lane.figures();
            double cpu = median(figures.cpuMicros().stream());
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.1f | %,.0f | %.1f | %.1f |",
                    title,
                    cpu,
                    cpu / bare,
                    median(figures.perSecond().stream()),
                    median(figures.millisAtHalf().stream().map(millis -> millis[millis.length / 2])),
                    median(figures.millisAtHalf().stream().map(millis -> millis[millis.length * 99 / 100]))));
        });
    }

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
