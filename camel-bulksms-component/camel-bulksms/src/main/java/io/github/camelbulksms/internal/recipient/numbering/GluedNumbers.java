package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import io.github.camelbulksms.internal.recipient.numbering.WrittenNumber.Group;
import java.util.List;
import java.util.Optional;

/**
 * Notices what is more than one number: two that a blank keeps apart, a list number or a count in front of one, a price or an
 * extension behind it.
 */
final class GluedNumbers {

    private static final int MAX_DIGITS_OF_LIST_NUMBER = 6;
    private static final int MAX_DIGITS_OF_COUNT = 2;

    private GluedNumbers() {}

    /**
     * @param reading of the whole text
     * @throws NotANumberException when treating it as one number is unsafe
     */
    static void check(WrittenNumber written, Reading reading, PhoneNumberReader reader) throws NotANumberException {
        List<Group> groups = written.groups();
        if (groups.size() == 1) {
            return;
        }
        if (hasDigitsBehindNumber(groups) && !isMobileWrittenInHalves(written, reading, reader)) {
            throw new NotANumberException("holds digits behind a number, expected one number");
        }
        if (hasNumberInFrontOfOne(groups, reading)) {
            throw new NotANumberException("is as long as two numbers, expected one");
        }
        if (isNumberWithoutItsEnd(written, reading, reader)) {
            throw new NotANumberException("is no number, but for what stands behind one, expected one number");
        }
        if (written.hasTrunkPrefixInside(reading.digits())) {
            throw new NotANumberException("holds a 0 that is not behind the country code");
        }
        Optional<Reading> behind = behindListNumber(written, reading, reader);
        if (behind.isPresent()) {
            throw new NotANumberException("can be read as one number, and as " + ReadingChoice.masked(behind.get())
                    + " with a list number in front; expected + and the country code in front");
        }
        if (mayHaveListNumber(written, reading)) {
            throw new NotANumberException(
                    "may have a list number or a count in front; expected + and the country code in front");
        }
    }

    private static boolean hasDigitsBehindNumber(List<Group> groups) {
        return groups.subList(0, groups.size() - 1).stream()
                .anyMatch(group -> group.digits().length() >= WrittenNumber.LONG);
    }

    /** +99 15212 13494158: behind a long front no country has so long an end. */
    private static boolean hasNumberInFrontOfOne(List<Group> groups, Reading whole) {
        int last = groups.get(groups.size() - 1).digits().length();
        return last > WrittenNumber.LONG && whole.digits().length() - last >= WrittenNumber.LONG;
    }

    /** +381 60 123 4567 12 is possible, and in no range that is given out; without its last group it is. */
    private static boolean isNumberWithoutItsEnd(WrittenNumber written, Reading whole, PhoneNumberReader reader) {
        return !judged(whole).isValid() && reader.canBe(written.withoutLastGroup(), Strictness.VALID);
    }

    // +9198765 43210, as in India; 9198765 43210 may as well be two things
    private static boolean isMobileWrittenInHalves(WrittenNumber written, Reading reading, PhoneNumberReader reader) {
        List<Group> groups = written.groups();
        int first = groups.get(0).digits().length();
        int second = groups.get(1).digits().length();
        return groups.size() == 2
                && (written.plus() || written.digits().startsWith("00"))
                && groups.get(1).gap().equals(" ")
                && first <= WrittenNumber.LONG + 1
                && second >= 4
                && second < WrittenNumber.LONG
                && judged(reading).kind().canBeMobile()
                && !reader.canBe(written.withoutLastGroup(), Strictness.POSSIBLE);
    }

    /** As in 12 012 34 59 88, where 12 is no country code and 012 how a number begins, or in 4 721217, which is no mobile. */
    private static boolean mayHaveListNumber(WrittenNumber written, Reading reading) {
        String first = written.groups().get(0).digits();
        if (written.plus() || first.startsWith("0") || first.length() > MAX_DIGITS_OF_COUNT) {
            return false;
        }
        boolean isCountryCode = reading.digits().startsWith(first)
                && NumberingPlans.ofClassPath().isCallingCode(first);
        return startsAsDialled(written.withoutFirstGroup())
                ? !isCountryCode
                : written.groups().size() == 2
                        && !isCountryCode
                        && !judged(reading).kind().canBeMobile();
    }

    private static Optional<Reading> behindListNumber(WrittenNumber written, Reading whole, PhoneNumberReader reader) {
        WrittenNumber behind = written.withoutFirstGroup();
        boolean isOfOneGroup = behind.groups().size() == 1;
        if (written.plus()
                || written.groups().get(0).digits().length() > MAX_DIGITS_OF_LIST_NUMBER
                || isSure(written, behind, judged(whole))) {
            return Optional.empty();
        }
        List<Strictness> asked = isOfOneGroup && !judged(whole).isValid()
                ? List.of(Strictness.VALID, reader.strictnessOfBare())
                : List.of(Strictness.VALID);
        // 49151 23456789: nobody counts so far in front of half a number
        boolean isOwnMobile = judged(whole).kind().canBeMobile() && reader.startsWithOwnCode(written, whole);
        return asked.stream()
                .flatMap(strictness -> reader.readings(behind, strictness).stream())
                // some countries have mobiles of five digits
                .filter(reading -> isOfOneGroup && behind.digits().length() >= WrittenNumber.LONG
                        || judged(reading).kind().canBeMobile())
                .filter(reading -> !reading.digits().equals(whole.digits()))
                .filter(reading -> !(isOwnMobile && reader.isHalfOf(reading, behind)))
                .findFirst();
    }

    /** {@code 49 151 23456789} is never 1 512 345 6789 with a list number 49 in front; {@code 49 15123456789} may be. */
    private static boolean isSure(WrittenNumber written, WrittenNumber behind, NumberStatus status) {
        if (written.digits().startsWith("0")) {
            return status.isValid();
        }
        return status.kind().canBeMobile() && written.groups().size() > 2 && !startsAsDialled(behind);
    }

    // 2 060 123 4567: behind a country code stands no 0, or one alone
    private static boolean startsAsDialled(WrittenNumber behind) {
        String first = behind.groups().get(0).digits();
        return first.startsWith("0") && first.length() > 1;
    }

    /** What the plans say of it, also where nothing was asked of them. */
    static NumberStatus judged(Reading reading) {
        return reading.status().isDecided()
                ? reading.status()
                : NumberingPlans.ofClassPath().status(reading.digits());
    }
}
