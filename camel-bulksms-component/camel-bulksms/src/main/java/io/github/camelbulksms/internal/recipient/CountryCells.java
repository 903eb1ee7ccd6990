package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.Companion;
import io.github.camelbulksms.internal.recipient.column.CountryNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The countries that the cells beside a number name. Not thread-safe. */
final class CountryCells {

    /** Longer mobiles without a country code are nowhere. */
    private static final int MAX_DIGITS_OF_NATIONAL = 11;

    private static final Pattern WITH_PLUS = Pattern.compile("\\(?[+\uFF0B]\\s?\\p{Nd}(?:[ -]?\\p{Nd}){0,3}\\)?");
    private static final Pattern WITH_ZEROS = Pattern.compile("\\(?00\\s?[1-9][0-9]{0,2}\\)?");
    private static final int LONGEST_CODE = 8;

    private final List<String> callingCodes = new ArrayList<>();
    private final List<String> codesOfNamed = new ArrayList<>();
    private String unknown;

    /** Takes what stands below a name that is a country's. */
    void add(Companion companion, String cell) {
        if (!addIfKnown(cell) && saysAnything(cell)) {
            unknown = companion.name();
        }
    }

    /** Takes what names a country; returns whether it does. */
    boolean addIfKnown(String cell) {
        if (NoValue.is(cell)) {
            return false;
        }
        String country = CountryNames.lettersOfFlag(cell).orElse(cell);
        if (country.chars().anyMatch(Character::isLetter)) {
            Optional<Integer> code = CountryNames.callingCode(country);
            code.map(String::valueOf).ifPresent(codesOfNamed::add);
            return code.isPresent();
        }
        return addCallingCode(country);
    }

    /** Takes a calling code that is written as one, or a flag, whatever it stands below. */
    boolean addIfWrittenAsCode(String cell) {
        return addIfWithPlus(cell)
                || cell.startsWith("0") && WITH_ZEROS.matcher(cell).matches() && addCallingCode(cell)
                || cell.startsWith("(") && WITH_ZEROS.matcher(cell).matches() && addCallingCode(cell);
    }

    /** Takes a calling code with its plus, or a flag: digits with zeros in front may be a code of whatever. */
    boolean addIfWithPlus(String cell) {
        if (cell.isEmpty() || cell.length() > LONGEST_CODE) {
            return false;
        }
        return CountryNames.lettersOfFlag(cell).isPresent()
                ? addIfKnown(cell)
                : WITH_PLUS.matcher(cell).matches() && addCallingCode(cell);
    }

    private boolean addCallingCode(String cell) {
        String code = digits(cell).replaceFirst("^0+", "");
        return CountryNames.isCallingCode(code) && callingCodes.add(code);
    }

    /**
     * @param written the number without its country code, as its cell has it
     * @param number as it was read
     * @throws IllegalArgumentException when it is another country's than they name
     */
    void check(String written, String number) {
        // a calling code speaks of the number, the country of an address maybe not
        List<String> codes = callingCodes.isEmpty() ? codesOfNamed : callingCodes;
        boolean isTooLongForNational = number.equals(digits(written)) && number.length() > MAX_DIGITS_OF_NATIONAL;
        if (codes.isEmpty() && unknown != null && !isTooLongForNational) {
            throw new IllegalArgumentException("the column " + ColumnFinder.shown(List.of(unknown))
                    + " names a country that is not known: expected its two letters, or + and the country code in front of"
                    + " the number");
        }
        if (!codes.isEmpty() && codes.stream().noneMatch(number::startsWith)) {
            throw new IllegalArgumentException("a cell beside the number names its country, and read as the options say"
                    + " the number is of another one: expected + and the country code in front");
        }
    }

    private static boolean saysAnything(String cell) {
        return !NoValue.is(cell) && cell.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || c > 0xFFFF);
    }

    static String digits(String cell) {
        StringBuilder digits = new StringBuilder();
        cell.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }
}
