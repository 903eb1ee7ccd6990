package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import io.github.camelbulksms.model.BareNumbers;
import java.nio.charset.StandardCharsets;

/**
 * Whether brackets and groups leave a reading of digits without + that begins with a country code: in {@code (617) 912-34567}, a number
 * of Boston with a digit too many, 61 is none.
 *
 * @param bareNumbers null when it is to be found out for each number
 */
record CountryCodePlace(Region region, BareNumbers bareNumbers) {

    private static final int MOST_DIGITS = 3;

    static final String IN_BRACKETS =
            "what stands in brackets in front is an area code, and with it this is no number; expected "
                    + PhoneNumberReader.WRITE_PLUS;

    /** @param reading which begins as the digits do */
    boolean allows(WrittenNumber written, Reading reading) {
        int length = lengthOfCode(reading.digits());
        boolean isOwn = region.owns(reading);
        if (written.hasBracketWithin(length)) {
            return isOwn && written.startsInBracketsWith(length);
        }
        return isOwn
                || !region.isKnown()
                || bareNumbers == BareNumbers.international
                || written.groups().size() == 1
                || written.isCutAt(length);
    }

    static boolean isInBrackets(WrittenNumber written, Reading reading) {
        return written.hasBracketWithin(lengthOfCode(reading.digits()));
    }

    static int lengthOfCode(String digits) {
        byte[] bytes = digits.getBytes(StandardCharsets.ISO_8859_1);
        int code = NumberingPlans.ofClassPath().callingCode(bytes, 0, bytes.length);
        return code == 0 ? MOST_DIGITS : Integer.toString(code).length();
    }

    /** What is said when there is no reading but those that are not allowed. */
    String none(WrittenNumber written, Reading reading) {
        if (isInBrackets(written, reading)) {
            return region.isKnown()
                    ? "no number of region " + region.code() + ": " + IN_BRACKETS
                    : IN_BRACKETS + ", or the option defaultRegion";
        }
        return "no number of region " + region.code()
                + ", and no country code is a group of its own in front; expected a valid number, or "
                + PhoneNumberReader.WRITE_PLUS;
    }
}
