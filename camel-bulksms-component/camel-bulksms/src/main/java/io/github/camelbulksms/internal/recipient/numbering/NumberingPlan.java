package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.camelbulksms.model.NumberCheck;
import java.util.function.Predicate;

/** The numbering plans of the world's countries, as libphonenumber knows them. Thread-safe. */
final class NumberingPlan {

    private static final PhoneNumberUtil WORLD = PhoneNumberUtil.getInstance();
    private static final String NO_REGION = "ZZ";

    private final NumberCheck check;
    private final String defaultRegion;

    /**
     * @param defaultRegion two letters (ISO 3166-1) in upper case, or null
     */
    NumberingPlan(NumberCheck check, String defaultRegion) {
        if (defaultRegion != null && !WORLD.getSupportedRegions().contains(defaultRegion)) {
            throw new IllegalArgumentException(
                    "defaultRegion is '" + defaultRegion + "': expected a country's two letters, for instance RS");
        }
        this.check = check;
        this.defaultRegion = defaultRegion;
    }

    /**
     * @param international the number as written, starting with {@code +}
     * @return digits with the country code
     */
    String ofInternational(String international) {
        PhoneNumber number = parse(international, NO_REGION);
        if (number == null || !passes(number)) {
            throw new IllegalArgumentException("not a " + check + " number: expected one of its country's length"
                    + (check == NumberCheck.valid ? " and ranges" : ""));
        }
        return digits(number);
    }

    /**
     * Digits that start with a national prefix are national. Others may be national or carry a country code: what is valid
     * decides, national first.
     *
     * @param digits a number without {@code +} or {@code 00}
     * @return digits with the country code
     */
    String ofNationalOrInternational(String digits) {
        PhoneNumber national = parse(digits, defaultRegion);
        Predicate<PhoneNumber> sure =
                digits.startsWith("0") && check != NumberCheck.valid ? NumberingPlan::isPossible : WORLD::isValidNumber;
        if (national != null && sure.test(national)) {
            return digits(national);
        }
        PhoneNumber international = parse("+" + digits, NO_REGION);
        if (international != null && WORLD.isValidNumber(international)) {
            return digits(international);
        }
        throw new IllegalArgumentException("neither a number of region " + defaultRegion
                + " nor one with a country code: expected a valid one, or one that starts with +");
    }

    private boolean passes(PhoneNumber number) {
        return check == NumberCheck.valid ? WORLD.isValidNumber(number) : isPossible(number);
    }

    // unlike isPossibleNumber, not without an area code
    private static boolean isPossible(PhoneNumber number) {
        return WORLD.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }

    private static PhoneNumber parse(String text, String region) {
        try {
            return WORLD.parse(text, region);
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static String digits(PhoneNumber number) {
        return WORLD.format(number, PhoneNumberFormat.E164).substring(1);
    }
}
