package io.github.camelbulksms.internal.provider;

import static io.github.camelbulksms.internal.provider.Segments.Alphabet.GSM_7BIT;
import static io.github.camelbulksms.internal.provider.Segments.Alphabet.UCS2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.provider.Segments.Alphabet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

    /** Every code point of the alphabet against the table of 3GPP TS 23.038, kept as its septets in hexadecimal. */
    @Test
    void everyCodePointTakesTheSeptetsOfThePublishedTable() throws IOException {
        Map<Integer, Integer> septets = publishedTable();
        assertThat(septets).hasSize(127 + 10);
        StringBuilder offenders = new StringBuilder();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                continue;
            }
            String character = Character.toString(codePoint);
            int expected = septets.getOrDefault(codePoint, 0);
            boolean right = expected == 0
                    ? Segments.of(character).alphabet() == UCS2
                    : Segments.of(character).alphabet() == GSM_7BIT
                            && Segments.of(character + "a".repeat(160 - expected))
                                            .count()
                                    == 1
                            && Segments.of(character + "a".repeat(161 - expected))
                                            .count()
                                    == 2;
            if (!right) {
                offenders.append(Integer.toHexString(codePoint)).append(' ');
            }
        }
        assertThat(offenders).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a, 1, GSM_7BIT, 1",
        "a, 160, GSM_7BIT, 1",
        "a, 161, GSM_7BIT, 2",
        "a, 306, GSM_7BIT, 2",
        "a, 307, GSM_7BIT, 3",
        "€, 80, GSM_7BIT, 1",
        "€, 81, GSM_7BIT, 2",
        // 76 escape sequences fit into 153 septets, none is cut in two
        "€, 152, GSM_7BIT, 2",
        "€, 153, GSM_7BIT, 3",
        "ж, 70, UCS2, 1",
        "ж, 71, UCS2, 2",
        "ж, 134, UCS2, 2",
        "ж, 135, UCS2, 3",
        "😀, 35, UCS2, 1",
        "😀, 36, UCS2, 2",
        // 33 surrogate pairs fit into 67 units
        "😀, 66, UCS2, 2",
        "😀, 67, UCS2, 3"
    })
    void segmentsAreCountedAsCarriersDo(String character, int times, Alphabet alphabet, int segments) {
        Segments counted = Segments.of(character.repeat(times));
        assertThat(counted.alphabet()).isEqualTo(alphabet);
        assertThat(counted.count()).isEqualTo(segments);
        assertThat(counted.forcedBy().isPresent()).isEqualTo(alphabet == Segments.Alphabet.UCS2);
    }

    @Test
    void whereAnEscapeSequenceOrSurrogatePairFallsDecides() {
        assertThat(Segments.of("a".repeat(152) + "€" + "a".repeat(151)).count()).isEqualTo(2);
        assertThat(Segments.of("a".repeat(152) + "€" + "a".repeat(152)).count()).isEqualTo(3);
        assertThat(Segments.of("a".repeat(151) + "€" + "a".repeat(153)).count()).isEqualTo(2);
        assertThat(Segments.of("ж".repeat(66) + "😀" + "ж".repeat(65)).count()).isEqualTo(2);
        assertThat(Segments.of("ж".repeat(66) + "😀" + "ж".repeat(66)).count()).isEqualTo(3);
    }

    private static Map<Integer, Integer> publishedTable() throws IOException {
        Map<Integer, Integer> septets = new HashMap<>();
        try (InputStream in = SegmentsTest.class.getResourceAsStream("/gsm-03.38.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\s+"))
                    .forEach(columns -> septets.put(Integer.parseInt(columns[1], 16), columns[0].length() / 2));
        }
        return septets;
    }
}
