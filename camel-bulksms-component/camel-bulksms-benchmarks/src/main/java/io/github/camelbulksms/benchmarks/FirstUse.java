package io.github.camelbulksms.benchmarks;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.github.camelbulksms.internal.recipient.numbering.NumberingPlans;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the first number of a calling code costs, in processes of their own for some of them, in one for all others. Arguments are
 * the calling codes that are measured alone.
 */
public final class FirstUse {

    private static final List<String> ALONE = List.of("1", "49", "44", "86", "91", "7", "381");

    /** The processes for each that is measured alone. */
    private static final int PROCESSES = 5;

    private FirstUse() {}

    /** Milliseconds by the clock, and of the thread's CPU. */
    private record Cost(String callingCode, double millis, double cpuMillis) {

        static Cost of(String line) {
            String[] fields = line.split(" ");
            return new Cost(fields[0], Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
        }

        String line() {
            return String.format(Locale.ROOT, "%s %.3f %.3f", callingCode, millis, cpuMillis);
        }
    }

    /** In the process that is measured. */
    static final class Program {

        private Program() {}

        public static void main(String[] callingCodes) {
            // what is loaded once, whatever the first number is
            NumberingPlans.ofClassPath();
            for (String callingCode : callingCodes) {
                System.out.println(measured(callingCode).line());
            }
        }

        private static Cost measured(String callingCode) {
            byte[] number = (callingCode + "2345678901").getBytes(StandardCharsets.US_ASCII);
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long started = System.nanoTime();
            NumberingPlans.ofClassPath().status(number, 0, number.length);
            long nanos = System.nanoTime() - started;
            cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            return new Cost(callingCode, nanos / 1e6, cpu / 1e6);
        }
    }

    public static void main(String[] args) throws Exception {
        List<String> alone = args.length == 0 ? ALONE : List.of(args);
        print(alone, PROCESSES, System.out);
    }

    static void print(List<String> alone, int processes, PrintStream out) throws IOException, InterruptedException {
        out.println("| first number of | median, ms | max, ms | median of CPU, ms | max of CPU, ms |");
        out.println("|---|---|---|---|---|");
        for (String callingCode : alone) {
            List<Cost> costs = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                costs.addAll(inAProcess(List.of(callingCode)));
            }
            out.println(row("+" + callingCode + ", " + processes + " times in a process of its own", costs));
        }
        Set<Integer> others = new TreeSet<>(PhoneNumberUtil.getInstance().getSupportedCallingCodes());
        alone.forEach(callingCode -> others.remove(Integer.valueOf(callingCode)));
        List<Cost> costs = inAProcess(others.stream().map(String::valueOf).toList());
        Cost slowest =
                costs.stream().max(Comparator.comparingDouble(Cost::cpuMillis)).orElseThrow();
        out.println(row(
                "each of " + costs.size() + " others, one after the other, most of all +" + slowest.callingCode(),
                costs));
    }

    private static List<Cost> inAProcess(List<String> callingCodes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        command.addAll(callingCodes);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Cost> costs = process.inputReader().lines().map(Cost::of).toList();
        if (process.waitFor() != 0 || costs.size() != callingCodes.size()) {
            throw new IOException("a process that was to be measured ended with " + process.exitValue());
        }
        return costs;
    }

    private static String row(String name, List<Cost> costs) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f |",
                name,
                median(costs.stream().map(Cost::millis)),
                costs.stream().mapToDouble(Cost::millis).max().orElseThrow(),
                median(costs.stream().map(Cost::cpuMillis)),
                costs.stream().mapToDouble(Cost::cpuMillis).max().orElseThrow());
    }

    private static double median(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
