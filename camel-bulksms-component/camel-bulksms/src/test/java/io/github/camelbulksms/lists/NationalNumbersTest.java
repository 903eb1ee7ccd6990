package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Samples of the mobiles of whole countries, each written as the country writes them: to themselves or to nobody, never to
 * another. Larger ones by {@code -Dbulksms.national=20000}.
 */
class NationalNumbersTest {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final int NUMBERS = Integer.getInteger("bulksms.national", 300);

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private static ListRig camel;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startCamel() {
        camel = new ListRig(
                PROVIDER.sandbox().baseUrl(),
                PROVIDER.sandbox().customerId(),
                PROVIDER.sandbox().apiKey());
    }

    @AfterAll
    static void stopCamel() {
        camel.close();
    }

    enum Writing {
        PLUS(number -> PLANS.format(number, PhoneNumberFormat.E164)),
        PLUS_AND_BLANKS(number -> PLANS.format(number, PhoneNumberFormat.INTERNATIONAL)),
        URI(number -> PLANS.format(number, PhoneNumberFormat.RFC3966)),
        COUNTRY_CODE(number -> PLANS.format(number, PhoneNumberFormat.E164).substring(1)),
        COUNTRY_CODE_AND_BLANKS(
                number -> PLANS.format(number, PhoneNumberFormat.INTERNATIONAL).substring(1)),
        NATIONAL(number -> PLANS.format(number, PhoneNumberFormat.NATIONAL)),
        NATIONAL_DIGITS(
                number -> PLANS.format(number, PhoneNumberFormat.NATIONAL).replaceAll("[^0-9]", "")),
        WITHOUT_TRUNK_PREFIX(PLANS::getNationalSignificantNumber),
        TRUNK_ZERO_IN_BRACKETS(
                number -> PLANS.format(number, PhoneNumberFormat.INTERNATIONAL).replaceFirst(" ", " (0)"));

        private final Function<PhoneNumber, String> form;

        Writing(Function<PhoneNumber, String> form) {
            this.form = form;
        }

        /** Whether there is one way to read it. */
        boolean isCertain() {
            return this == PLUS || this == PLUS_AND_BLANKS || this == URI;
        }
    }

    static Stream<Arguments> countriesAndWritings() {
        return RandomNumbers.REGIONS.stream()
                .flatMap(region -> Stream.of(Writing.values()).map(writing -> Arguments.of(region, writing)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("countriesAndWritings")
    void aMobileOfTheCountryIsReadAsItselfOrRefused(String region, Writing writing) throws Exception {
        Map<String, String> lines = lines(region, writing);

        Exchange done = send(lines, "&maxInvalid=100%25&defaultRegion=" + region);

        Set<String> sent = sent();
        assertThat(lines.keySet()).containsAll(sent);
        if (writing.isCertain()) {
            assertThat(done.getException()).isNull();
            assertThat(sent).hasSameSizeAs(lines.keySet());
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("countriesAndWritings")
    void asTheOptionSaysItIsReadAsItself(String region, Writing writing) throws Exception {
        String reading =
                switch (writing) {
                    case PLUS, PLUS_AND_BLANKS, URI, COUNTRY_CODE, COUNTRY_CODE_AND_BLANKS -> "international";
                    case NATIONAL, NATIONAL_DIGITS, WITHOUT_TRUNK_PREFIX, TRUNK_ZERO_IN_BRACKETS -> "national";
                };
        Map<String, String> lines = lines(region, writing);

        Exchange done = send(lines, "&maxInvalid=100%25&bareNumbers=" + reading + "&defaultRegion=" + region);

        Set<String> sent = sent();
        assertThat(lines.keySet()).containsAll(sent);
        if (writing != Writing.TRUNK_ZERO_IN_BRACKETS) {
            assertThat(done.getException()).isNull();
            assertThat(sent).hasSizeGreaterThanOrEqualTo(lines.size() * 99 / 100);
        }
    }

    @Test
    void everyGermanMobileWrittenWithItsCountryCodeGoesToItself() throws Exception {
        // round ones are refused, as a spreadsheet makes them
        Map<String, String> lines = new LinkedHashMap<>();
        for (int prefix = 150; prefix < 180; prefix++) {
            for (int i = 0; i < 120; i++) {
                for (String rest : List.of("%07d".formatted(i * 83_333 + 1), "%08d".formatted(i * 833_333 + 1))) {
                    PhoneNumber number = new PhoneNumber().setCountryCode(49);
                    number.setNationalNumber(Long.parseLong(prefix + rest));
                    // 0164 are pagers
                    if (PLANS.getNumberType(number) == PhoneNumberType.MOBILE) {
                        lines.put("49" + prefix + rest, "49" + prefix + rest);
                    }
                }
            }
        }

        Exchange done = send(lines, "&defaultRegion=DE");

        assertThat(lines).hasSizeGreaterThan(1_000);
        assertThat(done.getException()).isNull();
        Set<String> missing = new TreeSet<>(lines.keySet());
        missing.removeAll(sent());
        assertThat(missing).isEmpty();
        assertThat(lines.keySet()).containsAll(sent());
    }

    private static Map<String, String> lines(String region, Writing writing) {
        Random random = new Random(2026);
        PhoneNumber example = PLANS.getExampleNumberForType(region, PhoneNumberType.MOBILE);
        Map<String, String> lines = new LinkedHashMap<>();
        while (lines.size() < NUMBERS) {
            long step = (long) Math.pow(10, 4 + random.nextInt(5));
            PhoneNumber number = new PhoneNumber().mergeFrom(example);
            number.setNationalNumber(example.getNationalNumber() / step * step + random.nextLong(step));
            PhoneNumberType type = PLANS.getNumberType(number);
            if (type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE) {
                lines.put(PLANS.format(number, PhoneNumberFormat.E164).substring(1), writing.form.apply(number));
            }
        }
        return lines;
    }

    private Exchange send(Map<String, String> lines, String options) throws Exception {
        Path file = Files.write(folder.resolve("list.csv"), lines.values());
        return camel.send(options, file.toFile());
    }

    private static Set<String> sent() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .collect(Collectors.toSet());
    }
}
