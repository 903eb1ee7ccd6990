package io.github.camelbulksms.benchmarks;

import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What it takes to know a number again: a set of numbers, filled as a run fills it. */
final class Memory {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CHUNK = 10_000;

    private Memory() {}

    static Contest contest(int size) {
        List<Contestant> contestants = Arrays.stream(Lists.Numbers.values())
                .map(numbers -> contestant(numbers, size))
                .toList();
        return new Contest(
                "duplicates: the set of %,d numbers alone; allocated is what it holds in the end".formatted(size),
                "recipient",
                0,
                Contest.Heat.COLD,
                contestants);
    }

    private static Contestant contestant(Lists.Numbers numbers, int size) {
        return new Contestant(
                        PeerKind.BULKSMS,
                        1,
                        Work.remember(numbers, size),
                        Target.atMost(300, Target.Figure.CPU),
                        Target.atMost(24, Target.Figure.ALLOCATION))
                .named("numbers, " + numbers.name().toLowerCase(Locale.ROOT))
                .withJava("-Xms4g", "-Xmx4g");
    }

    /** The allocated bytes are those that the set still holds. Making the recipients is not looked at. */
    static Measured remember(Lists.Numbers numbers, int recipients) throws IOException {
        long before = used();
        RecipientSet seen = RecipientSet.of(DuplicateRecipient.skip);
        ValidEntry[] chunk = new ValidEntry[CHUNK];
        long cpu = 0;
        long wall = 0;
        for (int from = 0; from < recipients; from += CHUNK) {
            int length = Math.min(CHUNK, recipients - from);
            for (int i = 0; i < length; i++) {
                chunk[i] = new ValidEntry(0, new Recipient(Long.toString(numbers.number(from + i)), null));
            }
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            long wallBefore = System.nanoTime();
            long added = addAll(seen, chunk, length);
            wall += System.nanoTime() - wallBefore;
            cpu += THREADS.getCurrentThreadCpuTime() - cpuBefore;
            if (added != length) {
                throw new IllegalStateException("of " + length + " new numbers " + added + " were taken for new");
            }
        }
        long kept = used() - before;
        Reference.reachabilityFence(seen);
        return new Measured(0, cpu, wall, kept, Meter.peakRss());
    }

    private static long addAll(RecipientSet seen, ValidEntry[] recipients, int length) {
        long added = 0;
        for (int i = 0; i < length; i++) {
            added += seen.add(recipients[i]) ? 1 : 0;
        }
        return added;
    }

    static long used() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
