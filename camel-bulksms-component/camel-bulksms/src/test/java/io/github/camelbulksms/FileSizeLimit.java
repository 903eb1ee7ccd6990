package io.github.camelbulksms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** No file of a server may grow beyond some size, as by {@code ulimit -f}. Needs Linux, but no rights. */
record FileSizeLimit(DatabaseServer server) {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    static boolean isPossible() {
        return Files.isExecutable(PRLIMIT);
    }

    void set(long bytes) throws IOException {
        limit(Long.toString(bytes));
    }

    void remove() throws IOException {
        limit("unlimited");
    }

    /** The soft limit, which everybody may raise again. */
    private void limit(String size) throws IOException {
        for (ProcessHandle process : server.processes()) {
            Process command = new ProcessBuilder(PRLIMIT.toString(), "--pid=" + process.pid(), "--fsize=" + size + ":")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await(command);
            if (command.exitValue() != 0 && process.isAlive()) {
                throw new IOException(command.info() + " failed");
            }
        }
    }

    private static void await(Process command) throws IOException {
        try {
            if (!command.waitFor(1, TimeUnit.MINUTES)) {
                throw new IOException("prlimit does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
