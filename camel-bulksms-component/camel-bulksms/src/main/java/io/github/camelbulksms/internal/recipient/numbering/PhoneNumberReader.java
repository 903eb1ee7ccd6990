package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Unusable;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Usable;
import io.github.camelbulksms.model.BareNumbers;
import io.github.camelbulksms.model.NumberCheck;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Turns phone numbers as people write them into what goes on the wire: digits with the country code. A text that can be read as
 * two numbers is refused, unless only one of them can be a mobile. Thread-safe.
 */
public final class PhoneNumberReader {

    public static final int MIN_DIGITS = 7;
    public static final int MAX_DIGITS = 15;

    private static final String WRITE_PLUS = "+ and the country code in front";

    private final NumberCheck check;
    private final Region region;
    private final BareNumbers bareNumbers;

    /**
     * @param defaultRegion the country of national numbers, two letters (ISO 3166-1); null when there are none
     * @param bareNumbers null when it is to be found out for each number
     * @throws IllegalArgumentException when there is no such region, or national numbers without one
     */
    public PhoneNumberReader(NumberCheck check, String defaultRegion, BareNumbers bareNumbers) {
        if (bareNumbers == BareNumbers.national && defaultRegion == null) {
            throw new IllegalArgumentException(
                    "bareNumbers is national: expected the option defaultRegion, too, for instance RS");
        }
        this.check = check;
        this.region = Region.of(defaultRegion);
        this.bareNumbers = bareNumbers == null && defaultRegion == null ? BareNumbers.international : bareNumbers;
    }

    /** Reads a text that is meant to be one number. */
    public PhoneNumberReading read(String text) {
        try {
            WrittenNumber written = WrittenNumber.parse(NumberText.inAscii(region.withoutTone(text)));
            Reading reading = reading(written);
            GluedNumbers.check(written, reading, this);
            return new Usable(reading.digits(), reading.status());
        } catch (NotANumberException e) {
            return new Unusable(e.getMessage());
        }
    }

    private Reading reading(WrittenNumber written) throws NotANumberException {
        Set<String> international = international(written);
        Set<String> behindUsualPrefix = behindUsualPrefix(written);
        if (!international.containsAll(behindUsualPrefix)) {
            if (!anyIs(international, Strictness.POSSIBLE)) {
                return ofCountry(behindUsualPrefix, written, Strictness.ofBare(check));
            }
            if (anyIs(behindUsualPrefix, Strictness.VALID)) {
                return ofEitherPrefix(international, behindUsualPrefix, written);
            }
        }
        // without a region 00 may as well fill up a customer number
        Strictness strictnessAbroad =
                written.plus() || region.isKnown() ? Strictness.ofInternational(check) : Strictness.ofBare(check);
        if (!international.isEmpty()) {
            return ofCountry(international, written, strictnessAbroad);
        }
        String digits = written.digits();
        if (digits.startsWith("0") && !region.isKnown()) {
            throw new NotANumberException("starts with 0, expected the country code, or the option defaultRegion");
        }
        if (written.hasBracketedTrunkPrefix() && !digits.startsWith("0")) {
            return ofCountry(spellings(written), written, Strictness.ofBare(check));
        }
        Strictness strictness = written.mayHoldTrunkPrefix() ? ofBare(digits).atLeastPossible() : ofBare(digits);
        return new Choice(strictness, noneOfBare(), WRITE_PLUS + ", or the option bareNumbers")
                .among(withoutTrunkPrefix(written, readingsOfBare(digits, strictness)));
    }

    // few countries dial their 0 from abroad: where it is kept, the number must be one with it
    private static Collection<Reading> withoutTrunkPrefix(WrittenNumber written, Collection<Reading> readings) {
        return readings.stream()
                .filter(reading -> !written.mayHoldTrunkPrefix()
                        || !written.digits().endsWith(reading.digits())
                        || reading.status().isValid())
                .toList();
    }

    // 006 is a prefix in Korea, and 0061412345678 may be meant as everywhere else
    private static Reading ofEitherPrefix(Set<String> international, Set<String> usual, WrittenNumber written)
            throws NotANumberException {
        if (!anyIs(international, Strictness.VALID)) {
            throw new NotANumberException(
                    "can be read with 00 in front, and with the prefix that the region dials; expected " + WRITE_PLUS);
        }
        Set<String> both = new LinkedHashSet<>(international);
        both.addAll(usual);
        return ofCountry(both, written, Strictness.VALID);
    }

    private static boolean anyIs(Set<String> digits, Strictness strictness) {
        return digits.stream()
                .flatMap(each -> ofCountry(each, strictness).stream())
                .anyMatch(reading -> strictness.admits(reading.status()));
    }

    /** Whether a number could end here, read in any way. */
    boolean isPossibleAlone(WrittenNumber written) {
        return written.plus()
                ? anyIs(Set.of(written.digits()), Strictness.POSSIBLE)
                : !readings(written, Strictness.POSSIBLE).isEmpty();
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
    private static Set<String> spellings(WrittenNumber written) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(written.digits());
        spellings.add(written.digitsWithoutLoneZero());
        return spellings;
    }

