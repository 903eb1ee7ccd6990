package io.github.camelbulksms.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One peer in a process of its own: makes the round that it is told on a line, answers with what it has cost, and so on. */
final class PeerProgram implements AutoCloseable {

    private final PeerKind kind;
    private final Account account;
    private final int inFlight;
    private final MeasuredPeer peer;
    private final ExecutorService callers = Executors.newCachedThreadPool();

    PeerProgram(PeerKind kind, String baseUrl, int inFlight) throws Exception {
        this.kind = kind;
        this.inFlight = inFlight;
        account = Account.benchmark(baseUrl);
        peer = kind.make(account, inFlight);
        peer.start();
    }

    /**
     * @param args the {@link PeerKind}, the base URL, and how many requests may be in flight
     */
    public static void main(String[] args) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (PeerProgram program = new PeerProgram(PeerKind.valueOf(args[0]), args[1], Integer.parseInt(args[2]))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(program.obey(order).toLine());
            }
        }
    }

    /**
     * @param order the {@link Work#order()}
     */
    Measured obey(String order) throws Exception {
        String[] words = order.split(" ", 3);
        return switch (words[0]) {
            case "file" -> files(Integer.parseInt(words[1]), Path.of(words[2]));
            case "exchanges" -> exchanges(Integer.parseInt(words[1]));
            case "callers" -> callers(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "starts" -> starts(Integer.parseInt(words[1]));
            case "remember" -> Memory.remember(Lists.Numbers.valueOf(words[1]), Integer.parseInt(words[2]));
            case "suppressed" -> suppressed(words[1], words[2].split(" "));
            default ->
                throw new IllegalArgumentException(
                        order + ": expected file, exchanges, callers, starts, remember or suppressed");
        };
    }

    @Override
    public void close() throws Exception {
        callers.shutdown();
        peer.close();
    }

    private static Measured suppressed(String place, String[] numbersAndSize) throws Exception {
        return SuppressionCost.ask(
                SuppressionCost.Place.valueOf(place),
                Lists.Numbers.valueOf(numbersAndSize[0]),
                Integer.parseInt(numbersAndSize[1]));
    }

    private Measured files(int times, Path list) throws Exception {
        return Meter.measure(() -> {
            long accepted = 0;
            for (int i = 0; i < times; i++) {
                accepted += peer.sendFile(list);
            }
            return accepted;
        });
    }

    private Measured exchanges(int exchanges) throws Exception {
        String[] bodies = bodies();
        return Meter.measure(() -> sendFew(bodies, exchanges));
    }

    private Measured callers(int number, int exchanges) throws Exception {
        String[] bodies = bodies();
        Callable<Long> caller = () -> sendFew(bodies, exchanges / number);
        return Meter.measure(() -> {
            long accepted = 0;
            for (Future<Long> calls : callers.invokeAll(Collections.nCopies(number, caller))) {
                accepted += calls.get();
            }
            return accepted;
        });
    }

    private long sendFew(String[] bodies, int exchanges) throws Exception {
        long accepted = 0;
        for (int i = 0; i < exchanges; i++) {
            accepted += peer.sendFew(bodies[i % bodies.length]);
        }
        return accepted;
    }

    private static String[] bodies() {
        Lists lists = new Lists(Lists.Numbers.CONSECUTIVE);
        String[] bodies = new String[Work.DIFFERENT_EXCHANGES];
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = Stream.generate(lists::lineWithSessionId)
                    .limit(Work.RECIPIENTS_PER_EXCHANGE)
                    .collect(Collectors.joining("\n"));
        }
        return bodies;
    }

    /** From the start of the route to the first reply; making and stopping it is not looked at. */
    private Measured starts(int times) throws Exception {
        long cpu = 0;
        long wall = 0;
        Measured last = null;
        for (int i = 0; i < times; i++) {
            try (MeasuredPeer fresh = kind.make(account, inFlight)) {
                last = Meter.measure(() -> {
                    fresh.start();
                    return fresh.sendFew("381601234567");
                });
            }
            cpu += last.cpuNanos();
            wall += last.wallNanos();
        }
        return new Measured(times, cpu, wall, -1, last.peakRssBytes());
    }
}
