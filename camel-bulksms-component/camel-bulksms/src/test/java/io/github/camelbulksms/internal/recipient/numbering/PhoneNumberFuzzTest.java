package io.github.camelbulksms.internal.recipient.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Unusable;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Usable;
import io.github.camelbulksms.model.BareNumbers;
import io.github.camelbulksms.model.NumberCheck;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Numbers as people write them, on whatever text. See {@code TextFuzzTest}. */
class PhoneNumberFuzzTest {

    private static final List<PhoneNumberReader> READERS = Stream.of(NumberCheck.values())
            .flatMap(check -> Stream.of(
                    new PhoneNumberReader(check, null, null),
                    new PhoneNumberReader(check, "DE", null),
                    new PhoneNumberReader(check, "RU", BareNumbers.national),
                    new PhoneNumberReader(check, "US", BareNumbers.international)))
            .toList();

    @FuzzTest(maxDuration = "20m")
    void aTextIsANumberForTheWireOrRefusedWithAReason(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (PhoneNumberReader reader : READERS) {
            PhoneNumberReading reading = reader.read(text);
            if (reading instanceof Usable usable) {
                assertThat(PhoneNumberReader.isWireNumber(usable.digits())).isTrue();
            } else {
                assertThat(((Unusable) reading).reason()).startsWith("not a phone number: ");
            }
            if (isDigits(text) && reader.acceptsBareDigits(utf8, 0, utf8.length)) {
                assertThat(reading).isInstanceOfSatisfying(Usable.class, usable -> assertThat(usable.digits())
                        .isEqualTo(text));
            }
        }
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
