package io.github.camelbulksms.benchmarks;

import io.github.camelbulksms.FileSuppressionList;
import io.github.camelbulksms.MemorySuppressionList;
import io.github.camelbulksms.spi.SuppressionList;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What it takes to ask a suppression list, in batches, as a run asks it. */
final class SuppressionCost {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private SuppressionCost() {}

    /** Where the numbers are. */
    enum Place {
        MEMORY {
            @Override
            SuppressionList fill(Lists.Numbers numbers, int size) {
                MemorySuppressionList list = new MemorySuppressionList();
                for (int i = 0; i < size; i++) {
                    list.suppress(Long.toString(numbers.number(i)));
                }
                return list;
            }
        },
        FILE {
            @Override
            SuppressionList fill(Lists.Numbers numbers, int size) throws IOException {
                Path file = Files.createTempFile("bulksms-suppressed", ".csv");
                file.toFile().deleteOnExit();
                new Lists(numbers).write(file, size);
                // one that has just been written would be read twice
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
                FileSuppressionList list = new FileSuppressionList(file);
                if (list.size() != size) {
                    throw new IllegalStateException("of " + size + " numbers " + list.size() + " were read");
                }
                return list;
            }
        };

        abstract SuppressionList fill(Lists.Numbers numbers, int size) throws IOException;
    }

    static Contest contest(int size) {
        List<Contestant> contestants = Stream.of(Lists.Numbers.SHUFFLED, Lists.Numbers.WORLD)
                .flatMap(numbers -> Arrays.stream(Place.values()).map(place -> contestant(place, numbers, size)))
                .toList();
        return new Contest(
                "suppression: a list of %,d numbers asked alone, half of the recipients are on it; allocated is what it holds"
                        .formatted(size),
                "recipient",
                0,
                Contest.Heat.COLD,
                contestants);
    }

    private static Contestant contestant(Place place, Lists.Numbers numbers, int size) {
        return new Contestant(
                        PeerKind.BULKSMS,
                        1,
                        Work.askOfSuppressed(place, numbers, size),
                        Target.atMost(150, Target.Figure.CPU),
                        Target.atMost(16, Target.Figure.ALLOCATION))
                .named((place + ", " + numbers).toLowerCase(Locale.ROOT))
                .withJava("-Xms4g", "-Xmx4g");
    }

    /**
     * Asks of as many recipients as there are numbers, half of whom are on the list. Filling it is not looked at; the allocated bytes are
     * those that it holds.
     */
    static Measured ask(Place place, Lists.Numbers numbers, int size) throws IOException {
        long before = Memory.used();
        SuppressionList list = place.fill(numbers, size);
        long kept = Memory.used() - before;
        long cpu = 0;
        long wall = 0;
        long suppressed = 0;
        int end = size + size / 2;
        for (int from = size / 2; from < end; from += MeasuredPeer.BATCH) {
            long[] batch = new long[Math.min(MeasuredPeer.BATCH, end - from)];
            for (int i = 0; i < batch.length; i++) {
                batch[i] = numbers.number(from + i);
            }
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            long wallBefore = System.nanoTime();
            suppressed += list.suppressed("sale", batch).cardinality();
            wall += System.nanoTime() - wallBefore;
            cpu += THREADS.getCurrentThreadCpuTime() - cpuBefore;
        }
        if (suppressed != size - size / 2) {
            throw new IllegalStateException("of " + size + " recipients " + suppressed + " were on the list");
        }
        Reference.reachabilityFence(list);
        return new Measured(0, cpu, wall, kept, Meter.peakRss());
    }
}
