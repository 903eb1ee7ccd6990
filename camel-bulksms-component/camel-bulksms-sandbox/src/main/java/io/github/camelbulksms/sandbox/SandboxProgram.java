package io.github.camelbulksms.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sandbox as a program: {@code java -jar camel-bulksms-sandbox-…-program.jar --help}. */
public final class SandboxProgram {

    private static final String HELP = """
            The provider's bulk SMS endpoint, on this machine alone. It accepts messages and sends none.

            Usage: java -jar camel-bulksms-sandbox-program.jar [options]
              --port N              listen at this port of 127.0.0.1 (default 8089; 0 takes a free one)
              --customer-id ID      the account's customer ID (default: sandbox)
              --api-key KEY         the account's API key (default: drawn at random, and printed)
              --latency MILLIS      wait so long before each reply (default 0)
              --drop-before N[,N…]  close the connection of the N-th request before it is accepted
              --drop-after N[,N…]   accept the N-th request, then close its connection without a reply
              --help                print this and stop

            What arrived:  GET /sandbox/stats   GET /sandbox/messages?limit=100
            Stop it with Ctrl-C.
            """;

    private final BulkSmsSandbox.Builder settings = BulkSmsSandbox.builder().port(8089);
    private final List<Drop> drops = new ArrayList<>();

    private record Drop(long request, Fault fault) {}

    private SandboxProgram() {}

    public static void main(String[] args) throws InterruptedException {
        int exitCode = run(args, System.out, System.err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
        if (!List.of(args).contains("--help")) {
            Thread.currentThread().join();
        }
    }

    /** Starts the sandbox, or prints help; what it returns is the exit code: 0, or 2 for unusable arguments. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (List.of(args).contains("--help")) {
            out.print(HELP);
            return 0;
        }
        SandboxProgram program = new SandboxProgram();
        try {
            program.read(args);
            program.start(out);
            return 0;
        } catch (RuntimeException e) {
            err.println(e.getMessage());
            err.println("--help lists the options");
            return 2;
        }
    }

    private void read(String[] args) {
        for (int i = 0; i < args.length; i += 2) {
            String option = args[i];
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(option + ": expected a value behind it, or an option that exists");
            }
            String value = args[i + 1];
            switch (option) {
                case "--port" -> settings.port((int) number(option, value, 0, 65535));
                case "--customer-id" -> settings.customerId(value);
                case "--api-key" -> settings.apiKey(value);
                case "--latency" -> settings.latency(Duration.ofMillis(number(option, value, 0, 600_000)));
                case "--drop-before" -> drop(option, value, Fault.DROP_BEFORE_ACCEPTANCE);
                case "--drop-after" -> drop(option, value, Fault.DROP_AFTER_ACCEPTANCE);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
    }

    private void drop(String option, String values, Fault fault) {
        for (String value : values.split(",")) {
            drops.add(new Drop(number(option, value, 1, Long.MAX_VALUE), fault));
        }
    }

    private void start(PrintStream out) {
        BulkSmsSandbox sandbox = settings.start();
        drops.forEach(drop -> sandbox.onRequest(drop.request(), drop.fault()));
        out.printf(
                "bulk SMS sandbox at %s%ncustomer ID: %s%nAPI key:     %s%nwhat arrived: %s/sandbox/stats%n",
                sandbox.baseUrl(), sandbox.customerId(), sandbox.apiKey(), sandbox.baseUrl());
    }

    private static long number(String option, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new IllegalArgumentException(
                option + ": expected a whole number from " + least + " to " + most + ", not '" + value + "'");
    }
}
