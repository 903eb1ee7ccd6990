package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsConstants;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random lists of every shape against an oracle: nobody outside its set is ever on the wire, nobody is there twice, read is
 * the sum of all outcomes, a clean list is sent in full, and there is no hang. A few seconds by itself; more by
 *
 * <pre>{@code
 * mvn -pl camel-bulksms-component/camel-bulksms -am test -Dtest=StrangerPropertyTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dbulksms.lists=1000000 -Dbulksms.seed=2026
 * }</pre>
 *
 * A list that failed is tried again alone by {@code -Dbulksms.first=<its number> -Dbulksms.lists=1} and the same seed.
 */
class StrangerPropertyTest {

    private static final int LISTS_OF_A_CONTEXT = 20_000;
    private static final int MINUTES_OF_A_CONTEXT = 60;
    private static final int FAILURES_SHOWN = 20;
    private static final int WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** What only a mistake in a program throws: nobody can act on it. */
    private static final Set<Class<?>> SLIPS = Set.of(
            NullPointerException.class,
            IndexOutOfBoundsException.class,
            ArrayIndexOutOfBoundsException.class,
            StringIndexOutOfBoundsException.class,
            ClassCastException.class,
            NumberFormatException.class,
            ArithmeticException.class,
            StackOverflowError.class);

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Long> underWay = new ConcurrentHashMap<>();
    private final AtomicLong withMessages = new AtomicLong();
    private final AtomicLong sentTo = new AtomicLong();
    private final AtomicLong allowed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    @TempDir
    private Path folder;

    @Test
    void nobodyOutsideOfTheOraclesSetIsEverOnTheWire() throws Exception {
        long lists = Long.getLong("bulksms.lists", 3_000);
        long seed = Long.getLong("bulksms.seed", 2026);
        long first = Long.getLong("bulksms.first", 0);
        long started = System.nanoTime();

        try (WireStub provider = new WireStub()) {
            for (long from = first; from < first + lists; from += LISTS_OF_A_CONTEXT) {
                try (ListRig camel = new ListRig(provider.baseUrl(), "customer", "YXBpLWtleQ==")) {
                    tryLists(camel, provider, seed, from, Math.min(first + lists, from + LISTS_OF_A_CONTEXT));
                }
            }
        }

        System.out.printf(
                "random lists: %,d with seed %d in %,d s; %,d with messages, %,d failed; %,d messages, %,d allowed%n",
                lists,
                seed,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started),
                withMessages.get(),
                failed.get(),
                sentTo.get(),
                allowed.get());
        assertThat(failures)
                .as("lists with seed %d: %d went wrong", seed, failures.size())
                .isEmpty();
        assertThat(withMessages.get()).as("lists with messages").isGreaterThanOrEqualTo(lists / 10);
    }

    private void tryLists(ListRig camel, WireStub provider, long seed, long from, long to) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int offset = worker;
                running.add(workers.submit(() -> {
                    for (long number = from + offset;
                            number < to && failures.size() < FAILURES_SHOWN;
                            number += WORKERS) {
                        tryList(camel, provider, number, RandomList.of(seed, number), offset);
                    }
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                worker.get(MINUTES_OF_A_CONTEXT, TimeUnit.MINUTES);
            }
        } catch (TimeoutException e) {
            throw new AssertionError("a hang in one of the lists " + underWay.values() + " of seed " + seed, e);
        } finally {
            workers.shutdownNow();
        }
    }

    private void tryList(ListRig camel, WireStub provider, long number, RandomList list, int worker)
            throws IOException {
        String text = "list-" + number;
        underWay.put(worker, number);
        Map<String, Object> headers = new HashMap<>();
        headers.put(BulkSmsConstants.TEMPLATE, text);
        headers.put(BulkSmsConstants.RUN, text);
        if (list.reading().phoneColumn() != null) {
            headers.put("CamelBulkSmsPhoneColumn", list.reading().phoneColumn());
        }
        if (list.carrier().equals("header")) {
            headers.put(BulkSmsConstants.RECIPIENTS, list.text());
        }
        Reading reading = list.reading();
        String options = new Reading(
                        reading.region(),
                        reading.check(),
                        reading.bareNumbers(),
                        null,
                        reading.sessionIdColumn(),
                        reading.maxInvalid())
                .options();

        Exchange done = camel.send(options, body(list, worker), headers, Map.of());

        judge(number, list, done, provider.takeSent(text));
    }

    private Object body(RandomList list, int worker) throws IOException {
        Path file = folder.resolve("list-" + worker + ".csv");
        return switch (list.carrier()) {
            case "file" -> Files.write(file, list.bytes()).toFile();
            case "path" -> Files.write(file, list.bytes());
            case "text" -> list.text();
            case "header" -> "y";
            case "stream" -> new ByteArrayInputStream(list.bytes());
            case "bytes" -> list.bytes();
            case "elements" -> list.elements();
            default -> throw new IllegalArgumentException(list.carrier());
        };
    }

    private void judge(long number, RandomList list, Exchange done, List<String> sent) {
        Set<String> may = list.may();
        Counted counted = Counted.of(done);
        Throwable thrown = done.getException();
        if (!may.containsAll(sent)) {
            wrong(number, list, "a stranger: sent to " + sent + ", may be sent to " + may);
        } else if (new HashSet<>(sent).size() != sent.size()) {
            wrong(number, list, "twice: sent to " + sent);
        } else if (!list.must().isEmpty() && (thrown != null || !sent.containsAll(list.must()))) {
            wrong(number, list, "forgotten: sent to " + sent + ", not to all of " + list.must() + ": " + thrown);
        } else if (counted.sumOfOutcomes() != counted.read() || counted.accepted() != sent.size()) {
            wrong(number, list, "counts: " + counted + " while " + sent.size() + " were sent to");
        } else if (thrown == null && sent.isEmpty()) {
            wrong(number, list, "nobody was sent to, and the exchange ended well");
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (SLIPS.contains(cause.getClass())) {
                wrong(number, list, "a slip: " + thrown);
            }
        }
        withMessages.addAndGet(sent.isEmpty() ? 0 : 1);
        sentTo.addAndGet(sent.size());
        allowed.addAndGet(may.size());
        failed.addAndGet(thrown == null ? 0 : 1);
    }

    private void wrong(long number, RandomList list, String what) {
        String shown = list.text() == null ? String.valueOf(list.elements()) : visible(list.text());
        failures.add("%nlist %d (%s, %s, %s): %s%n%s"
                .formatted(number, list.carrier(), list.charset(), list.reading(), what, shown));
    }

    private static String visible(String text) {
        return text.replace("\r", "{CR}")
                .replace("\t", "{TAB}")
                .replace("\uFEFF", "{BOM}")
                .replace("\0", "{NUL}");
    }
}
