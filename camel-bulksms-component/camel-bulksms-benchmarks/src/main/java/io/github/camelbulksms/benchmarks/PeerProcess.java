package io.github.camelbulksms.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link PeerProgram}, seen from outside. */
final class PeerProcess implements Runner {

    private final Contestant contestant;
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    PeerProcess(Contestant contestant, String baseUrl) throws IOException {
        this.contestant = contestant;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(contestant.javaOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PeerProgram.class.getName()));
        command.addAll(List.of(contestant.kind().name(), baseUrl, Integer.toString(contestant.inFlight())));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
        orders = process.outputWriter();
    }

    @Override
    public Measured round() throws IOException {
        orders.write(contestant.work().order() + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(contestant.title() + " ended in the midst of "
                    + contestant.work().order());
        }
        return Measured.ofLine(answer);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        orders.close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }
}
