package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import io.github.camelbulksms.internal.recipient.numbering.WrittenNumber.Group;
import java.util.List;
import java.util.Optional;

/**
 * A number by its plan that is written like something else: a date, an amount, a tax number. It is accepted only where it can be a
 * mobile number; a {@link Lookalike} never is.
 */
final class DoubtfulShape {

    private DoubtfulShape() {}

    /**
     * @param reading the number that it would be
     * @throws NotANumberException when treating it as a number is unsafe
     */
    static void check(WrittenNumber written, Reading reading) throws NotANumberException {
        List<Group> groups = written.groups();
        if (endsAsRange(groups, reading)) {
            throw new NotANumberException("ends as a range of numbers, or with an extension: expected one number");
        }
        if (written.plus()) {
            return;
        }
        if (written.digits().length() < WrittenNumber.LONG && !canBeMobile(reading)) {
            throw new NotANumberException("is of less than " + WrittenNumber.LONG
                    + " digits, and no mobile: expected + and the country code in front");
        }
        // where the plans are not asked, any eight digits are taken
        boolean isJudged = reading.status().isDecided();
        if (isJudged && groups.size() == 1 && isDate(groups.get(0).digits()) && !canBeMobile(reading)) {
            throw doubt("a date");
        }
        if (isVersion(groups) && !canBeMobile(reading)) {
            throw doubt("a version number");
        }
        // any eleven digits that start with 1 may be a mobile of America: written so they are none
        Optional<String> shape = shape(groups);
        if (shape.isPresent() && GluedNumbers.judged(reading).kind() != NumberKind.MOBILE) {
            throw doubt(shape.get());
        }
    }

    private static NotANumberException doubt(String what) {
        return new NotANumberException("reads as " + what + ", and as no mobile: write + and the country code in front"
                + " if it is a phone number");
    }

    private static boolean canBeMobile(Reading reading) {
        return GluedNumbers.judged(reading).kind().canBeMobile();
    }

    private static Optional<String> shape(List<Group> groups) {
        if (isAmount(groups)) {
            return Optional.of("an amount");
        }
        if (groups.stream().filter(group -> group.follows('/')).count() > 1) {
            return Optional.of("a tax number, or several numbers");
        }
        return Optional.empty();
    }

    /** 060 123 4560-9, 060/123-456/57, 060 123 4567 2; but a landline with an extension that is dialled, 030 123456-0. */
    private static boolean endsAsRange(List<Group> groups, Reading reading) {
        Group last = groups.get(groups.size() - 1);
        int digits = last.digits().length();
        if (groups.size() == 1 || digits > 2) {
            return false;
        }
        return last.follows('/') || digits == 1 && !(last.follows('-') && !canBeMobile(reading));
    }

    /** 20261124, 24112026, 11242026. */
    private static boolean isDate(String digits) {
        return digits.length() == 8
                && (Lookalike.isDate(digits.substring(0, 4), digits.substring(4, 6), digits.substring(6))
                        || Lookalike.isDate(digits.substring(0, 2), digits.substring(2, 4), digits.substring(4)));
    }

    /** 23 456 789 and 23.456.789. */
    private static boolean isAmount(List<Group> groups) {
        int first = groups.get(0).digits().length();
        String gap = groups.size() > 2 ? groups.get(1).gap() : "";
        return first <= 3
                && (gap.equals(" ") || gap.equals("."))
                && groups.stream()
                        .skip(1)
                        .allMatch(group ->
                                group.digits().length() == 3 && group.gap().equals(gap));
    }

    /** 4.18.0.20261124. */
    private static boolean isVersion(List<Group> groups) {
        return groups.size() > 2
                && groups.stream().skip(1).allMatch(group -> group.gap().equals("."))
                && groups.stream().anyMatch(group -> group.digits().length() == 1);
    }
}
