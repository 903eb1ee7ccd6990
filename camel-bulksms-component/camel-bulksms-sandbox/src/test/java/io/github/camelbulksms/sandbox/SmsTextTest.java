package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {

    private static final String GSM =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                    + "¿abcdefghijklmnopqrstuvwxyzäöñüà\f^{}\\[~]|€";

    @Test
    void everyCharacterIsGsmOrForcesUcs2() {
        for (int codePoint = 0; codePoint <= 0xFFFF; codePoint++) {
            if (!Character.isSurrogate((char) codePoint)) {
                String character = Character.toString(codePoint);
                assertThat(SmsText.of(character).alphabet())
                        .as("U+%04X", codePoint)
                        .isEqualTo(GSM.contains(character) ? "GSM-7" : "UCS-2");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1, 160",
        "a, 161, 2, 153",
        "a, 306, 2, 153",
        "a, 307, 3, 153",
        "€, 80, 1, 160",
        "€, 81, 2, 153",
        "я, 70, 1, 70",
        "я, 71, 2, 67",
        "😀, 35, 1, 70",
        "😀, 36, 2, 67"
    })
    void aTextTakesTheSegmentsThatItNeeds(String character, int times, int segments, int perSegment) {
        SmsText text = SmsText.of(character.repeat(times));

        assertThat(text.ends()).hasSize(segments);
        assertThat(text.perSegment()).isEqualTo(perSegment);
    }

    @Test
    void noCharacterIsCutInTwo() {
        // the 153rd and the 67th unit would be the first half of a character
        assertThat(SmsText.of("a".repeat(152) + "€".repeat(10)).ends()).isEqualTo(List.of(152, 162));
        assertThat(SmsText.of("я".repeat(66) + "😀".repeat(5)).ends()).isEqualTo(List.of(66, 76));
    }

    @Test
    void theCharacterThatForcedUcs2IsNamed() {
        assertThat(SmsText.of("Gardoš – Zemun").forcedBy())
                .isEqualTo(new SmsText.Forcing(5, "š", "U+0161 LATIN SMALL LETTER S WITH CARON"));
        assertThat(SmsText.of("Hi").forcedBy()).isNull();
    }
}
