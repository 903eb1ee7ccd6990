package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import io.github.camelbulksms.model.NumberCheck;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers that say of themselves that they are international: by + or by what one dials in front.
 *
 * @param region from which is dialled
 */
record DialledAbroad(Region region, NumberCheck check) {

    /**
     * The number, or nothing when neither + nor a prefix is in front.
     *
     * @throws NotANumberException when it is none, or can be read in two ways
     */
    Optional<Reading> reading(WrittenNumber written) throws NotANumberException {
        Set<String> usual = behindUsualPrefix(written);
        Set<String> international = international(written);
        international.removeIf(digits -> !usual.isEmpty() && isCutByGroups(digits, usual, written));
        if (!usual.isEmpty() && !usual.containsAll(international)) {
            // 0055 47 …, in Brazil: 55 is a carrier there, too, and 47 Norway
            if (usual.stream().anyMatch(region::startsWithOwnCode)) {
                Strictness strictness =
                        international.containsAll(usual) ? Strictness.ofInternational(check) : Strictness.ofBare(check);
                return Optional.of(ofCountry(usual, written, strictness));
            }
            checkNoSlip(international, usual, written);
        }
        if (!international.containsAll(usual)) {
            if (!anyIs(international, Strictness.POSSIBLE)) {
                return Optional.of(behindUsualPrefix(usual, written));
            }
            if (anyIs(usual, Strictness.VALID)) {
                return Optional.of(ofEitherPrefix(international, usual, written));
            }
        }
        if (international.isEmpty()) {
            return Optional.empty();
        }
        // without a region 00 may as well fill up a customer number
        Strictness strictness =
                written.plus() || region.isKnown() ? Strictness.ofInternational(check) : Strictness.ofBare(check);
        return Optional.of(ofCountry(international, written, strictness));
    }

    /** Whether a prefix other than 00, which may as well be 00 and a country code, or the country code behind it, is no group. */
    private boolean isCutByGroups(String digits, Set<String> usual, WrittenNumber written) {
        if (written.groups().size() == 1
                || usual.contains(digits)
                || usual.stream().noneMatch(DialledAbroad::startsWithCallingCode)) {
            return false;
        }
        boolean isWithoutZero = !written.digits().endsWith(digits);
        String all = isWithoutZero ? written.digitsWithoutLoneZero() : written.digits();
        int prefix = all.length() - digits.length();
        return !all.substring(0, prefix).equals(region.preferredPrefix())
                && !(written.isCutAt(prefix) && written.isCutAt(prefix + CountryCodePlace.lengthOfCode(digits)));
    }

    private static boolean startsWithCallingCode(String digits) {
        byte[] bytes = digits.getBytes(StandardCharsets.ISO_8859_1);
        return NumberingPlans.ofClassPath().callingCode(bytes, 0, bytes.length) != 0;
    }

    /** What lacks a digit behind 00 may be a number behind another prefix: where nothing is grouped, there is no telling. */
    private static void checkNoSlip(Set<String> international, Set<String> usual, WrittenNumber written)
            throws NotANumberException {
        if (written.groups().size() == 1
                && anyIs(international, Strictness.POSSIBLE)
                && anyIs(usual, Strictness.POSSIBLE)
                && !anyIs(usual, Strictness.VALID)) {
            throw eitherPrefix();
        }
    }

    /** All that stands behind a prefix, read with its country code. */
    Set<Reading> readings(WrittenNumber written, Strictness strictness) {
        Set<String> digits = new LinkedHashSet<>(international(written));
        digits.addAll(behindUsualPrefix(written));
        Set<Reading> readings = new LinkedHashSet<>();
        digits.forEach(each -> ofCountry(each, strictness).ifPresent(readings::add));
        return readings;
    }

    /** A number that starts with its country code, whatever is in front. */
    static Reading withCountryCode(WrittenNumber written, Strictness strictness) throws NotANumberException {
        return ofCountry(spellings(written), written, strictness);
    }

    // few countries dial their 0 from abroad: where it is kept, the number must be one with it
    static Collection<Reading> withoutTrunkPrefix(WrittenNumber written, Collection<Reading> readings) {
        return readings.stream()
                .filter(reading -> !written.mayHoldTrunkPrefix()
                        || !written.digits().endsWith(reading.digits())
                        || reading.status().isValid() && written.mayKeepTrunkPrefix(reading.digits()))
                .toList();
    }

