package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunNameTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // chosen, source, exchange, place, send
                "-, -, E1, '', 1, E1",
                "-, -, E1, '', 2, E1#2",
                "-, -, E1, [3], 1, E1[3]",
                "-, list.csv, E1, '', 1, list.csv",
                "-, list.csv, E1, [3][0], 1, list.csv[3][0]",
                "-, list.csv, E1, [3], 2, list.csv[3]#2",
                "-, ID:7, E1, ~2[0], 1, ID:7~2[0]",
                "monday, list.csv, E1, '', 1, monday",
                "monday, -, E1, '', 3, monday#3",
                "order-7, ID:7, E1, [3], 1, order-7",
            })
    void aRunIsNamedByWhatIsChosenElseByItsSourceElseByItsExchange(
            String chosen, String source, String exchange, String place, int send, String name) {
        RunName first = RunName.first(chosen, source == null ? null : new MessageSource(source, null), exchange, place);

        assertThat(new RunName(first.base(), first.place(), send)).hasToString(name);
    }
}
