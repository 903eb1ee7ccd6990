package io.github.camelbulksms.benchmarks;

import java.io.PrintStream;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the pure parts of the component cost, by JMH. */
public final class Micro {

    private Micro() {}

    /**
     * @param args those of JMH's own command line
     */
    public static void main(String[] args) throws Exception {
        print(args, System.out);
    }

    static void print(String[] args, PrintStream out) throws Exception {
        out.println("| part | ns | ± | allocated, B |\n|---|---|---|---|");
        for (RunResult result : new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(Parts.class.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            Result<?> time = result.getPrimaryResult();
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.1f | %,.1f | %,.0f |%n",
                    time.getLabel(),
                    time.getScore(),
                    time.getScoreError(),
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
    }
}
