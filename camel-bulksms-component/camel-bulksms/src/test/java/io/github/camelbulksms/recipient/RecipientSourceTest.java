package io.github.camelbulksms.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientSourceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789",
                "123456",
                "1234567890123456",
                "+381601234567",
                "38160123a567",
                "phone",
                "-1234567",
                "1234567,a:b",
                "1234567,a,b",
                "1234567,a\u0000b",
                "1234567,\uD83D"
            })
    void unusableLinesAreInvalidAndKeepTheirText(String line) {
        Entry entry = Entry.ofLine(7, line);

        assertThat(entry).isInstanceOfSatisfying(Entry.Invalid.class, invalid -> {
            assertThat(invalid.position()).isEqualTo(7);
            assertThat(invalid.text()).isEqualTo(line);
            assertThat(invalid.reason()).contains("expected");
        });
    }

    @Test
    void aSessionIdHasUpTo64Characters() {
        assertThat(Entry.ofLine(1, "1234567," + "x".repeat(64))).isInstanceOf(Entry.Valid.class);
        assertThat(Entry.ofLine(1, "1234567," + "x".repeat(65))).isInstanceOf(Entry.Invalid.class);
    }

    @Test
    void linesComeBackAsTheyWereWrittenWhateverTheirLengthAndEnd(@TempDir Path folder) throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            List<Recipient> written = new ArrayList<>();
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (int i = 0; i < 2000; i++) {
                String sessionId = random.nextBoolean() ? null : "é".repeat(1 + random.nextInt(64));
                Recipient recipient = new Recipient(Long.toString(1_000_000 + random.nextInt(1 << 30)), sessionId);
                written.add(recipient);
                text.append(recipient.toLine()).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            Path file = Files.writeString(folder.resolve("list"), text);
            assertThat(recipients(RecipientSource.of(file))).isEqualTo(written);
            assertThat(recipients(RecipientSource.of(text.toString()))).isEqualTo(written);
        }
    }

    @Test
    void malformedUtf8IsNamedByLineAndByteAndOnlyAfterAllLinesBeforeIt(@TempDir Path folder) throws IOException {
        byte[] good = "381601234567\n".repeat(5000).getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(good, good.length + 3);
        bytes[good.length] = '1';
        bytes[good.length + 1] = (byte) 0xC3;
        bytes[good.length + 2] = '\n';
        try (RecipientSource source = RecipientSource.of(Files.write(folder.resolve("list.csv"), bytes))) {
            for (int i = 0; i < 5000; i++) {
                assertThat(source.next()).isInstanceOf(Entry.Valid.class);
            }
            assertThatThrownBy(source::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("list.csv, line 5001: malformed UTF-8 at byte " + (good.length + 1));
        }
    }

    @Test
    void aFileWithoutLineEndsIsRefused(@TempDir Path folder) throws IOException {
        try (RecipientSource source =
                RecipientSource.of(Files.writeString(folder.resolve("x"), "1".repeat(1_000_000)))) {
            assertThatThrownBy(source::next).hasMessageContaining("x, line 1: longer than");
        }
    }

    @Test
    void whatHoldsNoRecipientsIsNamed() {
        assertThatThrownBy(() -> RecipientSource.of("1234567,\uD83D")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> RecipientSource.of(42)).hasMessageContaining("java.lang.Integer");
        assertThatThrownBy(() -> RecipientSource.of(Path.of("nowhere.csv"))).hasMessageContaining("does not exist");
    }

    @Test
    void anElementThatIsNoStringIsInvalid() throws IOException {
        try (RecipientSource source = RecipientSource.of(Arrays.asList("1234567", null, 42))) {
            assertThat(source.next()).isInstanceOf(Entry.Valid.class);
            assertThat(source.next()).isInstanceOf(Entry.Invalid.class);
            assertThat(source.next()).isInstanceOf(Entry.Invalid.class);
            assertThat(source.next()).isNull();
        }
    }

    @Test
    void numbersAreMaskedInToString() {
        assertThat(new Recipient("381601234567", "secret")).hasToString("Recipient[38…67]");
        assertThat(Entry.ofLine(1, "381601234567,secret").toString()).doesNotContain("1601234");
        assertThat(Entry.ofLine(1, "0381601234567").toString()).doesNotContain("1601234");
    }

    @Test
    void sessionIdsAreAFunctionOfCampaignRunAndNumberThatKeepsThemApart() {
        assertThat(new SessionIds("a", "bc").of("1234567")).isEqualTo(new SessionIds("a", "bc").of("1234567"));
        assertThat(new SessionIds("a", "bc").of("1234567")).isNotEqualTo(new SessionIds("ab", "c").of("1234567"));
        assertThat(new SessionIds("a", "bc").of("1234567")).isNotEqualTo(new SessionIds("a", "bc").of("1234568"));
    }

    private static List<Recipient> recipients(RecipientSource source) throws IOException {
        List<Recipient> recipients = new ArrayList<>();
        try (source) {
            for (Entry entry = source.next(); entry != null; entry = source.next()) {
                recipients.add(((Entry.Valid) entry).recipient());
            }
        }
        return recipients;
    }
}
