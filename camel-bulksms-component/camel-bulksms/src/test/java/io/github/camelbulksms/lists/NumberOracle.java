package io.github.camelbulksms.lists;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which numbers a cell may stand for, each as digits with its country code. Slow, and stricter than generous. */
final class NumberOracle {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private NumberOracle() {}

    /** Empty when nobody may be sent to. */
    static Set<String> read(String cell, Reading reading) {
        Set<String> numbers = Spelling.of(cell)
                .map(spelling -> likely(spelling, numbers(spelling, reading), reading))
                .orElse(Set.of());
        return numbers;
    }

    private static Set<String> likely(Spelling spelling, Set<String> numbers, Reading reading) {
        // shape is the user's word that no plan is asked: any eight digits pass then, as docs/recipients.md has it
        boolean mayBeDate = spelling.mayBeDate() && !reading.check().equals("shape");
        boolean unlikely = spelling.endsAsRange()
                || numbers.stream()
                        .anyMatch(number -> canBeMobile(number)
                                ? spelling.endsAsExtension()
                                        || spelling.mayBeAmount() && type(number) != PhoneNumberType.MOBILE
                                : mayBeDate
                                        || spelling.mayBeVersion()
                                        || spelling.mayBeAmount()
                                        || spelling.digits().length() < 7)
                || isNumberWithoutItsEnd(spelling, numbers, reading);
        return unlikely ? Set.of() : numbers;
    }

    /** +381 60 123 4567 12: what is no number that is given out, but for its last group. */
    private static boolean isNumberWithoutItsEnd(Spelling spelling, Set<String> numbers, Reading reading) {
        if (spelling.withoutLast().isEmpty() || numbers.stream().anyMatch(number -> isValid(number))) {
            return false;
        }
        String front = spelling.withoutLast().get();
        // what is dialled abroad need only be possible: that it would be without its end says nothing
        return (spelling.plus() ? international(front, "valid") : bare(front, reading.judgedAs("valid")))
                .stream().anyMatch(NumberOracle::isValid);
    }

    private static boolean isValid(String number) {
        return type(number) != PhoneNumberType.UNKNOWN;
    }

    private static Set<String> numbers(Spelling spelling, Reading reading) {
        Set<String> numbers = spelling.plus()
                ? international(spelling.digits(), laxer(reading.check()))
                : otherwiseMeant(spelling, bare(spelling, reading), reading);
        if (spelling.withTrunkZero().isPresent()) {
            return withTrunkZeroOrWithout(numbers, spelling, reading);
        }
        if (spelling.plus()) {
            return numbers;
        }
        if (spelling.lastOfTwo().isPresent()) {
            // "12 601234567" is a number, or the twelfth of a list: two readings
            boolean valid = numbers.stream().anyMatch(number -> isValid(number));
            String last = spelling.lastOfTwo().get();
            Set<String> alone = bare(last, valid ? reading.judgedAs("valid") : reading);
            // less than seven digits are, by themselves, no number unless it is a mobile: see likely
            boolean isNumber = last.length() >= 7 || alone.stream().anyMatch(NumberOracle::canBeMobile);
            if (isNumber && !alone.isEmpty() && !alone.equals(numbers)) {
                return Set.of();
            }
        }
        return numbers;
    }

    /** +39 (0)6 keeps its 0, +44 (0)20 does not: what is valid says which. */
    private static Set<String> withTrunkZeroOrWithout(Set<String> without, Spelling spelling, Reading reading) {
        String digits = spelling.withTrunkZero().orElseThrow();
        Set<String> with = spelling.plus() ? international(digits, "valid") : bare(digits, reading.judgedAs("valid"));
        boolean isValid = without.stream().anyMatch(number -> isValid(number));
        return with.isEmpty() ? without : isValid ? mobileOf(without, with) : with;
    }

    private static String laxer(String check) {
        return check.equals("safe") ? "possible" : check;
    }

    private static String stricter(String check) {
        return check.equals("safe") ? "valid" : check;
    }

