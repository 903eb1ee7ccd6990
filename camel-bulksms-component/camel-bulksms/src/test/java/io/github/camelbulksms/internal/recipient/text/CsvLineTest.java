package io.github.camelbulksms.internal.recipient.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CsvLineTest {

    @Test
    void cellsAreSeparatedByWhicheverDelimiterComesFirstOutsideOfQuotes() {
        assertThat(CsvLine.split("a,b")).containsExactly("a", "b");
        assertThat(CsvLine.split("a;b,c")).containsExactly("a", "b,c");
        assertThat(CsvLine.split("a\tb;c")).containsExactly("a", "b;c");
        assertThat(CsvLine.split("\"a,b\";c")).containsExactly("a,b", "c");
        assertThat(CsvLine.split("a")).containsExactly("a");
        assertThat(CsvLine.split("")).containsExactly("");
        assertThat(CsvLine.split("a,")).containsExactly("a", "");
        assertThat(CsvLine.split(" a , \" b \" , c ")).containsExactly("a", "b", "c");
        assertThat(CsvLine.split("\"say \"\"hi\"\"\",x")).containsExactly("say \"hi\"", "x");
    }

    @Test
    void aBrokenQuoteIsNamed() {
        assertThatThrownBy(() -> CsvLine.split("\"381601234567,abc")).hasMessageContaining("quote is not closed");
        assertThatThrownBy(() -> CsvLine.split("\"381601234567\"x,abc"))
                .hasMessageContaining("follows a closing quote");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Random random = new Random(11);
        String alphabet = "ab1,;\t\"#é ";
        for (int round = 0; round < 20_000; round++) {
            List<String> cells = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                String cell = random.ints(random.nextInt(6), 0, alphabet.length())
                        .mapToObj(index -> alphabet.substring(index, index + 1))
                        .collect(Collectors.joining());
                cells.add(cell.strip());
            }
            char delimiter = ",;\t".charAt(random.nextInt(3));
            String line = cells.stream().map(CsvLine::quoted).collect(Collectors.joining(String.valueOf(delimiter)));
            assertThat(CsvLine.split(line, delimiter)).isEqualTo(cells);
        }
    }
}
