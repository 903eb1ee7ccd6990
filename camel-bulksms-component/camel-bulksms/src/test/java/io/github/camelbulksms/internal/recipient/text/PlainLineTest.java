package io.github.camelbulksms.internal.recipient.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.MaxInvalid;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.BareNumbers;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTest {

    private static final PhoneNumberReader NUMBERS = new PhoneNumberReader(NumberCheck.shape, null, null);
    private static final ListOptions OPTIONS =
            new ListOptions(NUMBERS, ColumnFinder.BY_DICTIONARY, StandardCharsets.UTF_8, MaxInvalid.parse("100%"));
    private static final char ANY = 0;
    private static final int ROUNDS = Integer.getInteger("bulksms.rounds", 300);
    private static final long SEED = Long.getLong("bulksms.seed", 11);
    private static final List<String> FIRST_LINES = List.of(
            "381601234567",
            "381601234567,a1",
            "phone",
            "phone,session_id",
            "phone;session_id;name",
            "session_id,phone");
    private static final List<String> SECOND_CELLS = List.of(
            "",
            "a",
            "A-",
            "ext",
            "ext.",
            "x",
            "X",
            "tel",
            "Durchwahl-",
            "doplnok",
            "int",
            "ID",
            "e",
            "0x",
            "NaN",
            "+",
            "-",
            ".",
            "/",
            "00",
            "_",
            "~",
            "p",
            "w",
            "anexo",
            "t:",
            "Fax",
            "home-fax",
            "2Fax",
            "Pager_",
            "d",
            "wrongnumber",
            "DoNotCall");
    private static final String LETTERS = "0123456789,;\t xXeEpPwWoOlI.-/+()'#:~é";
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final List<String> REGIONS = List.copyOf(new TreeSet<>(LIBRARY.getSupportedRegions()));
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
                "381601234567,Fax\n",
                "381601234567,do-not-call\n",
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
            byte[] bytes = ("1234567," + "x1".repeat(33).substring(0, length) + "\n").getBytes(StandardCharsets.UTF_8);
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

            List<String> expected = readOneByOne(lines, OPTIONS);
            assertThat(read(text, OPTIONS)).containsExactlyElementsOf(expected);
            assertThat(read(new StringReader(text), OPTIONS)).isEqualTo(expected);
        }
    }

    /** Numbers as people have them, dates and short numbers among them; behind them words, extensions, IDs. */
    @ParameterizedTest
    @MethodSource("readers")
    void aListOfRealNumbersMeansTheSameWhetherItsLinesAreReadAsPlainOnesOrNot(String name, PhoneNumberReader numbers)
            throws IOException {
        ListOptions options =
                new ListOptions(numbers, ColumnFinder.BY_DICTIONARY, StandardCharsets.UTF_8, MaxInvalid.parse("100%"));
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = new ArrayList<>(List.of(FIRST_LINES.get(random.nextInt(FIRST_LINES.size()))));
            for (int i = 0; i < 20; i++) {
                lines.add(realLine(random));
            }
            String text = String.join("\n", lines) + "\n";

            assertThat(read(text, options)).as(text).containsExactlyElementsOf(readOneByOne(lines, options));
        }
    }

    static Stream<Arguments> readers() {
        return Stream.of(
                Arguments.of("safe", new PhoneNumberReader(NumberCheck.safe, null, null)),
                Arguments.of("safe in RS", new PhoneNumberReader(NumberCheck.safe, "RS", null)),
                Arguments.of("safe in DE", new PhoneNumberReader(NumberCheck.safe, "DE", null)),
                Arguments.of("national in US", new PhoneNumberReader(NumberCheck.safe, "US", BareNumbers.national)),
                Arguments.of(
                        "international in IT",
                        new PhoneNumberReader(NumberCheck.safe, "IT", BareNumbers.international)),
                Arguments.of("possible", new PhoneNumberReader(NumberCheck.possible, null, null)),
                Arguments.of("shape", new PhoneNumberReader(NumberCheck.shape, null, null)));
    }

    private static String realLine(Random random) {
        String number =
                switch (random.nextInt(6)) {
                    case 0 ->
                        String.format(
                                "%02d%02d%d",
                                1 + random.nextInt(31), 1 + random.nextInt(12), 1900 + random.nextInt(140));
                    case 1 ->
                        String.format(
                                "%d%02d%02d",
                                1900 + random.nextInt(140), 1 + random.nextInt(12), 1 + random.nextInt(31));
                    case 2 -> Long.toString(random.nextLong(1_000_000, 1_000_000_000));
                    default -> example(random);
                };
        StringBuilder line = new StringBuilder(number);
        if (random.nextInt(4) > 0) {
            line.append(",;".charAt(random.nextInt(2))).append(SECOND_CELLS.get(random.nextInt(SECOND_CELLS.size())));
            if (random.nextBoolean()) {
                line.append(random.nextInt(1 << random.nextInt(1, 31)));
            }
        }
        for (int odd = random.nextInt(4) - 1; odd > 0; odd--) {
            line.insert(random.nextInt(line.length()), LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return line.toString();
    }

    /** A number of some country and kind, at times with another digit at its end. */
    private static String example(Random random) {
        PhoneNumber number = null;
        while (number == null) {
            String region = REGIONS.get(random.nextInt(REGIONS.size()));
            PhoneNumberType[] types = PhoneNumberType.values();
            number = LIBRARY.getExampleNumberForType(region, types[random.nextInt(types.length)]);
        }
        String digits = random.nextBoolean()
                ? number.getCountryCode() + "" + number.getNationalNumber()
                : LIBRARY.format(number, PhoneNumberFormat.NATIONAL).replaceAll("\\D", "");
        return random.nextBoolean() ? digits : digits.substring(0, digits.length() - 1) + random.nextInt(10);
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
    private static List<String> readOneByOne(List<String> lines, ListOptions options) throws IOException {
        return read(
                lines.get(0) + "\n"
                        + lines.stream().skip(1).map(line -> " " + line + "\n").collect(Collectors.joining()),
                options);
    }

    private static List<String> read(Object form, ListOptions options) throws IOException {
        List<String> read = new ArrayList<>();
        try (RecipientSource source =
                RecipientInput.of(form, options).orElseThrow().open()) {
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
