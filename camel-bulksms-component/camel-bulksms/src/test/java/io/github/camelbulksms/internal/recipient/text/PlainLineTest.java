package io.github.camelbulksms.internal.recipient.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.MaxInvalid;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTest {

    private static final PhoneNumberReader NUMBERS = new PhoneNumberReader(NumberCheck.shape, null, null);
    private static final ListOptions OPTIONS =
            new ListOptions(NUMBERS, ColumnFinder.BY_DICTIONARY, StandardCharsets.UTF_8, MaxInvalid.parse("100%"));
    private static final char ANY = 0;
    private static final String PIECES = "0123456789,,;\t|:\\ #+-é\u0000";

    private final ValidEntry entry = new ValidEntry();

    @ParameterizedTest
    @CsvSource(
            value = {
                "381601234567|",
                "1234567|",
                "123456789012345|",
                "381601234567,|",
                "381601234567,a|a",
                "381601234567;A-b_c.9/~|A-b_c.9/~",
                "381601234567,255E3E34382C0E049046BF14FF7F3435|255E3E34382C0E049046BF14FF7F3435"
            },
            delimiter = '|')
    void aPlainLineIsReadWhateverItsEnd(String line, String sessionId) {
        for (String end : List.of("\n", "\r\n")) {
            byte[] bytes = ("x" + line + end + "next").getBytes(StandardCharsets.UTF_8);

            assertThat(PlainLine.read(bytes, 1, bytes.length, ANY, 7, entry)).isEqualTo(bytes.length - 4);
            assertThat(entry.position()).isEqualTo(7);
            assertThat(entry.recipient()).isEqualTo(new Recipient(line.split("[,;]")[0], sessionId));
        }
    }

    @ParameterizedTest
    @CsvSource({"381601234567,-1", "'381601234567,a',-1", "'381601234567\n',13", "'381601234567,a\r\n',16"})
    void aLineThatNothingEndsIsPlainOnlyAsTheLastOfAText(String line, int end) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);

        assertThat(PlainLine.read(bytes, 0, bytes.length, ANY, 7, entry)).isEqualTo(end);
        assertThat(PlainLine.readLast(bytes, 0, bytes.length, ANY, 7, entry))
                .isEqualTo(end == PlainLine.NOT_PLAIN ? bytes.length : PlainLine.NOT_PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "phone\n",
                "123456\n",
                "1234567890123456\n",
                "99999999999999999999999\n",
                "0381601234567\n",
                "+381601234567\n",
                "381 601234567\n",
                "381601234567\r",
                "381601234567\rx\n",
                "381601234567",
                "381601234567,unfinished",
                "381601234567,a,b\n",
                "381601234567;a;b\n",
                "381601234567,\"a\"\n",
                "381601234567,a b\n",
                "381601234567,a:b\n",
                "381601234567,a|b\n",
                "381601234567,\\N\n",
                "381601234567,é\n",
                "381601234567,\u007F\n",
                "381601234567:a\n",
                "381601234567#a\n"
            })
    void whateverCouldMeanAnythingElseIsLeftToOthers(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);

        assertThat(PlainLine.read(bytes, 0, bytes.length, ANY, 1, entry)).isEqualTo(PlainLine.NOT_PLAIN);
    }

    @Test
    void aSessionIdThatIsTooLongIsLeftToOthers() {
        for (int length : new int[] {64, 65}) {
            byte[] bytes = ("1234567," + "x".repeat(length) + "\n").getBytes(StandardCharsets.UTF_8);
            assertThat(PlainLine.read(bytes, 0, bytes.length, ANY, 1, entry) != PlainLine.NOT_PLAIN)
                    .isEqualTo(length == 64);
        }
    }

    @Test
    void theDelimiterOfAHeaderLineIsTheOnlyOne() {
        byte[] bytes = "1234567;a\n".getBytes(StandardCharsets.UTF_8);

        assertThat(PlainLine.read(bytes, 0, bytes.length, ',', 1, entry)).isEqualTo(PlainLine.NOT_PLAIN);
        assertThat(PlainLine.read(bytes, 0, bytes.length, ';', 1, entry)).isEqualTo(bytes.length);
    }

    /** Lines with something odd in most of them. */
    @ParameterizedTest
    @ValueSource(strings = {"1234567", "phone", "phone,session_id", "phone;session_id;name", "session_id,phone"})
    void aListMeansTheSameWhetherItsLinesAreReadAsPlainOnesOrNot(String firstLine) throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            List<String> lines = new ArrayList<>(List.of(firstLine));
            for (int i = 0; i < 50; i++) {
                lines.add(line(random));
            }
            String text = String.join("\n", lines) + "\n";

            List<String> expected = readOneByOne(lines);
            assertThat(read(text)).containsExactlyElementsOf(expected);
            assertThat(read(new StringReader(text))).isEqualTo(expected);
        }
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder(Long.toString(random.nextLong(1L << random.nextInt(10, 60))));
        line.append(random.nextBoolean() ? "," : ";").append(random.nextInt(1 << 16));
        for (int odd = random.nextInt(4) - 1; odd > 0; odd--) {
            line.insert(random.nextInt(line.length()), PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return line.toString();
    }

    /** Below the first line as it is, each line with a blank in front, which no plain line has. */
    private static List<String> readOneByOne(List<String> lines) throws IOException {
        return read(lines.get(0) + "\n"
                + lines.stream().skip(1).map(line -> " " + line + "\n").collect(Collectors.joining()));
    }

    private static List<String> read(Object form) throws IOException {
        List<String> read = new ArrayList<>();
        try (RecipientSource source =
                RecipientInput.of(form, OPTIONS).orElseThrow().open()) {
            for (Entry next = source.next(); next != null; next = source.next()) {
                read.add(asText(next));
            }
        } catch (IOException e) {
            // a list may end so: then both must, at the same line
            read.add(e.getMessage().substring(e.getMessage().indexOf(",")));
        }
        return read;
    }

    private static String asText(Entry entry) {
        return entry instanceof ValidEntry valid
                ? valid.position() + " " + valid.recipient().toLine()
                // a refused list names itself
                : entry.toString().replace("reader, line", "text, line");
    }
}
