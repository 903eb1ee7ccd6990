package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which of the ways to read a text is taken, if any: the only valid one; of several, the only one that can be a mobile.
 *
 * @param none what is said when there is none
 * @param way how the user can tell which is meant
 */
record ReadingChoice(Strictness strictness, String none, String way) {

    /** @throws NotANumberException when there is none, or no telling which */
    Reading among(Collection<Reading> readings) throws NotANumberException {
        List<Reading> usable = readings.stream()
                .filter(ReadingChoice::hasShapeOfWire)
                .distinct()
                .toList();
        if (usable.isEmpty() && strictness == Strictness.SHAPE) {
            throw new NotANumberException("expected " + PhoneNumberReader.MIN_DIGITS + " to "
                    + PhoneNumberReader.MAX_DIGITS + " digits with the country code, not starting with 0");
        }
        // some numbers are too long to be sent to, and may be meant all the same
        List<Reading> valid = filtered(readings, Strictness.VALID);
        List<Reading> admitted = valid.isEmpty() ? filtered(usable, strictness) : valid;
        if (admitted.isEmpty() || admitted.size() == 1 && !hasShapeOfWire(admitted.get(0))) {
            throw new NotANumberException(none);
        }
        return admitted.size() == 1 ? admitted.get(0) : onlyMobileOrRefused(admitted);
    }

    private Reading onlyMobileOrRefused(List<Reading> readings) throws NotANumberException {
        List<Reading> mobiles = readings.stream()
                .filter(reading -> reading.status().kind().canBeMobile() && hasShapeOfWire(reading))
                .toList();
        if (mobiles.size() == 1) {
            return mobiles.get(0);
        }
        throw new NotANumberException(
                "can be read as " + readings.stream().map(ReadingChoice::masked).collect(Collectors.joining(" and as "))
                        + "; expected " + way);
    }

    private static List<Reading> filtered(Collection<Reading> readings, Strictness strictness) {
        return readings.stream()
                .distinct()
                .filter(reading -> strictness.admits(reading.status()))
                .toList();
    }

    private static boolean hasShapeOfWire(Reading reading) {
        int length = reading.digits().length();
        return length >= PhoneNumberReader.MIN_DIGITS
                && length <= PhoneNumberReader.MAX_DIGITS
                && reading.digits().charAt(0) != '0';
    }

    /** Enough of a number to tell which is meant, with what it is for. */
    static String masked(Reading reading) {
        String digits = reading.digits();
        String kind = reading.status().isValid()
                ? " (" + reading.status().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")"
                : "";
        return "+" + digits.substring(0, 4) + "…" + digits.substring(digits.length() - 2) + kind;
    }
}
