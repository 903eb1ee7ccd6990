package io.github.camelbulksms.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReviewTest {

    @ParameterizedTest
    @ValueSource(strings = {"Grüße", "caj je vreo, Željko", "naïve café", "Здраво", "“quoted”", "10 €"})
    void utf8ThatWasReadAsIfOfWesternEuropeIsShownWithItsMend(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        assertThat(TextReview.mended(new String(utf8, StandardCharsets.ISO_8859_1)))
                .contains(text);
        String windows = new String(utf8, Charset.forName("windows-1252"));
        if (windows.indexOf('\uFFFD') < 0) {
            assertThat(TextReview.mended(windows)).contains(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "Grüße", "café, naïve, Ærø", "Здраво", "日本", "10 €", "50% off", "\uD83D\uDE00"})
    void aTextThatIsRightIsLeftInPeace(String text) {
        assertThat(TextReview.warnings(text)).isEmpty();
    }

    @Test
    void oneCharacterThatDoublesTheCostIsNamedWithItsPlace() {
        assertThat(TextReview.warnings("It’s here. " + "Hello! ".repeat(15)))
                .singleElement()
                .asString()
                .contains("3 segments".replace('3', '2'))
                .contains("instead of 1")
                .contains("U+2019 right single quotation mark at character 3");
    }

    @Test
    void severalSuchCharactersOrNoHigherCostAreNotWarnedOf() {
        assertThat(TextReview.warnings("It’s")).isEmpty();
        assertThat(TextReview.warnings("It’s “here”. " + "Hello! ".repeat(15))).isEmpty();
    }
}
