package io.github.camelbulksms.internal.recipient.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Unusable;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Usable;
import io.github.camelbulksms.model.BareNumbers;
import io.github.camelbulksms.model.NumberCheck;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How many mobile numbers can be read as a foreign mobile, too, and are refused. With {@code -Dbulksms.mobiles=100000} it prints
 * the table in docs/recipients.md.
 */
class AmbiguousMobilesTest {

    private static final int MOBILES = Integer.getInteger("bulksms.mobiles", 300);
    private static final String LIST_NUMBER = "may have a list number";
    private static final PhoneNumberUtil WORLD = PhoneNumberUtil.getInstance();

    /** The twenty largest by population (United Nations, World Population Prospects 2024), and some neighbours. */
    static Stream<String> regions() {
        return Stream.of(("IN CN US ID PK NG BR BD RU ET MX JP EG PH CD VN IR TR DE TH GB FR IT ES PL AT CH RS CA AU")
                .split(" "));
    }

    @ParameterizedTest
    @MethodSource("regions")
    void aMobileIsSentToOrRefusedButNobodyElseIsSentTo(String region) throws NumberParseException {
        PhoneNumberReader unset = new PhoneNumberReader(NumberCheck.safe, region, null);
        PhoneNumberReader national = new PhoneNumberReader(NumberCheck.safe, region, BareNumbers.national);
        PhoneNumberReader international = new PhoneNumberReader(NumberCheck.safe, region, BareNumbers.international);
        int asDialled = 0;
        int withoutTrunkPrefix = 0;
        int withCountryCode = 0;
        int decided = 0;
        Mobiles mobiles = new Mobiles(region);
        for (int i = 0; i < MOBILES; i++) {
            PhoneNumber mobile = mobiles.next();
            String dialled = WORLD.format(mobile, PhoneNumberFormat.NATIONAL);
            asDialled += refusals(unset, dialled, mobile);
            withoutTrunkPrefix += refusals(unset, WORLD.getNationalSignificantNumber(mobile), mobile);
            withCountryCode += refusals(unset, digits(mobile), mobile);
            decided += ambiguities(national, dialled, mobile)
                    + ambiguities(national, WORLD.getNationalSignificantNumber(mobile), mobile)
                    + ambiguities(international, digits(mobile), mobile);
        }
        report("| " + new Locale("", region).getDisplayCountry(Locale.ENGLISH) + " | " + share(asDialled) + " | "
                + share(withoutTrunkPrefix) + " | " + share(withCountryCode) + " |");
        assertThat(decided).as("refused although bareNumbers is set").isZero();
    }

    @ParameterizedTest
    @MethodSource("regions")
    void aForeignMobileWithItsCountryCodeIsSentToOrRefusedButNobodyElseIsSentTo(String region)
            throws NumberParseException {
        PhoneNumberReader reader = new PhoneNumberReader(NumberCheck.safe, region, null);
        List<Mobiles> foreign = regions().map(Mobiles::new).toList();
        int refused = 0;
        for (int i = 0; i < MOBILES; i++) {
            PhoneNumber mobile = foreign.get(i % foreign.size()).next();
            refused += refusals(reader, digits(mobile), mobile);
        }
        report("With defaultRegion " + region + ", of foreign mobiles with their country code: " + share(refused));
        assertThat(refused).isLessThan(MOBILES / 5);
    }

    private static void report(String line) {
        if (System.getProperty("bulksms.mobiles") != null) {
            System.out.println(line);
        }
    }

    /** 0 or 1. */
    private static int refusals(PhoneNumberReader reader, String written, PhoneNumber mobile) {
        PhoneNumberReading reading = reader.read(written);
        if (reading instanceof Usable usable) {
            assertThat(usable.digits()).as(written).isEqualTo(digits(mobile));
            return 0;
        }
        assertThat(((Unusable) reading).reason()).as(written).containsAnyOf("can be read as", LIST_NUMBER);
        return 1;
    }

    /** 0 or 1, without what may have a list number in front, as 56 0038 3991 of Mexico: no option speaks of those. */
    private static int ambiguities(PhoneNumberReader reader, String written, PhoneNumber mobile) {
        boolean mayHaveListNumber = reader.read(written) instanceof Unusable unusable
                && unusable.reason().contains(LIST_NUMBER);
        return mayHaveListNumber ? 0 : refusals(reader, written, mobile);
    }

    private static String digits(PhoneNumber mobile) {
        return WORLD.format(mobile, PhoneNumberFormat.E164).substring(1);
    }

    private static String share(int refused) {
        return refused == 0 ? "0" : String.format(Locale.ROOT, "%.2f %%", 100.0 * refused / MOBILES);
    }

    /** Of each length that mobiles of the region have about as many, all digits being equally likely. */
    private static final class Mobiles {

        private final Random random = new Random(1);
        private final String region;
        private final int callingCode;
        private final List<Integer> lengths;

        Mobiles(String region) {
            this.region = region;
            this.callingCode = WORLD.getCountryCodeForRegion(region);
            this.lengths = PlanMetadata.ofCallingCode(callingCode).stream()
                    .filter(each -> each.getId().equals(region))
                    .map(each ->
                            each.getMobile().getPossibleLengthCount() > 0 ? each.getMobile() : each.getGeneralDesc())
                    .findFirst()
                    .orElseThrow()
                    .getPossibleLengthList();
        }

        PhoneNumber next() throws NumberParseException {
            while (true) {
                int length = lengths.get(random.nextInt(lengths.size()));
                StringBuilder digits = new StringBuilder().append(callingCode);
                for (int i = 0; i < length; i++) {
                    digits.append((char) ('0' + random.nextInt(10)));
                }
                if (NumberingPlans.ofClassPath()
                        .status(digits.toString())
                        .kind()
                        .canBeMobile()) {
                    PhoneNumber number = WORLD.parse("+" + digits, null);
                    if (region.equals(WORLD.getRegionCodeForNumber(number))) {
                        return number;
                    }
                }
            }
        }
    }
}
