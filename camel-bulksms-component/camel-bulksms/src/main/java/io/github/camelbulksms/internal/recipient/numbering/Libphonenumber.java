package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The judge of everything that is not plain international digits: some microseconds a number. Thread-safe. */
final class Libphonenumber {

    private static final PhoneNumberUtil WORLD = PhoneNumberUtil.getInstance();
    private static final String NO_REGION = "ZZ";
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");

    private Libphonenumber() {}

    /**
     * A number as libphonenumber reads it.
     *
     * @param digits as they go on the wire: with the calling code, without {@code +}
     */
    record Reading(String digits, NumberStatus status) {}

    /** @param digits with the calling code, without {@code +} */
    static Optional<Reading> international(String digits) {
        return read("+" + digits, NO_REGION);
    }

    /**
     * @param digits as they are dialled in the region
     * @param region two letters in upper case
     */
    static Optional<Reading> national(String digits, String region) {
        return read(digits, region);
    }

    /** The groups of digits in which the number is written within its country; none when it is no number. */
    static List<String> nationalGroups(Reading reading) {
        try {
            PhoneNumber number = WORLD.parse("+" + reading.digits(), NO_REGION);
            return NO_DIGITS
                    .splitAsStream(WORLD.format(number, PhoneNumberFormat.NATIONAL))
                    .filter(group -> !group.isEmpty())
                    .toList();
        } catch (NumberParseException e) {
            return List.of();
        }
    }

    private static Optional<Reading> read(String text, String region) {
        try {
            PhoneNumber number = WORLD.parse(text, region);
            return Optional.of(
                    new Reading(WORLD.format(number, PhoneNumberFormat.E164).substring(1), status(number)));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static NumberStatus status(PhoneNumber number) {
        NumberKind kind = NumberKind.of(WORLD.getNumberType(number));
        // unlike isPossibleNumber, not without an area code
        return WORLD.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                ? NumberStatus.possible(kind)
                : NumberStatus.notPossible(kind);
    }
}
