package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Tells where numbers come from. Takes some hundred nanoseconds for a number, and some microseconds where countries share a calling
 * code: for what is not done millions of times a second. Thread-safe.
 */
public final class NumberOrigins {

    private static final String NOT_IN_PLAN = "not_in_plan";
    private static final String NOWHERE = "001";

    private final PhoneNumberUtil world = PhoneNumberUtil.getInstance();
    private final NumberingPlans plans = NumberingPlans.ofClassPath();

    /**
     * @param bytes hold the digits in ASCII, country code first, from one index to before another
     */
    public NumberOrigin of(byte[] bytes, int from, int to) {
        int callingCode = plans.callingCode(bytes, from, to);
        if (callingCode == 0) {
            return new NumberOrigin(NOWHERE, NOT_IN_PLAN);
        }
        NumberStatus status = plans.status(bytes, from, to);
        List<String> regions = world.getRegionCodesForCountryCode(callingCode);
        if (status.isDecided() && (regions.size() == 1 || status.kind() == NumberKind.UNKNOWN)) {
            return new NumberOrigin(regions.get(0), name(status.kind()));
        }
        return byLibphonenumber(callingCode, regions, new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }

    private NumberOrigin byLibphonenumber(int callingCode, List<String> regions, String digits) {
        PhoneNumber number = new PhoneNumber()
                .setCountryCode(callingCode)
                .setNationalNumber(Long.parseLong(
                        digits.substring(Integer.toString(callingCode).length())));
        String region = world.getRegionCodeForNumber(number);
        return new NumberOrigin(
                region == null ? regions.get(0) : region, name(NumberKind.of(world.getNumberType(number))));
    }

    private static String name(NumberKind kind) {
        return kind == NumberKind.UNKNOWN ? NOT_IN_PLAN : kind.name().toLowerCase(Locale.ROOT);
    }
}
