package io.github.camelbulksms.internal.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Recipient;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientInputTest {

    private static final PhoneNumberReader NUMBERS = new PhoneNumberReader(NumberCheck.shape, null, null);
    private static final ListOptions OPTIONS =
            new ListOptions(NUMBERS, ColumnFinder.BY_DICTIONARY, StandardCharsets.UTF_8, MaxInvalid.parse("100%"));
    private static final Recipient FIRST = new Recipient("381601234567", "a");
    private static final Recipient SECOND = new Recipient("381601234568", null);

    @TempDir
    private static Path folder;

    private static final String JSON =
            "[{\"mobile\":\"381601234567\",\"sessionId\":\"a\",\"tags\":[1]},\n \"381601234568\"]";

    record Customer(String name, String phone, String sessionId) {}

    public static class Contact {

        private final String mobile;
        private final String session;

        Contact(String mobile, String session) {
            this.mobile = mobile;
            this.session = session;
        }

        public String getMobilePhone() {
            return mobile;
        }

        public String getSessionId() {
            return session;
        }

        public String getFax() {
            return "381111111111";
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    static Stream<Object> formsOfTwo() throws IOException {
        String lines = "381601234567,a\n381601234568\n";
        Path file = Files.writeString(folder.resolve("list.csv"), lines);
        Map<String, Object> row = new HashMap<>();
        row.put("SESSION_ID", "a");
        row.put("Phone_Number", 381601234567L);
        return Stream.of(
                lines,
                new StringBuilder(lines),
                lines.getBytes(StandardCharsets.UTF_8),
                file,
                file.toFile(),
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                new StringReader(lines),
                List.of("381601234567,a", "381601234568"),
                List.of("381601234567:a", " 381601234568\n"),
                Arguments.of((Object) new String[] {"381601234567,a", "381601234568"}),
                List.of("381601234567,a", "381601234568").iterator(),
                (Iterable<String>)
                        () -> List.of("381601234567,a", "381601234568").iterator(),
                Stream.of("381601234567,a", "381601234568"),
                List.of(FIRST, SECOND),
                List.of(List.of("381601234567", "a"), new Object[] {381601234568L}),
                List.of(new Customer("Ana", "+381601234567", "a"), new Customer("Iva", "381601234568", null)),
                List.of(new Contact("381601234567", "a"), new Contact("381601234568", null)),
                JSON,
                "\uFEFF " + JSON,
                json(JSON),
                List.of(json("{\"cell\":\"381601234567\",\"session\":\"a\"}"), json("381601234568")),
                List.of(row, Map.of("msisdn", "+381 60 1234568", "name", "Zoë")),
                Arrays.asList("381601234567,a".getBytes(StandardCharsets.UTF_8), 381601234568L),
                "381601234567:a,381601234568",
                " 381601234567:a, 381601234568 ,\n",
                "381601234567:a\n381601234568\n");
    }

    @ParameterizedTest
    @MethodSource("formsOfTwo")
    void everyFormIsRead(Object form) throws IOException {
        assertThat(recipients(form)).containsExactly(FIRST, SECOND);
    }

    static Stream<Object> formsOfOne() {
        return Stream.of(
                SECOND,
                381601234568L,
                new BigDecimal("3.81601234568E+11"),
                3.81601234568E11,
                new long[] {381601234568L},
                IntStream.of(1).mapToObj(i -> SECOND),
                Map.of("session", "", "recipient", "381601234568"),
                new Customer("Iva", "381601234568", ""),
                "{\"phone\": 381601234568}",
                "381601234568");
    }

    @ParameterizedTest
    @MethodSource("formsOfOne")
    void oneRecipientNeedsNoCollection(Object form) throws IOException {
        assertThat(recipients(form)).containsExactly(SECOND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone,session_id\n381601234567,a\n381601234568\n",
                "\uFEFFphone;session_id\r\n381601234567;a\r\n381601234568;\r\n",
                "session\tname\tmsisdn\na\tJoe\t381601234567\n\t\t381601234568",
                "session|name|msisdn\na|Joe|381601234567\n||381601234568\n",
                "sep=|\nName, first|Phone|Session\nAna, A|381601234567|a\nIva|381601234568|\n",
                "phone,session_id,note\n381601234567,a,\"two\nlines, \"\"said\"\"\"\n381601234568,,\n",
                "phone,session_id\r381601234567,a\r381601234568\r",
                "\n\nName, Phone Number ,Session-ID\n\"Doe, Joe\",+381 60 1234567,a\n,381601234568,",
                "\"session_id\",\"PHONE\"\n\"a\",\"381601234567\"\n\"\",\"381601234568\"",
                "sessionId;phoneNumber;id\na;381601234567;7\n;381601234568;8",
                "RECIPIENT,session\n381601234567,a\n381601234568\n",
                "381601234567;a\n381601234568",
                "381601234567\ta\n381601234568\t",
                "\n\n381601234567 , a  \n\n  381601234568 \n",
                "\"381601234567\",\"a\"\n\"+381 60 1234568\"\n"
            })
    void aCsvIsReadWhateverItsColumnsDelimitersAndQuotes(String csv) throws IOException {
        assertThat(recipients(csv)).containsExactly(FIRST, SECOND);
    }

    @Test
    void theHeaderLineIsKeptForThoseThatComeBack() throws IOException {
        try (RecipientSource source = open("name;phone\nJoe;12\n")) {
            assertThat(source.next()).isEqualTo(new Entry.Invalid(2, "Joe;12", reasonOf("12")));
            assertThat(source.form().header()).contains("name;phone");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name;Phone;Telefon\nJoe;381601234567;381601234568",
                "phone,PHONE\n381601234567,381601234568",
                "Name,Fax\nJoe,381601234567",
                "name,number\nJoe,381601234567"
            })
    void aHeaderThatDoesNotNameOnePhoneToSendToIsRefused(String csv) throws IOException {
        try (RecipientSource source = open(csv)) {
            assertThat(source.next()).isInstanceOf(Entry.Invalid.class);
            assertThat(source.next()).isInstanceOf(Entry.Invalid.class);
            assertThat(source.next()).isNull();
            assertThat(source.reasonToStop())
                    .startsWith("text, line 1: the header line names")
                    .contains("phoneColumn");
        }
    }

    @Test
    void aListThatStartsAsNoneIsRefusedWithAllOfItsLines() throws IOException {
        try (RecipientSource source = open("customer;gsm2\nJoe;381601234567\n381601234568\n")) {
            for (int line = 1; line <= 3; line++) {
                assertThat(source.next())
                        .isInstanceOfSatisfying(Entry.Invalid.class, invalid -> assertThat(invalid.reason())
                                .contains("line 1: ")
                                .contains("column 2 looks like numbers, below 'gsm2'"));
            }
            assertThat(source.next()).isNull();
            assertThat(source.reasonToStop()).contains("phoneColumn");
        }
    }

    @Test
    void invalidLinesKeepTheirNumberTextAndReason() throws IOException {
        String text = "381601234567\n\n381601234568,a:b\nrubbish\n381601234569,a,b\n0601234567,x\n";
        List<Entry.Invalid> invalid = new ArrayList<>();
        try (RecipientSource source = open(text)) {
            for (Entry entry = source.next(); entry != null; entry = source.next()) {
                if (entry instanceof Entry.Invalid one) {
                    invalid.add(one);
                }
            }
        }
        assertThat(invalid)
                .extracting(Entry.Invalid::position, Entry.Invalid::text)
                .containsExactly(
                        tuple(3L, "381601234568,a:b"),
                        tuple(4L, "rubbish"),
                        tuple(5L, "381601234569,a,b"),
                        tuple(6L, "0601234567,x"));
        assertThat(invalid).allSatisfy(one -> assertThat(one.reason()).contains("expected"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "381601234567\n\"381601234568\n381601234569\n",
                "381601234567\n\"381601234568\"x\n381601234569\n",
                "phone,note\n381601234567,\"open\n381601234568,x\n",
                "phone,note\n381601234567,\"a \"quote\" within\n381601234568,x\"\n",
                "381601234567\nphone\n381601234568\n",
                "381601234567\nTelefon;Kunde\n381601234568;a\n",
                "phone\n381601234567\nPHONE \n381601234568\n",
                "phone|id\n-----|---\n381601234567|a\n",
                "381601234567\n{\"phone\":381601234568}\n",
                "381601234567\nsep=;\n381601234568\n",
                "381601234567\n381601234568:a,381601234569:b\n",
                "381601234567:a,381601234568:b,Ana,381601234569",
                "381601234567:a,12:b,381601234569",
                "381601234567:a,381601234568:c:d,381601234569",
                "381601234567:a\n381601234568\n381601234569,b,c\n",
                "[\"381601234567\"",
                "[\"381601234567\"] []",
                "{\"phone\":381601234567}\n{\"phone\":381601234568}",
                "[{\"phone\":381601234567,\"phone\":381601234568}]"
            })
    void whereAListStopsBeingOneTheReadingEndsAndNamesTheLine(String text) {
        assertThatThrownBy(() -> entries(text))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("(?s)text, line \\d+: .*expected.*");
    }

    @Test
    void aQuotedCellMayBeLongButNotEndless() {
        String lines = "x\n".repeat(99);
        assertThatThrownBy(() -> recipients("phone,note\n381601234567,\"" + lines + "x\n\"\n"))
                .hasMessageContaining("line 2: a quote is opened, and not closed within 100 lines");
        assertThatThrownBy(() ->
                        recipients("phone,note\n381601234567,\"" + ("x".repeat(30_000) + "\n").repeat(3) + "\"\n"))
                .hasMessageContaining("line 2: a quote is opened");
    }

    @Test
    void cellsThatEachEndWhereTheNextBeginsAreNoEndlessRecord() {
        String cells = "x\",\"".repeat(2_000) + "\n";
        assertThatThrownBy(() -> recipients("phone,note\n381601234567,\"" + cells.repeat(200)))
                .hasMessageContaining("the record that began at line 2 is longer than 1048576 characters");
    }

    @Test
    void aNoBreakSpaceIsNoPartOfASessionId() throws IOException {
        assertThat(recipients("381601234567:\u00A0a\u200B\n381601234568\u00A0")).containsExactly(FIRST, SECOND);
    }

    @Test
    void aQuotedCellOfAsManyLinesAsMayBeIsRead() throws IOException {
        assertThat(recipients("phone,note\n381601234567,\"" + "x\n".repeat(99) + "\"\n381601234568,\n"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "381601234567,381601234568",
                "381601234567;381601234568\n381601234569;381601234570",
                "381601234567,381601234568,381601234569",
                "381601234567,10000001,20261124\n381601234568,10000002,20261124",
                "381601234567,a\n381601234568,2026-11-24\n"
            })
    void numbersSideBySideRefuseTheList(String text) throws IOException {
        try (RecipientSource source = open(text)) {
            Entry last = null;
            for (Entry entry = source.next(); entry != null; entry = source.next()) {
                last = entry;
            }
            assertThat(last).isInstanceOf(Entry.Invalid.class);
            assertThat(source.reasonToStop()).isNotNull();
        }
    }

    @Test
    void numbersSideBySideAreOnlyInvalidOnceTheRunIsUnderWay() throws IOException {
        String many = "381601234567,a\n".repeat(1000);
        try (RecipientSource source = open(many + "381601234567,381601234568\n381601234567,b\n")) {
            for (int i = 0; i < 1000; i++) {
                assertThat(source.next()).isInstanceOf(ValidEntry.class);
            }
            assertThat(source.next()).isInstanceOf(Entry.Invalid.class);
            assertThat(source.next()).isInstanceOf(ValidEntry.class);
            assertThat(source.reasonToStop()).isNull();
        }
    }

    @Test
    void numbersOnOneLineAreRecipientsInAHeader() throws IOException {
        for (String line : List.of(
                "381601234567,381601234568", " +381 60 1234567 , 381601234568", "381601234567:a,381601234568")) {
            assertThat(read(RecipientInput.ofHeader(line, OPTIONS).orElseThrow().open()))
                    .extracting(entry -> ((ValidEntry) entry).recipient().phoneNumber())
                    .containsExactly("381601234567", "381601234568");
        }
    }

    @Test
    void theWireFormIsStreamedHoweverLongItIs() throws IOException {
        List<Recipient> expected = IntStream.range(0, 50_000)
                .mapToObj(i -> new Recipient(Long.toString(381600000000L + i), i % 3 == 0 ? null : "s" + i))
                .toList();
        String wire = expected.stream()
                .map(recipient -> recipient.sessionId() == null
                        ? recipient.phoneNumber()
                        : recipient.phoneNumber() + ":" + recipient.sessionId())
                .collect(Collectors.joining(","));
        assertThat(recipients("381600999999:x," + wire)).hasSize(50_001).endsWith(expected.toArray(Recipient[]::new));
    }

    @Test
    void aSessionIdHasUpTo64Characters() throws IOException {
        assertThat(entries("1234567," + "x".repeat(64)).get(0)).isInstanceOf(ValidEntry.class);
        assertThat(entries("1234567," + "x".repeat(65)).get(0)).isInstanceOf(Entry.Invalid.class);
    }

    @Test
    void whatIsPrintedIsParsedBackWhateverItsLengthAndLineEnds() throws IOException {
        Random random = new Random(1);
        String[] ids = {"é", "\"", ";", "a b", "#", "😀", "x"};
        for (int round = 0; round < 200; round++) {
            List<Recipient> written = new ArrayList<>();
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            text.append(random.nextBoolean() ? "phone,session_id\n" : "\r\n");
            for (int i = random.nextInt(1000) + 2; i > 0; i--) {
                String id = ids[random.nextInt(ids.length)];
                String sessionId = random.nextBoolean() ? null : id.repeat(1 + random.nextInt(64 / id.length()));
                Recipient recipient = new Recipient(Long.toString(1_000_000 + random.nextInt(1 << 30)), sessionId);
                written.add(recipient);
                text.append(recipient.toLine()).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            Path file = Files.writeString(folder.resolve("property"), text);
            assertThat(recipients(file)).isEqualTo(written);
            assertThat(recipients(text.toString())).isEqualTo(written);
            assertThat(recipients(new StringReader(text.toString()))).isEqualTo(written);
            assertThat(recipients(written)).isEqualTo(written);
        }
    }

    @Test
    void malformedUtf8IsNamedByLineAndByteAndOnlyAfterAllLinesBeforeIt() throws IOException {
        byte[] good = "381601234567\n".repeat(5000).getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(good, good.length + 3);
        bytes[good.length] = '1';
        bytes[good.length + 1] = (byte) 0xC3;
        bytes[good.length + 2] = '\n';
        try (RecipientSource source = open(Files.write(folder.resolve("broken.csv"), bytes))) {
            for (int i = 0; i < 5000; i++) {
                assertThat(source.next()).isInstanceOf(ValidEntry.class);
            }
            assertThatThrownBy(source::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("broken.csv, line 5001: malformed UTF-8 at byte " + (good.length + 1));
        }
    }

    @Test
    void aFileWithoutLineEndsIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "1".repeat(1_000_000));
        assertThatThrownBy(() -> recipients(file)).hasMessageContaining("x, line 1: longer than");
    }

    @Test
    void halvesOfSurrogatePairsAreRefused() {
        assertThatThrownBy(() -> recipients("1234567,\uD83D")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> recipients(new StringReader("1234567,\uD83D\n")))
                .hasMessageContaining("surrogate");
    }

    @Test
    void whatHoldsNoRecipientsIsNotTakenForAList() {
        assertThat(RecipientInput.of(new Object(), OPTIONS)).isEmpty();
        assertThat(RecipientInput.of(true, OPTIONS)).isEmpty();
        assertThat(RecipientInput.of(null, OPTIONS)).isEmpty();
        assertThatThrownBy(() -> recipients(new File("nowhere.csv"))).hasMessageContaining("does not exist");
    }

    @Test
    void anElementThatIsNoRecipientIsInvalidWithTheReason() throws IOException {
        List<Object> elements =
                Arrays.asList("1234567", null, new Object(), Map.of("name", "Joe"), new byte[] {(byte) 0xC3, 10}, "12");
        List<Entry> entries = entries(elements);
        assertThat(entries.get(0)).isInstanceOf(ValidEntry.class);
        assertThat(entries.subList(1, 6)).allSatisfy(entry -> assertThat(((Entry.Invalid) entry).reason())
                .contains("expected"));
        assertThat(((Entry.Invalid) entries.get(3)).reason()).contains("'name'");
    }

    @Test
    void aListIsReadAgainIfItCanBe() throws IOException {
        for (Object again :
                List.of("1234567", List.of("1234567"), new String[] {"1234567"}, Map.of("phone", "1234567"))) {
            RecipientInput list = RecipientInput.of(again, OPTIONS).orElseThrow();
            assertThat(list.canBeReadAgain()).isTrue();
            for (int time = 0; time < 2; time++) {
                try (RecipientSource source = list.open()) {
                    assertThat(source.next()).isInstanceOf(ValidEntry.class);
                }
            }
        }
        for (Object once : List.of(
                InputStream.nullInputStream(), Reader.nullReader(), List.of().iterator(), Stream.of())) {
            assertThat(RecipientInput.of(once, OPTIONS).orElseThrow().canBeReadAgain())
                    .isFalse();
        }
    }

    /** Were that its end, all behind it would be forgotten in silence. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252"})
    void aStreamThatGivesNeitherAByteNorItsEndIsAnError(String charset) throws IOException {
        InputStream lines = new ByteArrayInputStream("381601234567\n381601234568\n".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return Math.max(0, super.read(into, offset, length));
            }
        };
        ListOptions options = new ListOptions(
                NUMBERS, ColumnFinder.BY_DICTIONARY, Charset.forName(charset), MaxInvalid.parse("100%"));
        try (RecipientSource source =
                RecipientInput.of(lines, options).orElseThrow().open()) {
            assertThat(source.next()).isInstanceOf(ValidEntry.class);
            assertThatThrownBy(() -> {
                        source.next();
                        source.next();
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("gave neither a byte nor its end");
        }
    }

    @Test
    void whatFollowsAnArrayOfJsonIsNoElementOfIt() throws IOException {
        try (RecipientSource source = open("[\"381601234567\", \"381601234568\"] 381641111111 381641111112")) {
            source.next();
            assertThatThrownBy(source::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("something follows the JSON of the list");
        }
    }

    @Test
    void whereTheWireFormCannotBeReadOnTheLineIsNamedThatTheItemIsOn() throws IOException {
        InputStream items = new ByteArrayInputStream("381601234567:a,381601234568:b,".getBytes(StandardCharsets.UTF_8));
        InputStream reset = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the connection was reset");
            }
        };
        try (RecipientSource source = open(new SequenceInputStream(items, reset))) {
            source.next();
            source.next();
            assertThatThrownBy(source::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("line 1: the connection");
        }
    }

    @Test
    void whatIsReadOnceIsClosedWithIt() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        open(Stream.of("1234567").onClose(() -> closed.set(true))).close();
        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567\n",
                "1234567:a,1234568:b",
                "[\"1234567\"]",
                "{\"phone\":\"1234567\"}",
                "\uFEFF[\"1234567\"]"
            })
    void aStreamIsClosedWithItsRecipientsWhateverItsForm(String text) throws IOException {
        WatchedStream stream = new WatchedStream(text);
        try (RecipientSource source = open(stream)) {
            assertThat(source.next()).isInstanceOf(ValidEntry.class);
        }
        assertThat(stream.isClosed).isTrue();
    }

    @Test
    void aStreamThatCannotBeReadIsClosed() {
        WatchedStream stream = new WatchedStream("") {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                throw new IllegalStateException("no connection");
            }
        };
        assertThatThrownBy(() -> open(stream)).hasMessage("no connection");
        assertThat(stream.isClosed).isTrue();
    }

    private static class WatchedStream extends ByteArrayInputStream {

        boolean isClosed;

        WatchedStream(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    @Test
    void numbersAreMaskedInToString() throws IOException {
        assertThat(FIRST).hasToString("Recipient[38…67]");
        assertThat(entries("381601234567,secret").get(0).toString()).doesNotContain("1601234");
        assertThat(entries("0381601234567").get(0).toString()).doesNotContain("1601234");
    }

    @Test
    void sessionIdsAreAFunctionOfCampaignRunAndNumberThatKeepsThemApart() {
        assertThat(new SessionIds("a", "bc").of("1234567")).isEqualTo(new SessionIds("a", "bc").of("1234567"));
        assertThat(new SessionIds("a", "bc").of("1234567")).isNotEqualTo(new SessionIds("ab", "c").of("1234567"));
        assertThat(new SessionIds("a", "bc").of("1234567")).isNotEqualTo(new SessionIds("a", "bc").of("1234568"));
    }

    private static String reasonOf(String number) {
        return ((PhoneNumberReading.Unusable) NUMBERS.read(number)).reason();
    }

    private static RecipientSource open(Object form) throws IOException {
        return RecipientInput.of(form, OPTIONS).orElseThrow().open();
    }

    private static List<Entry> entries(Object form) throws IOException {
        return read(open(form));
    }

    private static List<Entry> read(RecipientSource opened) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (RecipientSource source = opened) {
            for (Entry entry = source.next(); entry != null; entry = source.next()) {
                // a source may use an entry again
                entries.add(
                        entry instanceof ValidEntry valid
                                ? new ValidEntry(valid.position(), valid.recipient())
                                : entry);
            }
        }
        return entries;
    }

    private static List<Recipient> recipients(Object form) throws IOException {
        return entries(form).stream()
                .map(entry -> ((ValidEntry) entry).recipient())
                .toList();
    }
}
