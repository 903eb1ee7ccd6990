package io.github.camelbulksms.benchmarks;

/**
 * What one round has cost.
 *
 * @param accepted requests
 * @param cpuNanos of all threads of the process, those of the JIT compiler and the garbage collector too
 * @param allocatedBytes by all threads, or -1 when a thread has ended meanwhile and taken its count along
 * @param peakRssBytes the most memory that the process has had since it began
 */
record Measured(long accepted, long cpuNanos, long wallNanos, long allocatedBytes, long peakRssBytes) {

    /** The same with other times, as they look from outside of the process. */
    Measured withTime(long otherCpuNanos, long otherWallNanos) {
        return new Measured(accepted, otherCpuNanos, otherWallNanos, allocatedBytes, peakRssBytes);
    }

    String toLine() {
        return accepted + " " + cpuNanos + " " + wallNanos + " " + allocatedBytes + " " + peakRssBytes;
    }

    static Measured ofLine(String line) {
        String[] words = line.split(" ");
        return new Measured(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]));
    }
}
