package io.github.camelbulksms.internal.recipient.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"label-words.txt", "list-words.txt"})
    void eachWordThatSpeaksAgainstANumberIsKnownWithADigitAndSigns(String file) {
        List<String> unknown = new ArrayList<>();
        ColumnDictionary.read(file, cells -> {
            boolean isOfNumbers = List.of("number", "last", "none").contains(cells[0]);
            String word = ColumnDictionary.normalised(cells[1]);
            if (!isOfNumbers && word.matches("[a-z]+") && !(mayBeLabel(word + "1") && mayBeLabel("2-" + word))) {
                unknown.add(word);
            }
        });

        assertThat(unknown).isEmpty();
    }

    private static boolean mayBeLabel(String cell) {
        byte[] ascii = cell.getBytes(StandardCharsets.US_ASCII);
        return LabelWords.shared().mayBeLabel(ascii, 0, ascii.length);
    }

    @ParameterizedTest
    @CsvSource({
        "fax, true",
        "FAX, true",
        "homefax, true",
        "faxhome, true",
        "home-fax_2, true",
        "f.a.x, true",
        "'', true",
        "12, true",
        "fa, false",
        "faxx, false",
        "xfax, false",
        "fa1x, false",
        "homefa, false",
        "ho, false",
        "home.................................................1234567fax2, true",
        "home.................................................12345678fax, true",
        "home.................................................12345678faq, false"
    })
    void aTextIsMadeOfWordsDigitsAndSignsOrNot(String text, boolean isMade) {
        AsciiWords words = new AsciiWords();
        List.of("home", "fax", "faxes", "näher", "", "a1").forEach(words::add);
        byte[] ascii = ("#" + text + "#x").getBytes(StandardCharsets.US_ASCII);

        assertThat(words.make(ascii, 1, 1 + text.length())).isEqualTo(isMade);
    }

    @Test
    void noWordIsLostHoweverManyThereAre() {
        AsciiWords words = new AsciiWords();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder word = new StringBuilder("q");
            for (int rest = i; rest > 0; rest /= 5) {
                word.append((char) ('a' + rest % 5));
            }
            all.add(word.toString());
            words.add(word.toString());
        }

        assertThat(all).allMatch(word -> words.make(word.getBytes(StandardCharsets.US_ASCII), 0, word.length()));
        assertThat(words.make("qz".getBytes(StandardCharsets.US_ASCII), 0, 2)).isFalse();
    }
}
