package io.github.camelbulksms.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Accepts every request after a while, in a process of its own, and looks at nothing but its length: what is measured is the
 * sender.
 */
final class FastStub implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final String baseUrl;

    private FastStub(Process process) throws IOException {
        this.process = process;
        answers = process.inputReader();
        orders = process.outputWriter();
        baseUrl = answers.readLine();
    }

    /**
     * What has come since the last look.
     *
     * @param bodyBytes of all requests
     * @param recipients of the requests since {@link #count()}
     */
    record Taken(long requests, long bodyBytes, long recipients) {}

    /** Speaks plain HTTP. */
    static FastStub start(long latencyMillis) throws IOException {
        return start(latencyMillis, null);
    }

    /**
     * @param certificate null for plain HTTP
     */
    static FastStub start(long latencyMillis, StubCertificate certificate) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FastStubProgram.class.getName(),
                Long.toString(latencyMillis)));
        if (certificate != null) {
            command.add(certificate.keyStore().toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new FastStub(process);
    }

    String baseUrl() {
        return baseUrl;
    }

    /** From now until the next look it reads the bodies, to count recipients. That takes time: not while it matters. */
    void count() throws IOException {
        ask(FastStubProgram.COUNT);
    }

    Taken taken() throws IOException {
        String[] numbers = ask("taken").split(" ");
        return new Taken(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    private String ask(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        return answers.readLine();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
