package io.github.camelbulksms.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link ReportReceiverProgram}, seen from outside. */
final class ReportReceiverProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final int port;

    /** So far. */
    record State(long taken, long cpuNanos) {}

    ReportReceiverProcess(String kind) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReportReceiverProgram.class.getName(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
        orders = process.outputWriter();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("a receiver of reports did not start: " + kind);
        }
        port = Integer.parseInt(answer);
    }

    int port() {
        return port;
    }

    State state() throws IOException {
        orders.write("\n");
        orders.flush();
        String[] words = answers.readLine().split(" ");
        return new State(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        orders.close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }
}
