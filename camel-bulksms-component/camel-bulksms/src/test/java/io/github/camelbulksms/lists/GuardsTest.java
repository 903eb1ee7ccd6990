package io.github.camelbulksms.lists;

import static io.github.camelbulksms.lists.LongLists.lines;
import static io.github.camelbulksms.lists.LongLists.number;
import static io.github.camelbulksms.lists.LongLists.numbersOf;
import static io.github.camelbulksms.lists.LongLists.run;
import static io.github.camelbulksms.lists.LongLists.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.lists.LongLists.Run;
import io.github.camelbulksms.model.BulkSmsResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards that need a list longer than a batch. */
class GuardsTest {

    @TempDir
    private Path folder;

    private Path list(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("list.csv"), text);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
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
    void roundNumbersThatStandFarApartAreTaken() throws IOException {
        Path file = list(lines(1_200, i -> i == 1_100 ? "381641000000" : number(i)));

        Run run = run("", file.toFile());

        assertThat(run.done().getException()).isNull();
        assertThat(run.sent()).hasSize(1_200);
    }

    @Test
    void numbersThatNoPlanKnowsAreSentToBehindAPlusAndCounted() throws IOException {
        Path file = list("+381601234567\n+12020550100\n+12020550101\n");

        Run run = run("", file.toFile());

        assertThat(run.sent()).hasSize(3);
        BulkSmsResult result = run.done().getMessage().getBody(BulkSmsResult.class);
        assertThat(result.outsidePlan()).isEqualTo(2);
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
    void numbersInNoKnownRangeAreCountedInTheLog() throws IOException {
        String counting = "io.github.camelbulksms.internal.recipient.GuardedSource";
        Configurator.setLevel(counting, Level.INFO);
        try (LogLines log = new LogLines(Level.INFO)) {
            Run run =
                    run("", list("+447700900123\n381601234567\n+447700900124\n").toFile());

            assertThat(run.sent()).hasSize(3);
            assertThat(log.lines()).anyMatch(line -> line.startsWith("2 of 3 recipients"));
        } finally {
            Configurator.setLevel(counting, (Level) null);
        }
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
}
