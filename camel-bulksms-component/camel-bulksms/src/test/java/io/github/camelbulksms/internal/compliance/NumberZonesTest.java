package io.github.camelbulksms.internal.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberZonesTest {

    private static final PhoneNumberUtil LIBPHONENUMBER = PhoneNumberUtil.getInstance();
    private final NumberZones zones = LibphonenumberZones.load();

    @ParameterizedTest
    @CsvSource({
        "381601234567, Europe/Belgrade",
        "12125550123, America/New_York",
        "14155550123, America/Los_Angeles",
        "4915112345678, Europe/Berlin",
        "61412345678, Australia/Perth",
        "61212345678, Australia/Sydney",
        "12684641234, America/Antigua",
        "917012345678, Asia/Calcutta",
    })
    void aNumberIsInTheTimeZoneOfItsFirstDigits(String number, String zone) {
        assertThat(of(number)).contains(ZoneId.of(zone));
    }

    @Test
    void ofZonesThatJavaDoesNotAllKnowNoneIsTaken() {
        NumberZones zones = NumberZones.of(
                Map.of("381", List.of("Europe/Belgrade", "Europe/Nowhere"), "382", List.of("Europe/Podgorica")),
                callingCode -> false);

        assertThat(zones.zones(zones.indexOf("381601234567".getBytes(StandardCharsets.US_ASCII), 0, 12)))
                .isEmpty();
        assertThat(zones.zones(zones.indexOf("38267622901".getBytes(StandardCharsets.US_ASCII), 0, 11)))
                .containsExactly(ZoneId.of("Europe/Podgorica"));
    }

    @Test
    void whatBeginsWithNoCountryCodeIsInNone() {
        assertThat(of("9990000000")).isEmpty();
        assertThat(of("21012345678")).isEmpty();
    }

    @Test
    void theZonesOfNumbersOfAllCountriesAreThoseOfLibphonenumberOrMore() {
        Random random = new Random(1);
        PhoneNumberToTimeZonesMapper mapper = PhoneNumberToTimeZonesMapper.getInstance();
        int compared = 0;
        int more = 0;
        List<String> fewer = new ArrayList<>();
        for (String region : LIBPHONENUMBER.getSupportedRegions()) {
            for (PhoneNumberType type : List.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)) {
                PhoneNumber example = LIBPHONENUMBER.getExampleNumberForType(region, type);
                for (int i = 0; example != null && i < 40; i++) {
                    PhoneNumber number = near(example, random);
                    if (LIBPHONENUMBER.isValidNumber(number)) {
                        String digits = digits(number);
                        Set<ZoneId> ours = new HashSet<>(of(digits));
                        // it takes the mobiles of small American countries, whose area codes are known, to be anywhere
                        Set<ZoneId> theirs = known(
                                number.getCountryCode() == 1
                                        ? mapper.getTimeZonesForGeographicalNumber(number)
                                        : mapper.getTimeZonesForNumber(number));
                        compared++;
                        if (!ours.equals(theirs)) {
                            more++;
                            if (!ours.containsAll(theirs)) {
                                fewer.add(region + " " + digits + ": " + ours + " for " + theirs);
                            }
                        }
                    }
                }
            }
        }
        System.out.printf(
                "time zones: %d numbers compared, %d in more zones, %d in fewer%n",
                compared, more - fewer.size(), fewer.size());
        assertThat(compared).isGreaterThan(5_000);
        assertThat(fewer).isEmpty();
    }

    private static PhoneNumber near(PhoneNumber example, Random random) {
        PhoneNumber number = new PhoneNumber().mergeFrom(example);
        long change = (long) Math.pow(10, random.nextInt(7));
        return number.setNationalNumber(Math.max(1, example.getNationalNumber() + random.nextInt(10) * change));
    }

    private static String digits(PhoneNumber number) {
        return number.getCountryCode() + LIBPHONENUMBER.getNationalSignificantNumber(number);
    }

    private static Set<ZoneId> known(List<String> names) {
        return names.stream()
                .filter(name -> !name.equals("Etc/Unknown"))
                .map(ZoneId::of)
                .collect(Collectors.toSet());
    }

    private List<ZoneId> of(String digits) {
        byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
        return zones.zones(zones.indexOf(bytes, 0, bytes.length));
    }
}
