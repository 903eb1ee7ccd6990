package io.github.camelbulksms;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the tests in a process of its own, which a test can kill. */
final class JavaProcess {

    private JavaProcess() {}

    /**
     * @param output is appended to
     */
    static Process start(Class<?> program, Path output, String... arguments) throws IOException {
        return start(program, Path.of(System.getProperty("java.io.tmpdir")), output, arguments);
    }

    /**
     * @param temporary the process's directory for temporary files
     * @param output is appended to
     */
    static Process start(Class<?> program, Path temporary, Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }
}
