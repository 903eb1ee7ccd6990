package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "a\u001Bb", "a\u0085b", "a\u2028b", "a\u202Eb", "a\uD800b"})
    void noNameHoldsWhatCouldForgeALogLine(String name) {
        assertThatThrownBy(() -> new Run("sale", name))
                .hasMessageStartingWith("run holds the control character U+")
                .hasMessageContaining(" at 2: expected a name, by the option run or the header CamelBulkSmsRun");
        assertThatThrownBy(() -> new Run(name, "today"))
                .hasMessageStartingWith("campaign holds the control character U+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aNameThatSaysNothingIsRefused(String name) {
        assertThatThrownBy(() -> new Run("sale", name)).hasMessageStartingWith("run is empty: expected a name");
        assertThatThrownBy(() -> Run.checkCampaign(name)).hasMessageStartingWith("campaign is empty: expected a name");
        assertThatThrownBy(() -> Run.checkCampaign(null)).hasMessageStartingWith("campaign is empty: expected a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "~", "\u007E", "Zoë", "распродажа", "春"})
    void anyPrintableCharacterMayBeInAName(String one) {
        assertThatCode(() -> new Run("a" + one + "b", "c" + one + "d")).doesNotThrowAnyException();
    }

    @Test
    void theCharacterBehindTheLastPrintableOneOfAsciiIsRefused() {
        assertThatThrownBy(() -> new Run("sale", "a\u007Fb")).hasMessageContaining("U+007F at 2");
        assertThatThrownBy(() -> new Run("sale", "a\u001Fb")).hasMessageContaining("U+001F at 2");
    }

    @Test
    void aNameThatTheJournalCannotHoldIsRefusedWithTheLimit() {
        assertThatThrownBy(() -> new Run("x".repeat(251), "r"))
                .hasMessageContaining("campaign has 251 characters: expected at most 250");
        assertThatThrownBy(() -> new Run("c", "x".repeat(501)))
                .hasMessageContaining("run has 501 characters: expected at most 500");
        assertThatCode(() -> new Run("x".repeat(250), "😀".repeat(250))).doesNotThrowAnyException();
    }
}
