package io.github.camelbulksms.lists;

import static io.github.camelbulksms.lists.LongLists.lines;
import static io.github.camelbulksms.lists.LongLists.number;
import static io.github.camelbulksms.lists.LongLists.numbersOf;
import static io.github.camelbulksms.lists.LongLists.run;
import static io.github.camelbulksms.lists.LongLists.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.lists.LongLists.Run;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that do not stand still, can be read once, or never end. */
class SourcesTest {

    private static final int LINES = 60_000;

    @TempDir
    private Path folder;

    private Path list(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), text);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    @ParameterizedTest
    @CsvSource({"5", "8", "12"})
    void aFileThatIsCutOffWhileItIsReadStopsTheRunThere(int into) throws IOException {
        Path file = list(lines(LINES, LongLists::number));

        Run run = run("", file.toFile(), () -> change(file, 40_000 * 13L + into, ""));

        assertThat(run.done().getException()).isNotNull();
        assertThat(numbersOf(LINES)).containsAll(run.sent());
    }

    @Test
    void aFileThatIsOverwrittenWhileItIsReadStopsTheRunThere() throws IOException {
        Path file = list(lines(LINES, LongLists::number));

        Run run = run("", file.toFile(), () -> change(file, 40_000 * 13L + 3, lines(20_000, LongLists::stranger)));

        assertThat(run.done().getException()).isNotNull();
        assertThat(numbersOf(LINES)).containsAll(run.sent());
    }

    @Test
    void aFileThatIsOverwrittenInItsLengthStopsTheRunThere() throws IOException {
        Path file = list(lines(LINES, LongLists::number));

        Run run = run("", file.toFile(), () -> overwrite(file, 40_000 * 13L + 3, lines(15_000, LongLists::stranger)));

        assertThat(run.done().getException()).isNotNull();
        assertThat(numbersOf(LINES)).containsAll(run.sent());
    }

    @Test
    void anUnfinishedLastLineOfAFileThatGrowsIsNotSentTo() throws IOException {
        Path file = list(lines(LINES, LongLists::number) + "+49151234567");

        Run run = run("", file.toFile(), () -> append(file, "89\n" + stranger(1) + "\n"));

        assertThat(run.done().getException()).isNotNull();
        assertThat(numbersOf(LINES)).containsAll(run.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&maxRecipients=10000", "&invalidRecipient=fail"})
    void aNamedPipeIsReadOnce(String options) throws Exception {
        File pipe = folder.resolve("pipe").toFile();
        Process make;
        try {
            make = new ProcessBuilder("mkfifo", pipe.getPath()).start();
        } catch (IOException e) {
            Assumptions.abort("no mkfifo here: " + e.getMessage());
            return;
        }
        Assumptions.assumeTrue(make.waitFor() == 0, "mkfifo fails here");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.writeString(pipe.toPath(), lines(3_000, LongLists::number), StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Run run = run(options, pipe);

        assertThat(writer).succeedsWithin(Duration.ofSeconds(10));
        assertThat(run.done().getException()).isNull();
        assertThat(run.sent()).hasSize(3_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&maxRecipients=2500", "&invalidRecipient=fail"})
    void anEndlessSourceIsNotReadBeforehand(String options) throws IOException {
        AtomicLong read = new AtomicLong();
        Iterator<String> endless = Stream.generate(() -> {
                    int position = Math.toIntExact(read.incrementAndGet());
                    if (position > 200_000) {
                        throw new IllegalStateException("read much too far");
                    }
                    return position == 3000 ? "unknown" : number(position);
                })
                .iterator();

        Run run = run(options, endless);

        assertThat(run.done().getException()).isNotNull();
        assertThat(read.get()).isLessThan(20_000);
        assertThat(run.sent()).hasSizeLessThanOrEqualTo(3_000);
    }

    private static void change(Path file, long length, String more) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
            open.seek(length);
            open.write(more.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void overwrite(Path file, long from, String more) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(from);
            open.write(more.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String more) {
        try {
            Files.writeString(file, more, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
