package io.github.camelbulksms.internal.recipient.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With {@code -Dbulksms.numbers=5000000} the comparison is of so many numbers; {@code -Dbulksms.seed=2} makes others.
 */
class NumberingPlansTest {

    private static final int NUMBERS = Integer.getInteger("bulksms.numbers", 200_000);
    private static final long SEED = Long.getLong("bulksms.seed", 1L);

    private final NumberingPlans plans = NumberingPlans.ofClassPath();

    @Test
    void everyNumberIsJudgedAsByLibphonenumberOrLeftToIt() {
        SampleNumbers numbers = new SampleNumbers(SEED);
        Map<NumberStatus.Standing, Integer> seen = new EnumMap<>(NumberStatus.Standing.class);
        List<String> judgedOtherwise = new ArrayList<>();
        for (int i = 0; i < NUMBERS; i++) {
            String digits = numbers.next();
            NumberStatus status = plans.status(digits);
            seen.merge(status.standing(), 1, Integer::sum);
            if (status.isDecided() && !PlanCheck.agrees(status, digits)) {
                judgedOtherwise.add(digits + " " + status + " " + Libphonenumber.international(digits));
            }
        }
        if (System.getProperty("bulksms.numbers") != null) {
            System.out.println("Judged as by libphonenumber, seed " + SEED + ": " + seen);
        }
        assertThat(judgedOtherwise).isEmpty();
        assertThat(seen.get(NumberStatus.Standing.VALID)).isGreaterThan(NUMBERS / 10);
        assertThat(seen.get(NumberStatus.Standing.UNDECIDED)).isLessThan(NUMBERS / 4);
    }

    @Test
    void noCallingCodeIsLeftToLibphonenumber() {
        for (int callingCode : PhoneNumberUtil.getInstance().getSupportedCallingCodes()) {
            assertThat(plans.plan(callingCode))
                    .as("+%d", callingCode)
                    .isNotSameAs(CallingCodePlan.LEFT_TO_LIBPHONENUMBER);
        }
    }

    @Test
    void hardlyAnyValidNumberIsLeftToLibphonenumber() {
        SampleNumbers numbers = new SampleNumbers(SEED + 1);
        Map<String, Integer> undecided = new TreeMap<>();
        int valid = 0;
        for (int i = 0; i < 50_000; i++) {
            String digits = numbers.next();
            NumberStatus status = plans.status(digits);
            if (status.isValid()) {
                valid++;
            } else if (!status.isDecided()
                    && Libphonenumber.international(digits)
                            .filter(reading -> reading.digits().equals(digits))
                            .filter(reading -> reading.status().isValid())
                            .isPresent()) {
                undecided.merge(digits.substring(0, 3), 1, Integer::sum);
            }
        }
        assertThat(undecided.values().stream().mapToInt(Integer::intValue).sum())
                .isLessThan(valid / 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "381601234567, VALID, MOBILE",
        "381112345678, VALID, FIXED_LINE",
        "12025550123, VALID, FIXED_LINE_OR_MOBILE",
        "18005550123, VALID, TOLL_FREE",
        "12685550123, POSSIBLE, UNKNOWN",
        "12684641234, VALID, MOBILE",
        "13101234, VALID_OF_ODD_LENGTH, UAN",
        "447911123456, VALID, MOBILE",
        "447624123456, VALID, MOBILE",
        "4407911123456, UNDECIDED, UNKNOWN",
        "390669812345, VALID, FIXED_LINE",
        "393123456789, VALID, MOBILE",
        "39066981, VALID, FIXED_LINE",
        "5491123456789, VALID, MOBILE",
        "541123456789, VALID, FIXED_LINE",
        "5411151234567, UNDECIDED, UNKNOWN",
        "5215512345678, IMPOSSIBLE, UNKNOWN",
        "525512345678, VALID, FIXED_LINE_OR_MOBILE",
        "5511961234567, VALID, MOBILE",
        "2250123456789, VALID, MOBILE",
        "22501234567, IMPOSSIBLE, UNKNOWN",
        "2290190011234, VALID, MOBILE",
        "77710009998, VALID, MOBILE",
        "79123456789, VALID, MOBILE",
        "80012345678, VALID, TOLL_FREE",
        "870301234567, VALID, MOBILE",
        "88812345678901, VALID, UAN",
        "979123456789, VALID, PREMIUM_RATE",
        "999123456789, IMPOSSIBLE, UNKNOWN",
        "0381601234567, IMPOSSIBLE, UNKNOWN",
        "4915123456789, VALID, MOBILE",
        "49151234567890123, POSSIBLE, UNKNOWN",
        "4915123456789012345, IMPOSSIBLE, UNKNOWN",
        "38, IMPOSSIBLE, UNKNOWN",
        "381, IMPOSSIBLE, UNKNOWN",
        "3816, IMPOSSIBLE, UNKNOWN"
    })
    void theKindOfANumberComesFromItsCountrysPlan(String digits, NumberStatus.Standing standing, NumberKind kind) {
        assertThat(plans.status(digits)).isEqualTo(new NumberStatus(standing, kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "3", "+381601234567", "381 601234567", "381601234567x", "٣٨١٦٠١٢٣٤٥٦٧", "38160123456\u00b9"})
    void anythingButDigitsIsNoNumber(String text) {
        assertThat(plans.status(text)).isSameAs(NumberStatus.IMPOSSIBLE);
    }

    @Test
    void aNumberIsReadWhereItStandsInTheBytes() {
        byte[] line = "x381601234567,381112345678".getBytes(StandardCharsets.US_ASCII);
        assertThat(plans.status(line, 1, 13).kind()).isEqualTo(NumberKind.MOBILE);
        assertThat(plans.status(line, 14, 26).kind()).isEqualTo(NumberKind.FIXED_LINE);
        assertThat(plans.status(line, 1, 26)).isSameAs(NumberStatus.IMPOSSIBLE);
    }

    @Test
    void theSameAnswerIsTheSameObject() {
        assertThat(plans.status("381601234567")).isSameAs(plans.status("393123456789"));
    }
}