    private static Reading ofCountry(Set<String> digits, WrittenNumber written, Strictness asked)
            throws NotANumberException {
        boolean plain = digits.size() == 1 && !written.mayHoldTrunkPrefix();
        Strictness strictness = plain ? asked : asked.atLeastPossible();
        Set<Reading> readings = new LinkedHashSet<>();
        digits.forEach(each -> ofCountry(each, strictness).ifPresent(readings::add));
        String none = strictness == Strictness.VALID
                ? "with this country code it is in no range that the country has given out"
                : "there is no such country code, or the country has no numbers of this length";
        return new Choice(strictness, none, WRITE_PLUS).among(withoutTrunkPrefix(written, readings));
    }

    /** Digits with a country code. */
    static Optional<Reading> ofCountry(String digits, Strictness strictness) {
        if (strictness == Strictness.SHAPE) {
            return Optional.of(new Reading(digits, NumberStatus.UNDECIDED));
        }
        NumberStatus status = NumberingPlans.ofClassPath().status(digits);
        return status.isDecided() ? Optional.of(new Reading(digits, status)) : Libphonenumber.international(digits);
    }

    /** What the check takes of digits that nothing tells the country of. */
    Strictness strictnessOfBare() {
        return Strictness.ofBare(check);
    }

    /** All numbers that a text without + can be, when so much is asked of them. */
    Collection<Reading> readings(WrittenNumber written, Strictness strictness) {
        Set<Reading> readings = new LinkedHashSet<>(readingsOfBare(written.digits(), strictness));
        Set<String> digits = new LinkedHashSet<>(international(written));
        digits.addAll(behindUsualPrefix(written));
        digits.forEach(each -> ofCountry(each, strictness).ifPresent(readings::add));
        return readings.stream()
                .filter(reading -> isWireNumber(reading.digits()) && strictness.admits(reading.status()))
                .toList();
    }

    /** All ways to read digits without + and international prefix that the options leave. */
    private Collection<Reading> readingsOfBare(String digits, Strictness strictness) {
        Set<Reading> readings = new LinkedHashSet<>();
        boolean startsWithZero = digits.startsWith("0");
        if (region.isKnown() && (bareNumbers != BareNumbers.international || startsWithZero)) {
            Libphonenumber.national(digits, region.code()).ifPresent(readings::add);
        }
        if (bareNumbers != BareNumbers.national && !startsWithZero) {
            ofCountry(digits, strictness).ifPresent(readings::add);
        }
        return readings;
    }

    // where two readings are open, only what is valid can tell
    private Strictness ofBare(String digits) {
        if (digits.startsWith("0") || bareNumbers == BareNumbers.national) {
            return Strictness.ofNational(check);
        }
        return bareNumbers == BareNumbers.international ? Strictness.ofBare(check) : Strictness.VALID;
    }

    private String noneOfBare() {
        if (!region.isKnown()) {
            return "with the country code that it starts with, it is no number; expected " + WRITE_PLUS
                    + ", or the option defaultRegion";
        }
        if (bareNumbers == null) {
            return "neither a number of region " + region.code()
                    + " nor one with a country code, expected a valid one, or one that starts with +";
        }
        return switch (bareNumbers) {
            case national ->
                "no number of region " + region.code() + ", expected one as it is dialled there, or " + WRITE_PLUS
                        + " (bareNumbers is national)";
            case international ->
                "with the country code that it starts with, it is no number; expected " + WRITE_PLUS
                        + " (bareNumbers is international)";
        };
    }

    /**
     * Whether plain digits can go on the wire as they are; if not, {@link #read} tells. Allocates nothing.
     *
     * @param bytes a line in ASCII or UTF-8
     * @param from the first byte of the number
     * @param to the byte behind its last
     */
    public boolean takesBareDigits(byte[] bytes, int from, int to) {
        return bareNumbers == BareNumbers.international
                ? takes(Strictness.ofBare(check), bytes, from, to)
                : bareNumbers == null && hasShapeOfWire(to - from) && region.isSurelyInternational(bytes, from, to);
    }

    /** As {@link #takesBareDigits}, of the digits behind a {@code +}. */
    public boolean takesDigitsBehindPlus(byte[] bytes, int from, int to) {
        return takes(Strictness.ofInternational(check), bytes, from, to);
    }

    private static boolean takes(Strictness strictness, byte[] bytes, int from, int to) {
        if (strictness != Strictness.SHAPE) {
            // what is possible and not valid is counted: it needs the second look
            return hasShapeOfWire(to - from)
                    && NumberingPlans.ofClassPath().status(bytes, from, to).isValid();
        }
        if (!hasShapeOfWire(to - from) || bytes[from] == '0') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    static boolean hasShapeOfWire(int digits) {
        return digits >= MIN_DIGITS && digits <= MAX_DIGITS;
    }

    /** Whether the text is a number as it goes on the wire. */
    public static boolean isWireNumber(String text) {
        if (!hasShapeOfWire(text.length()) || text.charAt(0) == '0') {
            return false;
        }
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether the text may be meant as a number, of whatever country: written as one, with digits enough. */
    public static boolean looksLikeNumber(String text) {
        try {
            return hasShapeOfWire(
                    WrittenNumber.parse(NumberText.inAscii(text)).digits().length());
        } catch (NotANumberException e) {
            return false;
        }
    }
}
