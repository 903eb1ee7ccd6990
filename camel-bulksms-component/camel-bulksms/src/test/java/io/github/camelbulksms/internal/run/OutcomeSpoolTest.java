package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of recipients, in memory or in a file, come back as they were. */
class OutcomeSpoolTest {

    private static final RecipientOutcome INVALID = RecipientOutcome.invalid(1, "Zoë, \"x\"", "not a phone number");
    private static final RecipientOutcome PLAIN =
            RecipientOutcome.of(Outcome.UNKNOWN, 2, new Recipient("381601234567", null), "cut");
    private static final RecipientOutcome WITH_ID =
            RecipientOutcome.of(Outcome.UNSENT, 3, new Recipient("381601234568", "=id"), "cut");

    private final OutcomeSpool spool = new OutcomeSpool();

    @AfterEach
    void close() {
        spool.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5_000})
    void theyComeBackInTheirOrderHoweverManyThereAre(int rounds) throws IOException {
        List<RecipientOutcome> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            for (RecipientOutcome one : List.of(INVALID, PLAIN, WITH_ID)) {
                spool.add(one);
                all.add(one);
            }
        }
        spool.seal(ListForm.LINES);

        for (int again = 0; again < 2; again++) {
            try (Stream<RecipientOutcome> named = spool.stream()) {
                assertThat(named.map(OutcomeSpoolTest::written))
                        .isEqualTo(all.stream().map(OutcomeSpoolTest::written).toList());
            }
        }
        spool.close();
        assertThatThrownBy(spool::stream).hasMessageContaining("the result is closed");
    }

    @Test
    void fewStayInMemoryAndManyAreInAFileUntilTheyAreClosed() throws IOException {
        long before = files();
        spool.add(PLAIN);
        assertThat(files()).isEqualTo(before);
        for (int i = 0; i < 20_000; i++) {
            spool.add(PLAIN);
        }
        assertThat(files()).isEqualTo(before + 1);
        spool.seal(ListForm.LINES);
        spool.close();
        assertThat(files()).isEqualTo(before);
    }

    /** In the folder of this process. */
    private static long files() throws IOException {
        Path one = SpoolFolder.newFile(".any");
        Files.delete(one);
        try (Stream<Path> all = Files.list(one.getParent())) {
            return all.filter(file -> file.toString().endsWith(".outcomes")).count();
        }
    }

    @Test
    void aStreamThatIsClosedIsReadNoFurther() throws IOException {
        spool.add(INVALID);
        spool.add(PLAIN);
        spool.add(WITH_ID);
        spool.seal(ListForm.LINES);
        Stream<RecipientOutcome> named = spool.stream();
        Iterator<RecipientOutcome> iterator = named.iterator();
        named.close();

        assertThatThrownBy(iterator::next).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void linesThatAreClosedAreReadNoFurther() throws IOException {
        spool.add(PLAIN);
        spool.add(PLAIN);
        spool.add(PLAIN);
        spool.seal(ListForm.LINES);
        InputStream lines = spool.lines(Outcome.UNKNOWN);
        lines.close();

        assertThatThrownBy(lines::readAllBytes).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theLastIsFollowedByNone() throws IOException {
        spool.add(PLAIN);
        spool.seal(ListForm.LINES);

        try (Stream<RecipientOutcome> named = spool.stream()) {
            Iterator<RecipientOutcome> iterator = named.iterator();
            assertThat(written(iterator.next())).isEqualTo(written(PLAIN));
            assertThat(iterator.hasNext()).isFalse();
            assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void invalidLinesComeInTheFormOfTheListAndOthersAsLines() throws IOException {
        spool.add(INVALID);
        spool.add(PLAIN);
        spool.add(WITH_ID);
        spool.seal(new ListForm(Optional.of("phone"), StandardCharsets.UTF_16LE, true));

        assertThat(bytes(spool.lines(Outcome.INVALID)))
                .isEqualTo("\uFEFFphone\nZoë, \"x\"\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(new String(bytes(spool.lines(Outcome.UNSENT)), StandardCharsets.UTF_8))
                .isEqualTo("381601234568,\"=id\"\n");
        assertThat(bytes(spool.lines(Outcome.REFUSED))).isEmpty();
    }

    @Test
    void theReportIsCsvThatNoSpreadsheetTakesForAFormula() throws IOException {
        spool.add(INVALID);
        spool.add(PLAIN);
        spool.add(WITH_ID);
        spool.seal(ListForm.LINES);

        assertThat(new String(
                        bytes(spool.report("\"\",,,unsent,\"the list was not read to its end\"")),
                        StandardCharsets.UTF_8))
                .isEqualTo("""
                        phone,session_id,position,outcome,reason
                        "Zoë, ""x\""",,1,invalid,"not a phone number"
                        "381601234567",,2,unknown,"cut"
                        "381601234568","'=id",3,unsent,"cut"
                        "",,,unsent,"the list was not read to its end"
                        """);
        assertThat(new String(bytes(spool.report("")), StandardCharsets.UTF_8)).hasLineCount(4);
    }

    @Test
    void aReportOfNobodyHasItsHeader() throws IOException {
        spool.seal(ListForm.LINES);

        assertThat(new String(bytes(spool.report("")), StandardCharsets.UTF_8))
                .isEqualTo("phone,session_id,position,outcome,reason\n");
    }

    @Test
    void linesAreReadByTheByteAndByPieces() throws IOException {
        spool.add(PLAIN);
        spool.seal(ListForm.LINES);

        try (InputStream lines = spool.lines(Outcome.UNKNOWN)) {
            assertThat(lines.read()).isEqualTo('3');
            byte[] into = new byte[20];
            assertThat(lines.read(into, 0, 0)).isZero();
            assertThat(lines.read(into, 2, 5)).isEqualTo(5);
            assertThat(new String(into, 2, 5, StandardCharsets.US_ASCII)).isEqualTo("81601");
            assertThat(lines.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("234567\n");
            assertThat(lines.read()).isEqualTo(-1);
            assertThat(lines.read(into, 0, 1)).isEqualTo(-1);
        }
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        try (stream) {
            return stream.readAllBytes();
        }
    }

    /** An outcome leaves its recipient out of its text. */
    private static String written(RecipientOutcome one) {
        return one.position() + " " + one.outcome() + " " + one.text() + " " + one.reason();
    }
}
