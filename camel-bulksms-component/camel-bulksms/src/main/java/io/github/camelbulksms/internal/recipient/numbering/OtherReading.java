package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import io.github.camelbulksms.internal.recipient.numbering.WrittenNumber.Group;
import io.github.camelbulksms.model.BareNumbers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What digits without + were likely meant as, though by plan and options they read otherwise: a number that lacks its country code,
 * or one that has it.
 *
 * @param said how the user says such digits are to be read; null when nothing is said
 */
record OtherReading(Region region, BareNumbers said) {

    private static final int DIGITS_IN_NORTH_AMERICA = 10;
    private static final String NORTH_AMERICA = "1";

    /** @throws NotANumberException when there is one */
    void check(WrittenNumber written, Reading reading) throws NotANumberException {
        Optional<Reading> other = said == BareNumbers.national
                ? abroad(written, reading)
                : Stream.of(northAmerican(written), former(written.digits(), reading))
                        .flatMap(Optional::stream)
                        .findFirst();
        if (other.isPresent() && !other.get().digits().equals(reading.digits())) {
            throw new NotANumberException("can be read as " + ReadingChoice.masked(reading) + " and as "
                    + ReadingChoice.masked(other.get()) + "; expected " + PhoneNumberReader.WRITE_PLUS + way());
        }
        if (region.isKnown() && said == null && !region.owns(reading)) {
            checkNoDigitTooMany(written, reading);
        }
    }

    // 679 712 3456 may be of Fiji, and is as a Spaniard writes a mobile, but for one digit
    private void checkNoDigitTooMany(WrittenNumber written, Reading abroad) throws NotANumberException {
        for (List<String> groups : written.withoutSlips()) {
            Optional<Reading> local = asWritten(groups);
            if (local.isPresent()) {
                throw new NotANumberException("can be read as " + ReadingChoice.masked(abroad) + ", and as "
                        + ReadingChoice.masked(local.get()) + " with a digit too many; expected "
                        + PhoneNumberReader.WRITE_PLUS);
            }
        }
    }

    /** The number, if these are groups in which it is written within the region: its own, or threes. */
    private Optional<Reading> asWritten(List<String> groups) {
        return Libphonenumber.national(String.join("", groups), region.code())
                .filter(reading -> reading.status().isValid() && region.owns(reading))
                .filter(reading -> Libphonenumber.nationalGroups(reading).equals(groups)
                        || groups.stream().allMatch(group -> group.length() == 3));
    }

    private String way() {
        if (!region.isKnown()) {
            return ", or the option defaultRegion";
        }
        return said == BareNumbers.national && !region.trunkPrefix().isEmpty()
                ? ", or " + region.trunkPrefix() + " as it is dialled within region " + region.code()
                : "";
    }

    // 491701234567 in a list of national numbers has its country code, and would be a landline with another
    private Optional<Reading> abroad(WrittenNumber written, Reading reading) {
        String trunkPrefix = region.trunkPrefix();
        boolean hasTrunkPrefix = !trunkPrefix.isEmpty() && written.digits().startsWith(trunkPrefix);
        return hasTrunkPrefix || GluedNumbers.judged(reading).kind().canBeMobile()
                ? Optional.empty()
                : valid(written.digits())
                        .filter(other -> other.status().kind().canBeMobile())
                        .filter(other -> !CountryCodePlace.isInBrackets(written, other));
    }

    // 361.234.5678 is a Texan's, or a landline in Budapest
    private Optional<Reading> northAmerican(WrittenNumber written) {
        String digits = written.digits();
        return region.isKnown()
                        || said != null
                        || digits.length() != DIGITS_IN_NORTH_AMERICA
                        || !isGroupedAsInNorthAmerica(written)
                ? Optional.empty()
                : valid(NORTH_AMERICA + digits);
    }

    /** 361.234.5678; 361 2345678 or 361234-5678 unless what stands in front is a country code. */
    private static boolean isGroupedAsInNorthAmerica(WrittenNumber written) {
        List<Group> groups = written.groups();
        return switch (groups.size()) {
            case 2 ->
                (written.isCutAt(3) || written.isCutAt(6))
                        && !NumberingPlans.ofClassPath()
                                .isCallingCode(groups.get(0).digits());
            case 3 -> written.isCutAt(3) && written.isCutAt(6);
            default -> false;
        };
    }

    private Optional<Reading> former(String digits, Reading reading) {
        FormerMobile former = region.formerMobile();
        return said != null || !former.hasLength(digits.length()) || region.owns(reading)
                ? Optional.empty()
                : valid(region.ownCode() + former.today(digits));
    }

    private static Optional<Reading> valid(String digits) {
        return DialledAbroad.ofCountry(digits, Strictness.VALID)
                .filter(reading -> reading.status().isValid());
    }
}
