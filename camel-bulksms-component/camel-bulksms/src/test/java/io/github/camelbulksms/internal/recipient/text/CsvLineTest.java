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
        assertThat(cells("a,b")).containsExactly("a", "b");
        assertThat(cells("a;b,c")).containsExactly("a", "b,c");
        assertThat(cells("a\tb;c")).containsExactly("a", "b;c");
        assertThat(cells("a|b")).containsExactly("a", "b");
        assertThat(cells("a \"b\" c,d 5\"")).containsExactly("a \"b\" c", "d 5\"");
        assertThat(cells("tel:+1;ext=2,a")).containsExactly("tel:+1;ext=2", "a");
        assertThat(cells("\"a,b\";c")).containsExactly("a,b", "c");
        assertThat(cells("a")).containsExactly("a");
        assertThat(cells("")).containsExactly("");
        assertThat(cells("a,")).containsExactly("a", "");
        assertThat(cells(" a , \" b \" , c ")).containsExactly("a", "b", "c");
        assertThat(cells("\"say \"\"hi\"\"\",x")).containsExactly("say \"hi\"", "x");
    }

    @Test
    void aBrokenQuoteIsNamed() {
        assertThatThrownBy(() -> cells("\"381601234567,abc")).hasMessageContaining("quote is not closed");
        assertThatThrownBy(() -> cells("\"381601234567\"x,abc")).hasMessageContaining("follows a closing quote");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Random random = new Random(11);
        String alphabet = "ab1,;\t|\"#é \n";
        for (int round = 0; round < 20_000; round++) {
            List<String> cells = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                String cell = random.ints(random.nextInt(6), 0, alphabet.length())
                        .mapToObj(index -> alphabet.substring(index, index + 1))
                        .collect(Collectors.joining());
                cells.add(cell.strip());
            }
            char delimiter = ",;\t|".charAt(random.nextInt(4));
            String line = cells.stream().map(CsvLine::quoted).collect(Collectors.joining(String.valueOf(delimiter)));
            assertThat(CsvParser.cells(line, delimiter)).isEqualTo(cells);
        }
    }

    private static List<String> cells(String line) {
        return CsvParser.cells(line, CsvParser.ANY_DELIMITER);
    }
}
