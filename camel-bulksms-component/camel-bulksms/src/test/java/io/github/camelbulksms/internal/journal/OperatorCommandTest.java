package io.github.camelbulksms.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorCommandTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    list.csv,          stopRun sale list.csv
                    2026-11-26/a:b,    stopRun sale 2026-11-26/a:b
                    my list.csv,       stopRun sale 'my list.csv'
                    it's $HOME,        stopRun sale 'it'\\''s $HOME'
                    """)
    void aShellTakesEveryNameAsItIs(String run, String typed) {
        assertThat(OperatorCommand.of("stopRun", "sale", run)).hasToString(typed);
    }
}
