package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with a heap of 256 MB goes on with a run of which another has sent nine tenths. The short version runs with the other
 * tests; the long one: {@code mvn verify -Dit.test=ResumeIT -Dbulksms.resume=10000000}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ResumeIT {

    private static final int RECIPIENTS = Integer.getInteger("bulksms.resume", 500_000);

    @TempDir
    private Path folder;

    @Test
    void aLongRunIsResumedInASmallHeap() throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("list.csv"))) {
            for (int i = 0; i < RECIPIENTS; i++) {
                // shuffled within one country: 7919 and 10^8 have no common divisor
                out.write("3816" + (100_000_000 + i * 7919L % 100_000_000) + "\n");
            }
        }
        int sent = RECIPIENTS / 10 * 9;
        try (BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().messagesKept(0).hardCap(sent).start()) {
            run(sandbox);
            assertThat(sandbox.stats().messages()).isEqualTo(sent);
            assertThat(folder.resolve("result")).doesNotExist();
        }
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.builder().messagesKept(0).start()) {
            long start = System.nanoTime();
            run(sandbox);
            assertThat(sandbox.stats().messages()).isEqualTo(RECIPIENTS - sent);
            assertThat(Files.readString(folder.resolve("result"))).contains("accepted=" + RECIPIENTS + " ");
            System.out.printf(
                    "resumed=%d of %d heap=256m seconds=%.1f%n",
                    RECIPIENTS - sent, RECIPIENTS, (System.nanoTime() - start) / 1e9);
        }
    }

    private void run(BulkSmsSandbox sandbox) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dbulksms.batch=1000",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillProgram.class.getName(),
                        folder.toString(),
                        sandbox.baseUrl(),
                        sandbox.customerId(),
                        sandbox.apiKey(),
                        // else the file is opened and closed for each statement
                        "jdbc:h2:" + folder.resolve("journal") + ";DB_CLOSE_DELAY=-1")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(() -> read(output)).isZero();
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
