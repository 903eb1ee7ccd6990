package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsConstants;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards that need a list longer than a batch, or a file that does not stand still. */
class GuardsTest {

    private static final String TEXT = "guarded";
    private static final int LINES = 60_000;

    @TempDir
    private Path folder;

    private static String number(int i) {
        return "38160" + (1_000_000 + i);
    }

    private static String stranger(int i) {
        return "38164" + (1_000_000 + i);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private Path list(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), text);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    private record Run(Exchange done, List<String> sent) {}

    private static Run run(String options, Object body) throws IOException {
        return run(options, body, () -> {});
    }

    private static Run run(String options, Object body, Runnable atFirstRequest) throws IOException {
        AtomicBoolean asked = new AtomicBoolean();
        try (WireStub provider = new WireStub(() -> {
                    if (asked.compareAndSet(false, true)) {
                        atFirstRequest.run();
                    }
                });
                ListRig camel = new ListRig(provider.baseUrl(), "customer", "YXBpLWtleQ==")) {
            Exchange done = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> camel.send(
                            "&concurrentRequests=1" + options,
                            body,
                            Map.of(BulkSmsConstants.TEMPLATE, TEXT),
                            Map.of()));
            Counted counted = Counted.of(done);
            assertThat(counted.sumOfOutcomes()).isEqualTo(counted.read());
            return new Run(done, provider.takeSent(TEXT));
        }
    }

    @Test
    void aListThatIsMostlyWrongIsNotSentToEvenToItsFirstBatch() throws IOException {
        Path file = list("phone\n" + lines(2_000, i -> i < 600 ? "unknown " + i : number(i)));

        Run run = run("", file.toFile());

        assertThat(run.sent()).isEmpty();
        assertThat(run.done().getException()).hasMessageContaining("maxInvalid");
    }

    @Test
    void aStreamThatIsMostlyWrongIsNotSentToEither() throws IOException {
        Path file = list("phone\n" + lines(2_000, i -> i < 600 ? "unknown " + i : number(i)));

        Run run = run("", Files.newInputStream(file));

        assertThat(run.sent()).isEmpty();
        assertThat(run.done().getException()).hasMessageContaining("maxInvalid");
    }

    @Test
    void aListThatTurnsMostlyWrongIsLeftThere() throws IOException {
        Path file = list("phone\n" + lines(10_000, i -> i < 2_000 || i >= 8_000 ? number(i) : "unknown " + i));

        Run run = run("", file.toFile());

        assertThat(run.done().getException()).hasMessageContaining("maxInvalid");
        assertThat(run.sent()).hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void aSecondCellThatIsANumberIsInvalidBehindTheFirstBatch() throws IOException {
        Path file = list(lines(3_000, i -> number(i) + (i < 2_000 || i > 2_009 ? ",s-" + i : "," + stranger(i))));

        Run run = run("", file.toFile());

        assertThat(run.done().getException()).isNull();
        assertThat(run.sent()).hasSize(2_990).doesNotContain(number(2_000), number(2_009));
        assertThat(Counted.of(run.done()).invalid()).isEqualTo(10);
    }

    @Test
    void aSecondCellThatIsANumberIsRefusedInTheFirstBatch() throws IOException {
        Path file = list(lines(3_000, i -> number(i) + (i == 700 ? "," + stranger(i) : "")));

        Run run = run("", file.toFile());

        assertThat(run.sent()).isEmpty();
        assertThat(run.done().getException()).hasMessageContaining("sessionIdColumn");
    }

    @Test
    void nobodyBehindASecondHeaderIsSentTo() throws IOException {
        Path file = list("phone,id\n" + lines(2_500, i -> number(i) + "," + stranger(i)) + "id,phone\n"
                + lines(2_500, i -> stranger(i) + "," + number(2_500 + i)));

        Run run = run("", file.toFile());

        assertThat(run.done().getException()).hasMessageContaining("2502");
        assertThat(numbersOf(2_500)).containsAll(run.sent());
    }

    @Test
    void nobodyBehindTheEndOfTheWireFormIsSentTo() throws IOException {
        String wire =
                IntStream.range(0, 2_500).mapToObj(i -> number(i) + ":s-" + i).collect(Collectors.joining(","));
        Path file = list(wire + ",Ana Example," + stranger(1) + ":x," + stranger(2));

        Run run = run("&maxInvalid=100%25", file.toFile());

        assertThat(run.done().getException()).isNotNull();
        assertThat(numbersOf(2_500)).containsAll(run.sent());
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 200, 5_000})
    void aQuotedCellOfTooManyLinesIsAnErrorWhereItsQuoteOpened(int lines) throws IOException {
        Path file = list("phone,note\n" + number(0) + ",\"" + lines(lines, i -> stranger(i) + ",x") + "\"\n" + number(1)
                + ",y\n");

        Run run = run("", file.toFile());

        assertThat(run.sent()).isEmpty();
        assertThat(run.done().getException()).hasMessageContaining("line 2");
    }

    @Test
    void aQuotedCellOfTooManyCharactersIsAnErrorWhereItsQuoteOpened() throws IOException {
        Path file = list("phone,note\n" + number(0) + ",\"" + "x".repeat(70_000) + "\"\n" + number(1) + ",y\n");

        Run run = run("", file.toFile());

        assertThat(run.sent()).isEmpty();
        assertThat(run.done().getException()).hasMessageContaining("line 2");
    }

    @Test
    void aQuotedCellWithinTheBoundsIsRead() throws IOException {
        Path file = list("phone,note\n" + number(0) + ",\"" + "x".repeat(30_000) + "\"\n" + number(1) + ",\""
                + lines(90, i -> stranger(i) + ",x") + "\"\n");

        Run run = run("", file.toFile());

        assertThat(run.done().getException()).isNull();
        assertThat(run.sent()).containsExactlyInAnyOrder(number(0), number(1));
    }

    @ParameterizedTest
    @CsvSource({"5", "8", "12"})
    void aFileThatIsCutOffWhileItIsReadStopsTheRunThere(int into) throws IOException {
        Path file = list(lines(LINES, GuardsTest::number));

        Run run = run("", file.toFile(), () -> change(file, 40_000 * 13L + into, ""));

        assertThat(run.done().getException()).isNotNull();
        assertThat(numbersOf(LINES)).containsAll(run.sent());
    }

    @Test
    void aFileThatIsOverwrittenWhileItIsReadStopsTheRunThere() throws IOException {
        Path file = list(lines(LINES, GuardsTest::number));

        Run run = run("", file.toFile(), () -> change(file, 40_000 * 13L + 3, lines(20_000, GuardsTest::stranger)));

        assertThat(run.done().getException()).isNotNull();
        assertThat(numbersOf(LINES)).containsAll(run.sent());
    }

    @Test
    void aFileThatIsOverwrittenInItsLengthStopsTheRunThere() throws IOException {
        Path file = list(lines(LINES, GuardsTest::number));

        Run run = run("", file.toFile(), () -> overwrite(file, 40_000 * 13L + 3, lines(15_000, GuardsTest::stranger)));

        assertThat(run.done().getException()).isNotNull();
        assertThat(numbersOf(LINES)).containsAll(run.sent());
    }

    @Test
    void anUnfinishedLastLineOfAFileThatGrowsIsNotSentTo() throws IOException {
        Path file = list(lines(LINES, GuardsTest::number) + "+49151234567");

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
                Files.writeString(pipe.toPath(), lines(3_000, GuardsTest::number), StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Run run = run(options, pipe);

        assertThat(writer).succeedsWithin(Duration.ofSeconds(10));
        assertThat(run.done().getException()).isNull();
        assertThat(run.sent()).hasSize(3_000);
    }

    private static Set<String> numbersOf(int lines) {
        return IntStream.range(0, lines).mapToObj(GuardsTest::number).collect(Collectors.toCollection(HashSet::new));
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