    // in Japan 00 is not dialled abroad, and some numbers there start so
    private Reading behindUsualPrefix(Set<String> usual, WrittenNumber written) throws NotANumberException {
        Strictness strictness = Strictness.ofBare(check);
        if (!region.isKnown() || !anyIs(usual, Strictness.VALID)) {
            return ofCountry(usual, written, strictness);
        }
        Set<Reading> readings = new LinkedHashSet<>();
        usual.forEach(each -> ofCountry(each, Strictness.VALID).ifPresent(readings::add));
        Set<String> behindOwnPrefix = international(written);
        Libphonenumber.national(written.digits(), region.code())
                .filter(reading -> region.owns(reading) && !behindOwnPrefix.contains(reading.digits()))
                .ifPresent(readings::add);
        return new ReadingChoice(Strictness.VALID, "", PhoneNumberReader.WRITE_PLUS)
                .among(withoutTrunkPrefix(written, readings));
    }

    // 006 is a prefix in Korea, and 0061412345678 may be meant as everywhere else
    private static Reading ofEitherPrefix(Set<String> international, Set<String> usual, WrittenNumber written)
            throws NotANumberException {
        if (!anyIs(international, Strictness.VALID)) {
            throw eitherPrefix();
        }
        Set<String> both = new LinkedHashSet<>(international);
        both.addAll(usual);
        return ofCountry(both, written, Strictness.VALID);
    }

    private static NotANumberException eitherPrefix() {
        return new NotANumberException(
                "can be read with 00 in front, and with the prefix that the region dials; expected "
                        + PhoneNumberReader.WRITE_PLUS);
    }

    static boolean anyIs(Set<String> digits, Strictness strictness) {
        return digits.stream()
                .flatMap(each -> ofCountry(each, strictness).stream())
                .anyMatch(reading -> strictness.admits(reading.status()));
    }

    private static Set<String> behindUsualPrefix(WrittenNumber written) {
        Set<String> behind = new LinkedHashSet<>();
        if (!written.plus()) {
            spellings(written).forEach(each -> behind.addAll(Region.behindUsualPrefix(each)));
        }
        return behind;
    }

    /** What the digits are behind + or an international prefix; empty when there is neither. */
    private Set<String> international(WrittenNumber written) {
        Set<String> spellings = spellings(written);
        if (written.plus()) {
            return spellings;
        }
        Set<String> behindPrefix = new LinkedHashSet<>();
        spellings.forEach(digits -> behindPrefix.addAll(region.behindInternationalPrefix(digits)));
        return behindPrefix;
    }

    // some countries dial their 0 from abroad, so (0) may be meant or not
    static Set<String> spellings(WrittenNumber written) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(written.digits());
        spellings.add(written.digitsWithoutLoneZero());
        return spellings;
    }

    private static Reading ofCountry(Set<String> digits, WrittenNumber written, Strictness asked)
            throws NotANumberException {
        boolean plain = digits.size() == 1 && !written.mayHoldTrunkPrefix();
        Strictness strictness = plain ? asked : written.hasBareLoneZero() ? Strictness.VALID : asked.atLeastPossible();
        Set<Reading> readings = new LinkedHashSet<>();
        digits.forEach(each -> ofCountry(each, strictness).ifPresent(readings::add));
        String none = strictness == Strictness.VALID
                ? "with this country code it is in no range allocated by the country"
                : "there is no such country code, or the country has no numbers of this length";
        return new ReadingChoice(strictness, none, PhoneNumberReader.WRITE_PLUS)
                .among(withoutTrunkPrefix(written, readings));
    }

    /** Digits with a country code. */
    static Optional<Reading> ofCountry(String digits, Strictness strictness) {
        if (strictness == Strictness.SHAPE) {
            return Optional.of(new Reading(digits, NumberStatus.UNDECIDED));
        }
        NumberStatus status = NumberingPlans.ofClassPath().status(digits);
        if (status.isDecided()) {
            return Optional.of(new Reading(digits, status));
        }
        // a trunk prefix or a carrier's code that libphonenumber takes off is a guess, unless the number is given out
        // without it
        return Libphonenumber.international(digits)
                .filter(reading ->
                        reading.status().isValid() || reading.digits().equals(digits));
    }
}
