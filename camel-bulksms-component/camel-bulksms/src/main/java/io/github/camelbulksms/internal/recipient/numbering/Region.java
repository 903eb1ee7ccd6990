package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A region, and how one dials from there to other countries. Immutable.
 *
 * @param code two letters in upper case
 * @param internationalPrefix {@code 00}, {@code 0011}, {@code 00(?:1[245]|…)}: with a choice of carriers in some countries
 * @param preferredPrefix the usual one of these, {@code 0011}, or {@code 8~10} where one waits for a tone within it; may be empty
 * @param firstDigitsOfPrefix bit n: the international prefix may start with digit n
 * @param callingCode of national numbers; 0 when the plan of the calling code does not tell how they are dialled in this region
 */
record Region(
        String code, Pattern internationalPrefix, String preferredPrefix, int firstDigitsOfPrefix, int callingCode) {

    private static final Logger LOG = LoggerFactory.getLogger(Region.class);

    /** Understood everywhere, as the ITU recommends it (E.164). */
    private static final Pattern USUAL_PREFIX = Pattern.compile("00");

    private static final int MAX_PREFIX_DIGITS = 10;
    private static final int UNKNOWN_PLAN = 0;

    /** Of a list that has no default region. */
    static final Region NONE = new Region("", USUAL_PREFIX, "", firstDigits(USUAL_PREFIX), UNKNOWN_PLAN);

    /**
     * @param code two letters (ISO 3166-1) in any case, or null
     * @throws IllegalArgumentException when there is no such region
     */
    static Region of(String code) {
        if (code == null) {
            return NONE;
        }
        String upperCase = code.toUpperCase(Locale.ROOT);
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(upperCase)) {
            throw new IllegalArgumentException(
                    "defaultRegion is '" + code + "': expected a country's two letters, for instance RS");
        }
        try {
            List<PhoneMetadata> regions =
                    PlanMetadata.ofCallingCode(PhoneNumberUtil.getInstance().getCountryCodeForRegion(upperCase));
            PhoneMetadata metadata = regions.stream()
                    .filter(region -> region.getId().equals(upperCase))
                    .findFirst()
                    .orElseThrow();
            String preferred = metadata.getPreferredInternationalPrefix();
            Pattern internationalPrefix = Pattern.compile(metadata.getInternationalPrefix());
            return new Region(
                    upperCase,
                    internationalPrefix,
                    preferred,
                    firstDigits(internationalPrefix),
                    dialAlike(metadata, regions.get(0)) ? metadata.getCountryCode() : UNKNOWN_PLAN);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "The libphonenumber on the class path does not tell how one dials abroad from {}: 00 is assumed",
                    code,
                    e);
            return new Region(upperCase, USUAL_PREFIX, "", firstDigits(USUAL_PREFIX), UNKNOWN_PLAN);
        }
    }

    private static int firstDigits(Pattern prefix) {
        int digits = 0;
        for (int digit = 0; digit < 10; digit++) {
            Matcher matcher = prefix.matcher(Integer.toString(digit));
            digits |= matcher.lookingAt() || matcher.hitEnd() ? 1 << digit : 0;
        }
        return digits;
    }

    // the plan of a calling code takes national prefixes as its main region does
    private static boolean dialAlike(PhoneMetadata region, PhoneMetadata main) {
        return region.getNationalPrefixForParsing().equals(main.getNationalPrefixForParsing())
                && region.getNationalPrefixTransformRule().equals(main.getNationalPrefixTransformRule())
                && region.getGeneralDesc()
                        .getNationalNumberPattern()
                        .equals(main.getGeneralDesc().getNationalNumberPattern());
    }

    boolean isKnown() {
        return !code.isEmpty();
    }

    /**
     * Whether digits are read as a national number that they are only with the prefix that is dialled within the region, and as no
     * mobile: they may be half of a number, or an ID. Of a mobile spreadsheets take the 0 away.
     */
    boolean lacksTrunkPrefix(String digits, Reading reading) {
        boolean isNational =
                reading.digits().length() > digits.length() && reading.digits().endsWith(digits);
        if (!isKnown() || !isNational) {
            return false;
        }
        String trunkPrefix = trunkPrefix();
        return !trunkPrefix.isEmpty()
                && !digits.startsWith(trunkPrefix)
                && !GluedNumbers.judged(reading).kind().canBeMobile();
    }

    /** What is dialled in front within the region; may be empty. */
    String trunkPrefix() {
        return Objects.toString(PhoneNumberUtil.getInstance().getNddPrefixForRegion(code, true), "");
    }

    /** The calling code, also where it does not tell how numbers are dialled. */
    int ownCode() {
        return PhoneNumberUtil.getInstance().getCountryCodeForRegion(code);
    }

    /** Whether the number has the region's calling code. */
    boolean owns(Reading reading) {
        return isKnown() && startsWithOwnCode(reading.digits());
    }

    // no calling code is the beginning of another
    boolean startsWithOwnCode(String digits) {
        return digits.startsWith(Integer.toString(ownCode()));
    }

    FormerMobile formerMobile() {
        return FormerMobile.of(code);
    }

    String withoutTone(String text) {
        // nothing else is written so: it says international as + does
        return preferredPrefix.contains("~") && text.startsWith(preferredPrefix)
                ? "+" + text.substring(preferredPrefix.length())
                : text;
    }

    /** What may stand behind 00, which many understand; where the region dials otherwise it says less. */
    static Set<String> behindUsualPrefix(String digits) {
        return digits.startsWith("00") && digits.length() > 2 ? Set.of(digits.substring(2)) : Set.of();
    }

    /**
     * What may stand behind an international prefix that starts with 0: more than one when it may end in several places. Other
     * prefixes, as 810, may as well be the beginning of a number: libphonenumber tells them from national ones.
     */
    Set<String> behindInternationalPrefix(String digits) {
        Set<String> behind = new LinkedHashSet<>();
        if (digits.startsWith("0")) {
            Matcher matcher = internationalPrefix.matcher(digits);
            // a single 0, as in Samoa, says too little
            for (int length = 2; length <= Math.min(MAX_PREFIX_DIGITS, digits.length() - 1); length++) {
                if (matcher.region(0, length).matches()) {
                    behind.add(digits.substring(length));
                }
            }
        }
        return behind;
    }

    /**
     * Whether digits are an international number here, and no national one that could be meant as well. When it says no, that
     * may still be so. Allocates nothing.
     */
    boolean isSurelyInternational(byte[] bytes, int from, int to) {
        if (callingCode == UNKNOWN_PLAN
                || formerMobile().hasLength(to - from)
                || (firstDigitsOfPrefix >> bytes[from] - '0' & 1) != 0) {
            return false;
        }
        NumberStatus international = NumberingPlans.ofClassPath().status(bytes, from, to);
        NumberStatus national = NumberingPlans.ofClassPath().nationalStatus(callingCode, bytes, from, to);
        return international.isValid()
                && national.isDecided()
                && !(international.kind().canBeMobile() ? national.kind().canBeMobile() : national.isValid());
    }
}