    private static Set<String> bare(Spelling spelling, Reading reading) {
        return bare(spelling.digits(), reading, spelling.body());
    }

    private static Set<String> bare(String digits, Reading reading) {
        return bare(digits, reading, digits);
    }

    /** Those with a country code where brackets and groups leave room for one; of the region's own, groups may cut it. */
    private static Set<String> visible(Set<String> numbers, String body, Reading reading) {
        Set<String> visible = new LinkedHashSet<>(numbers);
        visible.removeIf(number -> !isVisible(callingCode(number), body, reading));
        return visible;
    }

    private static boolean isVisible(String code, String body, Reading reading) {
        boolean own = code.equals(ownCode(reading));
        if (!isClearOfBrackets(code, body)) {
            return own && body.startsWith("(" + code + ")");
        }
        return own
                || reading.region() == null
                || "international".equals(reading.bareNumbers())
                || body.matches("[0-9]+|" + code + "[^0-9].*");
    }

    private static boolean isClearOfBrackets(String code, String body) {
        return body.matches(String.join("[^0-9(]*", code.split("")) + ".*");
    }

    private static String callingCode(String number) {
        return parse("+" + number, null, CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN)
                .map(each -> Integer.toString(each.getCountryCode()))
                .orElse(number.substring(0, 3));
    }

    private static String ownCode(Reading reading) {
        return reading.region() == null ? "" : Integer.toString(PLANS.getCountryCodeForRegion(reading.region()));
    }

    /** Empty where the digits were likely meant as another number, which lacks its country code or has it. */
    private static Set<String> otherwiseMeant(Spelling spelling, Set<String> numbers, Reading reading) {
        String digits = spelling.digits();
        Set<String> others = new LinkedHashSet<>();
        if ("national".equals(reading.bareNumbers())) {
            String trunk = PLANS.getNddPrefixForRegion(reading.region(), true);
            if ((trunk == null || !digits.startsWith(trunk)) && numbers.stream().noneMatch(NumberOracle::canBeMobile)) {
                others.addAll(international(digits, "valid"));
                others.removeIf(
                        other -> !canBeMobile(other) || !isClearOfBrackets(callingCode(other), spelling.body()));
            }
        } else if (reading.bareNumbers() == null && reading.region() == null) {
            boolean startsWithCode = PLANS.getSupportedCallingCodes().contains(Integer.valueOf(digits.substring(0, 3)));
            if (spelling.body()
                    .matches(
                            startsWithCode
                                    ? "[0-9]{3}[^0-9]+[0-9]{3}[^0-9]+[0-9]{4}"
                                    : "[0-9]{3}[^0-9]+[0-9]{3}[^0-9]*[0-9]{4}|[0-9]{6}[^0-9]+[0-9]{4}")) {
                others.addAll(international("1" + digits, "valid"));
            }
        } else if (reading.bareNumbers() == null
                && numbers.stream().noneMatch(number -> number.startsWith(ownCode(reading)))) {
            if ("MX".equals(reading.region()) && digits.matches("1[0-9]{10}")) {
                others.addAll(international("52" + digits.substring(1), "valid"));
            }
            if ("BR".equals(reading.region()) && digits.matches("[0-9]{10}")) {
                others.addAll(international("55" + digits.substring(0, 2) + "9" + digits.substring(2), "valid"));
            }
        }
        if (reading.region() != null
                && reading.bareNumbers() == null
                && numbers.stream().noneMatch(number -> number.startsWith(ownCode(reading)))
                && hasDigitTooMany(spelling.body(), reading.region())) {
            return Set.of();
        }
        // what has a digit too many is the voicemail of a mobile in Italy
        boolean isVoicemail = numbers.stream()
                .anyMatch(number -> !digits.startsWith("00")
                        && !number.equals(digits)
                        && type(number) == PhoneNumberType.VOICEMAIL);
        return numbers.containsAll(others) && !isVoicemail ? numbers : Set.of();
    }

