package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Unusable;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Usable;
import io.github.camelbulksms.model.BareNumbers;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Recipient;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Turns phone numbers as people write them into what goes on the wire: digits with the country code. A text that can be read as
 * two numbers is refused, unless only one of them can be a mobile. Thread-safe.
 */
public final class PhoneNumberReader {

    public static final int MIN_DIGITS = Recipient.MIN_DIGITS;
    public static final int MAX_DIGITS = Recipient.MAX_DIGITS;

    private static final int DIGITS_OF_DATE = 8;

    static final String WRITE_PLUS = "+ and the country code in front";

    private final NumberCheck check;
    private final Region region;
    private final DialledAbroad abroad;
    private final BareNumbers bareNumbers;
    private final CountryCodePlace place;
    private final OtherReading otherReading;
    private final NumberingPlans plans = NumberingPlans.ofClassPath();

    /**
     * The first one in a process takes some hundredths of a second, so that the first number does not.
     *
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
        abroad = new DialledAbroad(region, check);
        otherReading = new OtherReading(region, bareNumbers);
        this.bareNumbers = bareNumbers == null && defaultRegion == null ? BareNumbers.international : bareNumbers;
        place = new CountryCodePlace(region, this.bareNumbers);
    }

    /** Reads a text that is meant to be one number. */
    public PhoneNumberReading read(String text) {
        try {
            WrittenNumber written = WrittenNumber.parse(NumberText.inAscii(region.withoutTone(text)));
            Reading reading = reading(written);
            GluedNumbers.check(written, reading, this);
            DoubtfulShape.check(written, reading);
            checkTrunkPrefix(written, reading);
            return new Usable(reading.digits(), reading.status());
        } catch (NotANumberException e) {
            return new Unusable(e.getMessage());
        }
    }

    private void checkTrunkPrefix(WrittenNumber written, Reading reading) throws NotANumberException {
        if (isHalfOf(reading, written)) {
            throw new NotANumberException("neither starts with a country code nor as one dials within region "
                    + region.code() + ", and is no mobile: expected " + WRITE_PLUS);
        }
    }

    private Reading reading(WrittenNumber written) throws NotANumberException {
        Optional<Reading> dialled = abroad.reading(written);
        if (dialled.isPresent()) {
            return dialled.get();
        }
        String digits = written.digits();
        if (digits.startsWith("0") && !region.isKnown()) {
            throw new NotANumberException("starts with 0, expected the country code, or the option defaultRegion");
        }
        if (written.hasBracketedTrunkPrefix() && !digits.startsWith("0")) {
            if (bareNumbers == BareNumbers.national) {
                throw new NotANumberException("has a 0 in brackets behind a country code, and bareNumbers is national:"
                        + " expected " + WRITE_PLUS);
            }
            Reading reading = DialledAbroad.withCountryCode(written, Strictness.ofBare(check));
            if (!place.allows(written, reading)) {
                throw new NotANumberException(place.none(written, reading));
            }
            return reading;
        }
        Reading reading = readingOfBare(written, digits);
        otherReading.check(written, reading);
        checkNoVoicemail(digits, reading);
        return reading;
    }

    // in Italy a mobile with a digit too many is one
    private static void checkNoVoicemail(String digits, Reading reading) throws NotANumberException {
        if (reading.status().kind() == NumberKind.VOICEMAIL && !reading.digits().equals(digits)) {
            throw new NotANumberException("is a voicemail, or a number with a digit too many: expected " + WRITE_PLUS);
        }
    }

    private Reading readingOfBare(WrittenNumber written, String digits) throws NotANumberException {
        Strictness strictness = written.mayHoldTrunkPrefix() ? ofBare(digits).atLeastPossible() : ofBare(digits);
        Collection<Reading> readings = readingsOfBare(digits, strictness);
        Optional<Reading> asItStands = digits.startsWith("0")
                ? Optional.empty()
                : DialledAbroad.ofCountry(digits, strictness).filter(reading -> !place.allows(written, reading));
        String none = noneOfBare();
        if (asItStands.isPresent()
                && readings.remove(asItStands.get())
                && strictness.admits(asItStands.get().status())) {
            none = place.none(written, asItStands.get());
        }
        return new ReadingChoice(strictness, none, WRITE_PLUS + ", or the option bareNumbers")
                .among(DialledAbroad.withoutTrunkPrefix(written, readings));
    }

    /** Whether it is a number, read in any way. */
    boolean canBe(WrittenNumber written, Strictness strictness) {
        return written.plus()
                ? DialledAbroad.anyIs(DialledAbroad.spellings(written), strictness)
                : !readings(written, strictness).isEmpty();
    }

    /** Whether digits would be refused by themselves, read so: they lack what is dialled in front. */
    boolean isHalfOf(Reading reading, WrittenNumber written) {
        return bareNumbers == null && region.lacksTrunkPrefix(written.digits(), reading);
    }

    /** Whether the number has the country code of the list's region, and stands as it goes on the wire. */
    boolean startsWithOwnCode(WrittenNumber written, Reading reading) {
        return region.owns(reading) && reading.digits().equals(written.digits());
    }

    /** What the check takes of digits that nothing tells the country of. */
    Strictness strictnessOfBare() {
        return Strictness.ofBare(check);
    }

    /** All numbers that a text without + can be, when so much is asked of them. */
    Collection<Reading> readings(WrittenNumber written, Strictness strictness) {
        Set<Reading> readings = new LinkedHashSet<>(readingsOfBare(written.digits(), strictness));
        readings.addAll(abroad.readings(written, strictness));
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
            DialledAbroad.ofCountry(digits, strictness).ifPresent(readings::add);
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
     * @param bytes holds the number as digits of ASCII, which is not checked
     * @param from the first byte of the number
     * @param to the byte behind its last
     */
    public boolean acceptsBareDigits(byte[] bytes, int from, int to) {
        if (!hasShapeOfWire(to - from) || bytes[from] == '0') {
            return false;
        }
        if (to - from == DIGITS_OF_DATE) {
            // may be a date, which needs the second look
            return false;
        }
        if (bareNumbers != BareNumbers.international) {
            return bareNumbers == null && region.isSurelyInternational(bytes, from, to);
        }
        // what is possible and not valid is counted: it needs the second look
        return Strictness.ofBare(check) == Strictness.SHAPE
                || plans.statusOfDigits(bytes, from, to).isValid();
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
