package io.github.camelbulksms.internal.recipient.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.model.NumberCheck;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    private static final PhoneNumbers SHAPE = new PhoneNumbers(NumberCheck.shape, null);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            381601234567          | 381601234567
            +381601234567         | 381601234567
            00381601234567        | 381601234567
            +381 60 123-45-67     | 381601234567
            +381.60.123.45.67     | 381601234567
            +1 (202) 555-0123     | 12025550123
            00 381 (60) 1234567   | 381601234567
            (381) 601234567       | 381601234567
            381\u00A060\u202F1234567      | 381601234567
            \u202A+381601234567\u202C     | 381601234567
            381–60—1234−567       | 381601234567
            1234567               | 1234567
            123456789012345       | 123456789012345
            """)
    void aNumberComesOutAsItsDigitsHoweverItIsWritten(String written, String digits) {
        assertThat(SHAPE.normalise(written)).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | expected 7 to 15 digits
            +                     | expected 7 to 15 digits
            123456                | expected 7 to 15 digits
            1234567890123456      | expected 7 to 15 digits
            +0381601234567        | not starting with 0
            000381601234567       | not starting with 0
            0601234567            | the option defaultRegion
            38160123456x          | LATIN SMALL LETTER X at character 12
            ++381601234567        | PLUS SIGN at character 2
            381+601234567         | PLUS SIGN at character 4
            3.81602E+11           | LATIN CAPITAL LETTER E
            381601234567.0        | ends in .0
            +44 (0)20 7946 0958   | holds (0)
            381601234567/8        | SOLIDUS
            ٣٨١٦٠١٢٣٤٥٦٧          | ARABIC-INDIC DIGIT THREE
            '3816012\n34567'      | LINE FEED
            """)
    void whatCannotBeANumberIsSaidWithTheReasonAndWithoutTheNumber(String written, String reason) {
        String text = written.replace("\\n", "\n");
        assertThatThrownBy(() -> SHAPE.normalise(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("1601234");
    }

    @ParameterizedTest
    @CsvSource({
        "RS, 060 123 4567, 381601234567",
        "RS, 60 123 4567, 381601234567",
        "RS, +381601234567, 381601234567",
        "RS, 381601234567, 381601234567",
        "RS, 12025550123, 12025550123",
        "RS, 0044 7911 123456, 447911123456",
        "rs, 060/, ",
        "US, (202) 555-0123, 12025550123",
        "US, 1 202 555 0123, 12025550123",
        "US, 381601234567, 381601234567",
        "RU, 8 916 123-45-67, 79161234567",
        "GB, 07911 123456, 447911123456",
        "IT, 06 698 12345, 390669812345",
        "HU, 06 20 123 4567, 36201234567",
        "US, 5550100, ",
        "RS, 0601, "
    })
    void aNumberWithoutCountryCodeIsOfTheDefaultRegionOrRefused(String region, String written, String digits) {
        PhoneNumbers numbers = new PhoneNumbers(NumberCheck.shape, region);
        if (digits == null) {
            assertThatThrownBy(() -> numbers.normalise(written)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(numbers.normalise(written)).isEqualTo(digits);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // shape, possible, valid
        "+381601234567, true, true, true",
        "+12025550123, true, true, true",
        "+11115550123, true, true, false",
        "+120255501, true, false, false",
        "+999123456789, true, false, false",
        "+44 (0)20 7946 0958, false, true, true"
    })
    void theChecksGrowStricter(String written, boolean shape, boolean possible, boolean valid) {
        assertThat(accepts(NumberCheck.shape, written)).isEqualTo(shape);
        assertThat(accepts(NumberCheck.possible, written)).isEqualTo(possible);
        assertThat(accepts(NumberCheck.valid, written)).isEqualTo(valid);
    }

    @Test
    void anUnneededTrunkZeroIsDroppedWhereTheNumberingPlanIsKnown() {
        assertThat(new PhoneNumbers(NumberCheck.valid, null).normalise("+44 (0)20 7946 0958"))
                .isEqualTo("442079460958");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "Serbia", ""})
    void anUnknownRegionIsRefused(String region) {
        assertThatThrownBy(() -> new PhoneNumbers(NumberCheck.shape, region))
                .hasMessageContaining("defaultRegion is '")
                .hasMessageContaining("two letters");
    }

    @Test
    void separatorsNeverChangeTheDigits() {
        Random random = new Random(3);
        String separators = " .-()\u00A0\u2013";
        for (int round = 0; round < 10_000; round++) {
            String digits = Long.toString(1_000_000 + (long) (random.nextDouble() * 900_000_000_000_000L));
            StringBuilder written = new StringBuilder(random.nextBoolean() ? "+" : "");
            for (char digit : digits.toCharArray()) {
                written.append(digit);
                if (random.nextInt(3) == 0) {
                    written.append(separators.charAt(random.nextInt(separators.length())));
                }
            }
            String text = written.toString();
            if (!text.contains("(0)") && !text.endsWith(".0")) {
                assertThat(SHAPE.normalise(text)).isEqualTo(digits);
            }
        }
    }

    private static boolean accepts(NumberCheck check, String written) {
        try {
            new PhoneNumbers(check, null).normalise(written);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
