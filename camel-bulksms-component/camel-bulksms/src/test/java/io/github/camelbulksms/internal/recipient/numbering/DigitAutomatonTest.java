package io.github.camelbulksms.internal.recipient.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitAutomatonTest {

    private static final int MATCHED = 1;
    private static final int MAX_DIGITS = 12;

    @Test
    void randomPatternsMatchWhatRegularExpressionsMatch() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            String pattern = pattern(random, 3);
            DigitAutomaton automaton = automaton(pattern);
            Pattern regularExpression = Pattern.compile(pattern);
            for (int i = 0; i < 100; i++) {
                String digits = digits(random, random.nextInt(MAX_DIGITS + 4));
                assertThat(matches(automaton, digits))
                        .as("%s on %s", pattern, digits)
                        .isEqualTo(digits.length() <= MAX_DIGITS
                                && regularExpression.matcher(digits).matches());
            }
        }
    }

    @Test
    void statesThatMeanTheSameAreOne() {
        assertThat(automaton("20\\d{3}|21\\d{3}|3[01]\\d{3}").states())
                .isEqualTo(automaton("(?:2|3)[01]\\d\\d\\d").states())
                // dead, 0 to 5 digits read
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1(?=2)", "(?!1)2", "1*", "1+", "1{2,}", "1{2", "[1", "[^1]", "(1", "1)", "a", "\\D", "^1", "1.", "1??",
                "1{2}?", "1?+", "1{99}", "(?i:1)", "[3-", "\\"
            })
    void aPatternThatIsNotUnderstoodIsRefused(String pattern) {
        assertThatThrownBy(() -> DigitPatternParser.parse(pattern))
                .isInstanceOf(UnreadablePlanException.class)
                .hasMessageContaining("at character");
    }

    private static DigitAutomaton automaton(String pattern) {
        DigitStates states = new DigitStates();
        StateSet start = DigitPatternParser.parse(pattern).addTo(states, DigitStates.mark(0));
        return DigitAutomaton.of(states, start, MAX_DIGITS, (ends, length) -> MATCHED);
    }

    private static boolean matches(DigitAutomaton automaton, String digits) {
        byte[] ascii = digits.getBytes(StandardCharsets.US_ASCII);
        return automaton.answer(ascii, 0, ascii.length) == MATCHED;
    }

    private static String pattern(Random random, int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int part = 1 + random.nextInt(3); part > 0; part--) {
            pattern.append(
                    switch (random.nextInt(depth > 0 ? 7 : 5)) {
                        case 0 -> "\\d" + count(random);
                        case 1 -> "[13-5]" + count(random);
                        case 2 -> "[\\d]";
                        case 3, 4 -> digits(random, 1) + count(random);
                        case 5 ->
                            "(?:" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")" + count(random);
                        default -> "(" + pattern(random, depth - 1) + (random.nextInt(5) == 0 ? "$" : "") + ")";
                    });
        }
        return pattern.toString();
    }

    private static String count(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "?";
            case 1 -> "{2}";
            case 2 -> "{1,3}";
            default -> "";
        };
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(random.nextBoolean() ? 10 : 3));
        }
        return digits.toString();
    }
}
