package io.github.camelbulksms.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Measures what the process spends on some work. */
final class Meter {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private Meter() {}

    static Measured measure(Callable<Long> work) throws Exception {
        Map<Long, Long> before = allocatedByThread();
        Cpu cpu = Cpu.now();
        long wall = System.nanoTime();
        long accepted = work.call();
        wall = System.nanoTime() - wall;
        return new Measured(accepted, Cpu.now().since(cpu), wall, allocatedSince(before), peakRss());
    }

    private static Map<Long, Long> allocatedByThread() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            allocated.put(ids[i], bytes[i]);
        }
        return allocated;
    }

    // Java 17 counts by thread alone; the peers keep theirs from round to round
    private static long allocatedSince(Map<Long, Long> before) {
        Map<Long, Long> after = allocatedByThread();
        if (!after.keySet().containsAll(before.keySet())) {
            return -1;
        }
        return after.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** Less than 0 where it is not Linux that runs this. */
    static long peakRss() throws IOException {
        if (!Files.exists(STATUS)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        }
    }
}
