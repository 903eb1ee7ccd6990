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
    private static final long NANOS_PER_TICK = 10_000_000;
    private static final Path STATUS = Path.of("/proc/self/stat");
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

    /** What processes had that this one has started and that have ended, in steps of 10 ms; 0 where it is not Linux that runs this. */
    static long nanosOfEndedProcesses() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        // behind the name of the command, which may hold blanks: state is field 3, cutime 16, cstime 17 (proc(5))
        String status = Files.readString(STATUS);
        String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * NANOS_PER_TICK;
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
