package io.github.camelbulksms.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The CPU time that the process has had so far. The JVM counts it in steps of 10 ms, too coarse for a round of 100 ms; Linux
 * tells the nanoseconds of each thread, as long as it lives. Elsewhere, or when one has ended, the steps must do.
 */
record Cpu(long processNanos, Map<String, Long> nanosByThread) {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final Path TASKS = Path.of("/proc/self/task");

    static Cpu now() throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        if (Files.isDirectory(TASKS)) {
            try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
                tasks.forEach(task -> put(task, nanos));
            }
        }
        return new Cpu(SYSTEM.getProcessCpuTime(), nanos);
    }

    private static void put(Path task, Map<String, Long> nanos) {
        try {
            String schedule = Files.readString(task.resolve("schedstat"));
            nanos.put(task.getFileName().toString(), Long.parseLong(schedule.substring(0, schedule.indexOf(' '))));
        } catch (IOException e) {
            // the thread has just ended
        }
    }

    long since(Cpu before) {
        boolean allLive = nanosByThread.keySet().containsAll(before.nanosByThread.keySet());
        if (nanosByThread.isEmpty() || !allLive) {
            return processNanos - before.processNanos;
        }
        return nanosByThread.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.nanosByThread.getOrDefault(thread.getKey(), 0L))
                .sum();
    }
}
