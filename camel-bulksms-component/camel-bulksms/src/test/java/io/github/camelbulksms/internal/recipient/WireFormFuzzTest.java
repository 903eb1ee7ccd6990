package io.github.camelbulksms.internal.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.NumberCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The wire form, and one line of several numbers in a header, on whatever text. See {@link TextFuzzTest}. */
class WireFormFuzzTest {

    private static final ListOptions OPTIONS = new ListOptions(
            new PhoneNumberReader(NumberCheck.shape, null, null),
            ColumnFinder.BY_DICTIONARY,
            StandardCharsets.UTF_8,
            MaxInvalid.parse("100%"));

    @FuzzTest(maxDuration = "20m")
    void whoIsSentToStandsInOneItemOrOneCell(byte[] bytes) throws IOException {
        // what a fuzzer finds in commas and colons rather than in UTF-8
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> pieces = Arrays.stream(text.split("[,;|\\t\\r\\n:\"\\[\\]]"))
                // 381601234567.0 is a whole number in JSON
                .flatMap(piece -> Stream.of(piece, piece.replaceAll("\\.0+$", "")))
                .map(piece -> piece.replaceAll("[^0-9]", ""))
                .toList();
        try (RecipientSource source =
                RecipientInput.ofHeader(text, OPTIONS).orElseThrow().open()) {
            for (Entry entry = source.next(); entry != null; entry = source.next()) {
                if (entry instanceof ValidEntry valid) {
                    String number = valid.recipient().phoneNumber();
                    assertThat(pieces).anyMatch(piece -> isIn(piece, number));
                }
            }
        } catch (IOException e) {
            assertThat(e.getMessage()).contains("expected");
        }
    }

    /** As it stands there, or without the 0 that is dialled only within the country; which stands there twice in 44 (0) 07911 123456. */
    private static boolean isIn(String digits, String number) {
        return digits.endsWith(number)
                || IntStream.rangeClosed(1, 3)
                        .filter(length -> number.length() > length)
                        .anyMatch(length -> Stream.of("0", "00")
                                .anyMatch(zeros -> digits.endsWith(
                                        number.substring(0, length) + zeros + number.substring(length))));
    }
}
