package io.github.camelbulksms.sandbox;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sandbox as a program: {@code java -jar camel-bulksms-sandbox-…-program.jar --help}. */
public final class SandboxProgram {

    private static final Pattern FAULT =
            Pattern.compile("(?<fault>\\w+)=(?<by>request|recipient|probability):(?<target>.+)");

    private static final String HELP = """
            The provider's bulk SMS endpoint, on this machine alone. It accepts messages and sends none; a page shows them.

            Usage: java -jar camel-bulksms-sandbox-program.jar [options]
              --port N              listen at this port of 127.0.0.1 (default 8025; 0 takes a free one)
              --host ADDRESS        listen at this address (default 127.0.0.1); elsewhere the page asks for a token
              --token TOKEN         that token (default: drawn at random, and printed)
              --customer-id ID      the account's customer ID (default: sandbox)
              --api-key KEY         the account's API key (default: drawn at random, and printed)
              --latency MILLIS      wait so long before each reply (default 0)
              --requests-per-second R   answer what comes faster with -40007 (default: no limit)
              --hard-cap N          accept so many messages in all, then answer with -40008 (default: no cap)
              --messages-kept N     remember so many messages (default 1000000)
              --bytes-kept N        and no more of them than take so many bytes (default: a quarter of the heap)
              --account STATE       ACTIVE, SUSPENDED, PRODUCT_NOT_ENABLED or SOURCE_IP_NOT_ALLOWED
              --fault F=request:N   the N-th request suffers fault F; F=recipient:NUMBER each request with that
                                    recipient, F=probability:P each with that probability; may be repeated.
                                    F is one of %s
              --drop-before N[,N…]  the same as --fault DROP_BEFORE_ACCEPTANCE=request:N
              --drop-after N[,N…]   the same as --fault DROP_AFTER_ACCEPTANCE=request:N
              --reports-to URL      post signed delivery reports there (default: none are sent)
              --replies-to URL      post there what phones write back on the page, in the sandbox's own form
              --report CODES=NUMBER report these statuses of a recipient, for instance 292,507=381601234567;
                                    may be repeated (default: 200 of all recipients)
              --report-share C=P    report final status C of that share of the messages, for instance 507=0.1; may be
                                    repeated, the rest is 200
              --report-oddity O=P   make the reports of that share of the messages odd; may be repeated. O is one of
                                    %s
              --report-scale F      multiply the provider's waits of 5, 10 and 15 s, and its timeout of 5 s (default 1)
              --help                print this and stop

            Open the page in a browser, or ask GET /sandbox/stats and GET /sandbox/messages?limit=100.
            Stop it with Ctrl-C.
            """.formatted(names(Fault.values()), names(ReportOddity.values()));

    private final SandboxBuilder settings = BulkSmsSandbox.builder().port(8025);
    private final List<Consumer<BulkSmsSandbox>> orders = new ArrayList<>();
    private final Map<Integer, Double> finalCodes = new TreeMap<>();

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
                case "--host" -> settings.host(value);
                case "--token" -> settings.token(value);
                case "--messages-kept" -> settings.messagesKept((int) number(option, value, 0, Integer.MAX_VALUE));
                case "--bytes-kept" -> settings.bytesKept(number(option, value, 0, Long.MAX_VALUE));
                case "--customer-id" -> settings.customerId(value);
                case "--api-key" -> settings.apiKey(value);
                case "--latency" -> settings.latency(Duration.ofMillis(number(option, value, 0, 600_000)));
                case "--requests-per-second" -> settings.requestsPerSecond(decimal(option, value));
                case "--hard-cap" -> settings.hardCap(number(option, value, 0, Long.MAX_VALUE));
                case "--account" -> settings.account(constant(AccountState.class, option, value));
                case "--fault" -> fault(option, value);
                case "--drop-before" -> drop(option, value, Fault.DROP_BEFORE_ACCEPTANCE);
                case "--drop-after" -> drop(option, value, Fault.DROP_AFTER_ACCEPTANCE);
                case "--reports-to" -> orders.add(sandbox -> sandbox.reports().to(URI.create(value)));
                case "--replies-to" -> orders.add(sandbox -> sandbox.replies().to(URI.create(value)));
                case "--report" -> report(option, value);
                case "--report-share" -> {
                    String[] share = pair(option, value);
                    finalCodes.put((int) number(option, share[0], 100, 9999), decimal(option, share[1]));
                }
                case "--report-oddity" -> {
                    String[] share = pair(option, value);
                    ReportOddity oddity = constant(ReportOddity.class, option, share[0]);
                    double probability = decimal(option, share[1]);
                    orders.add(sandbox -> sandbox.reports().odd(oddity, probability, 1));
                }
                case "--report-scale" ->
                    settings.reportSchedule(ReportSchedule.PROVIDER.scaled(decimal(option, value)));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
    }

    private void report(String option, String value) {
        String[] codesAndNumber = pair(option, value);
        int[] codes = Arrays.stream(codesAndNumber[0].split(","))
                .mapToInt(code -> (int) number(option, code, 100, 9999))
                .toArray();
        orders.add(sandbox -> sandbox.reports().of(codesAndNumber[1], codes));
    }

    private static String[] pair(String option, String value) {
        String[] pair = value.split("=", -1);
        if (pair.length != 2) {
            throw new IllegalArgumentException(
                    option + ": expected two values with = between them, not '" + value + "'");
        }
        return pair;
    }

    private static String names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining("\n                        "));
    }

    private void drop(String option, String values, Fault fault) {
        for (String value : values.split(",")) {
            long request = number(option, value, 1, Long.MAX_VALUE);
            orders.add(sandbox -> sandbox.onRequest(request, fault));
        }
    }

    private void fault(String option, String value) {
        Matcher matcher = FAULT.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    option + ": expected for instance UNAVAILABLE=request:3, not '" + value + "'");
        }
        Fault fault = constant(Fault.class, option, matcher.group("fault"));
        String target = matcher.group("target");
        switch (matcher.group("by")) {
            case "request" -> drop(option, target, fault);
            case "recipient" -> orders.add(sandbox -> sandbox.onRecipient(target, fault));
            default -> {
                double probability = decimal(option, target);
                orders.add(sandbox -> sandbox.withProbability(fault, probability, 1));
            }
        }
    }

    private static double decimal(String option, String value) {
        try {
            double number = Double.parseDouble(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new IllegalArgumentException(option + ": expected a number above 0, not '" + value + "'");
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String option, String value) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return constants.stream()
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        option + ": expected one of " + constants + ", not '" + value + "'"));
    }

    private void start(PrintStream out) {
        BulkSmsSandbox sandbox = settings.start();
        orders.forEach(order -> order.accept(sandbox));
        if (!finalCodes.isEmpty()) {
            double rest = 1
                    - finalCodes.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
            finalCodes.merge(ReportPlan.DELIVERED, Math.max(0, rest), Double::sum);
            sandbox.reports().finalCodes(finalCodes, 1);
        }
        out.printf(
                "bulk SMS sandbox at %s%ncustomer ID: %s%nAPI key:     %s%nopen %s to see what arrives%n",
                sandbox.baseUrl(), sandbox.customerId(), sandbox.apiKey(), sandbox.pageUrl());
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