    /** 679 712 3456 in Spain: as a number is written there, but for a digit or two. */
    private static boolean hasDigitTooMany(String body, String region) {
        for (int i = body.split("[^0-9]")[0].length(); i > 0 && i < body.length(); i++) {
            for (int to = i + 1; to <= Math.min(body.length(), i + 2); to++) {
                // a group as a whole is no slip
                boolean areDigits = body.substring(i, to).matches("[0-9]+")
                        && (body.substring(i - 1, i).matches("[0-9]")
                                || to < body.length()
                                        && body.substring(to, to + 1).matches("[0-9]"));
                if (areDigits && isAsWritten(body.substring(0, i) + body.substring(to), region)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAsWritten(String body, String region) {
        Optional<PhoneNumber> local =
                parse(body.replaceAll("[^0-9]", ""), region, CountryCodeSource.FROM_DEFAULT_COUNTRY);
        if (local.isEmpty() || !PLANS.isValidNumber(local.get())) {
            return false;
        }
        String groups = body.replaceAll("[^0-9]+", " ").strip();
        return groups.matches("...(?: ...)*")
                || PLANS.format(local.get(), PhoneNumberFormat.NATIONAL)
                        .replaceAll("[^0-9]+", " ")
                        .strip()
                        .equals(groups);
    }

    /** 0055 47 …, in Brazil: 55 is a carrier there, too. */
    private static boolean isCarrierRatherThanCode(PhoneNumber abroad, String digits, String body, Reading reading) {
        String code = Integer.toString(abroad.getCountryCode());
        return digits.startsWith("00")
                && !digits.startsWith("00" + code)
                && (digits.startsWith("00" + ownCode(reading))
                        || !body.matches("[0-9]+|" + front(digits, abroad) + "[^0-9]+" + code + "[^0-9].*")
                                && parse("+" + digits.substring(2), null, CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN)
                                        .isPresent()
                                && !digits.startsWith("0011"));
    }

    /** What is dialled in front of the country code, with whatever stands between. */
    private static String front(String digits, PhoneNumber abroad) {
        int length = Math.max(1, digits.length() - digits(abroad).length());
        return "[^0-9]*" + String.join("[^0-9]*", digits.substring(0, length).split(""));
    }

    private static Set<String> bare(String digits, Reading reading, String body) {
        if (reading.region() == null) {
            return digits.startsWith("00")
                    ? international(digits.substring(2), stricter(reading.check()))
                    : visible(international(digits, stricter(reading.check())), body, reading);
        }
        Optional<PhoneNumber> abroad = parse(digits, reading.region(), CountryCodeSource.FROM_NUMBER_WITH_IDD);
        // 006 is a prefix in Korea: where nothing can stand behind it, 00 is what was meant
        // what is taken off behind the country code is a guess, as in international
        if (abroad.isPresent()
                && !isCarrierRatherThanCode(abroad.get(), digits, body, reading)
                && isPossible(abroad.get())
                && (digits.endsWith(digits(abroad.get())) || PLANS.isValidNumber(abroad.get()))) {
            Set<String> usual = digits.startsWith("00") ? international(digits.substring(2), "valid") : Set.of();
            boolean mayLackDigit = usual.isEmpty()
                    && body.matches("00[0-9]+")
                    && !digits.equals("00" + digits(abroad.get()))
                    && !international(digits.substring(2), "possible").isEmpty();
            if (mayLackDigit) {
                return Set.of();
            }
            return usual.isEmpty() ? Set.of(digits(abroad.get())) : mobileOf(Set.of(digits(abroad.get())), usual);
        }
        Set<String> international = international(digits, "valid");
        Set<String> national = new LinkedHashSet<>(national(digits, reading.region()));
        if (!digits.startsWith("0")) {
            Set<String> invisible = new LinkedHashSet<>(international);
            international = visible(international, body, reading);
            invisible.removeAll(international);
            national.removeAll(invisible);
        }
        if (digits.startsWith("00")) {
            return mobileOf(national, international(digits.substring(2), "valid"));
        }
        if ("international".equals(reading.bareNumbers()) && !digits.startsWith("0")) {
            return international;
        }
        if ("national".equals(reading.bareNumbers())) {
            return national;
        }
        if (national.equals(international) || national.isEmpty()) {
            return international;
        }
        if (international.isEmpty()) {
            return lacksTrunkZero(digits, national, reading.region()) ? Set.of() : national;
        }
        return mobileOf(national, international);
    }

    /** Half of a number, or an ID: of mobiles alone spreadsheets are known to take the 0 away. */
    private static boolean lacksTrunkZero(String digits, Set<String> national, String region) {
        String trunk = PLANS.getNddPrefixForRegion(region, true);
        return trunk != null
                && !digits.startsWith(trunk)
                && national.stream().allMatch(number -> number.endsWith(digits) && !canBeMobile(number));
    }

    /** Of two readings; the same one twice is one. */
    private static Set<String> mobileOf(Set<String> one, Set<String> other) {
        Set<String> mobiles = new LinkedHashSet<>(one);
        mobiles.addAll(other);
        if (mobiles.size() == 1) {
            return mobiles;
        }
        mobiles.removeIf(number -> !canBeMobile(number));
        return mobiles.size() == 1 ? mobiles : Set.of();
    }

    static Set<String> international(String digits, String check) {
        if (check.equals("shape")) {
            // where libphonenumber takes a 0 off, that is the better number
            Set<String> numbers = new LinkedHashSet<>(international(digits, "possible"));
            if (Pattern.matches("[1-9][0-9]{6,14}", digits)) {
                numbers.add(digits);
            }
            return numbers;
        }
        Optional<PhoneNumber> number = parse("+" + digits, null, CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN);
        // what libphonenumber takes off behind the country code it guesses: only what is valid without it is surely
        // meant
        return number.isPresent()
                        && passes(number.get(), check)
                        && (digits(number.get()).equals(digits) || PLANS.isValidNumber(number.get()))
                ? Set.of(digits(number.get()))
                : Set.of();
    }

    private static Set<String> national(String digits, String region) {
        Optional<PhoneNumber> asDialled = parse(digits, region, CountryCodeSource.FROM_DEFAULT_COUNTRY);
        if (asDialled.isPresent() && PLANS.isValidNumber(asDialled.get())) {
            return Set.of(digits(asDialled.get()));
        }
        PhoneNumber asItStands = new PhoneNumber().setCountryCode(PLANS.getCountryCodeForRegion(region));
        if (digits.length() > 17 || digits.startsWith("0")) {
            return Set.of();
        }
        asItStands.setNationalNumber(Long.parseLong(digits));
        if (PLANS.isValidNumber(asItStands)) {
            return Set.of(digits(asItStands));
        }
        // what is none as dialled there, and one with the region's own country code in front, has one reading
        Optional<PhoneNumber> own = parse(digits, region, CountryCodeSource.FROM_NUMBER_WITHOUT_PLUS_SIGN);
        return own.isPresent() && PLANS.isValidNumber(own.get()) ? Set.of(digits(own.get())) : Set.of();
    }

    private static boolean passes(PhoneNumber number, String check) {
        return check.equals("valid") ? PLANS.isValidNumber(number) : isPossible(number);
    }

    /** Unlike isPossibleNumber, not when it is possible only without its area code. */
    private static boolean isPossible(PhoneNumber number) {
        return PLANS.isPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
    }

    private static boolean canBeMobile(String digits) {
        PhoneNumberType type = type(digits);
        return type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
    }

    private static PhoneNumberType type(String digits) {
        return parse("+" + digits, null, CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN)
                .map(PLANS::getNumberType)
                .orElse(PhoneNumberType.UNKNOWN);
    }

    private static Optional<PhoneNumber> parse(String text, String region, CountryCodeSource source) {
        try {
            PhoneNumber number = PLANS.parseAndKeepRawInput(text, region);
            return number.getCountryCodeSource() == source ? Optional.of(number) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static String digits(PhoneNumber number) {
        return PLANS.format(number, PhoneNumberFormat.E164).substring(1);
    }
}
