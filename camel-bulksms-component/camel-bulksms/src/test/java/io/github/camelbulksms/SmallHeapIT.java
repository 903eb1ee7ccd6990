package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two million recipients through a process with a heap of 64 MB. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SmallHeapIT {

    private static final int RECIPIENTS = 2_000_000;

    @TempDir
    private static Path folder;

    private static Path list;

    @BeforeAll
    static void writeList() throws IOException {
        list = folder.resolve("list.csv");
        try (BufferedWriter out = Files.newBufferedWriter(list)) {
            for (int i = 0; i < RECIPIENTS; i++) {
                // shuffled within one country: 7919 and 10^8 have no common divisor
                out.write("3816" + (100_000_000 + i * 7919L % 100_000_000) + "\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "iterator", "stream"})
    void twoMillionRecipientsGoThroughASmallHeap(String form) throws Exception {
        try (BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().messagesKept(1000).start()) {
            Path output = folder.resolve(form + ".out");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SmallHeapProgram.class.getName(),
                            form,
                            list.toString(),
                            sandbox.baseUrl(),
                            sandbox.customerId(),
                            sandbox.apiKey()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();

            assertThat(process.waitFor()).as(() -> read(output)).isZero();
            assertThat(read(output)).contains("read=2000000 accepted=2000000 ").contains("requests=2000");
            assertThat(sandbox.stats().messages()).isEqualTo(RECIPIENTS);
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
