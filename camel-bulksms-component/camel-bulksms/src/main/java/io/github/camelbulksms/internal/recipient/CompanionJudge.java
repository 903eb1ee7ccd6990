package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.Companion;
import io.github.camelbulksms.internal.recipient.column.CountryNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** What the cells beside a number say against it: that it is another country's, half of a number, an extension, a fax. */
public final class CompanionJudge {

    /** Longer mobiles without a country code are nowhere. */
    private static final int MAX_DIGITS_OF_NATIONAL = 11;

    private static final Pattern SAYS_ITS_COUNTRY = Pattern.compile("[^\\p{Nd}]*[+\uFF0B].*|[^\\p{Nd}]*00.*");

    private CompanionJudge() {}

    /**
     * The entry, or an invalid one where a cell beside the number says otherwise.
     *
     * @param written the number as its cell has it
     * @param cells by their places, from 0
     */
    public static Entry judge(
            Entry entry, List<Companion> companions, String text, String written, IntFunction<String> cells) {
        if (companions.isEmpty() || !(entry instanceof ValidEntry valid)) {
            return entry;
        }
        try {
            check(companions, written, Long.toString(valid.phoneNumber()), cells);
            return entry;
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(entry.position(), text, e.getMessage());
        }
    }

    private static void check(List<Companion> companions, String written, String number, IntFunction<String> cells) {
        boolean saysItsCountry = SAYS_ITS_COUNTRY.matcher(written).matches();
        List<String> codes = new ArrayList<>();
        String unknown = null;
        for (Companion companion : companions) {
            String cell = cells.apply(companion.index()).strip();
            switch (companion.kind()) {
                case COUNTRY -> {
                    Optional<String> code = callingCode(cell);
                    code.ifPresent(codes::add);
                    unknown = code.isEmpty() && saysAnything(cell) ? companion.name() : unknown;
                }
                case AREA ->
                    refuseIf(
                            !saysItsCountry && !digits(written).startsWith(digits(cell)),
                            companion,
                            "has the front of the number: expected all of it in one cell, with + and the country code");
                case EXTENSION ->
                    refuseIf(
                            !digits(cell).isEmpty(),
                            companion,
                            "has an extension behind the number, and an SMS cannot be sent to one");
                case LABEL ->
                    refuseIf(
                            ColumnFinder.isOfAnother(cell),
                            companion,
                            "says that the number is a fax, a pager, or another person's");
            }
        }
        if (saysItsCountry) {
            return;
        }
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

    private static void refuseIf(boolean isAgainst, Companion companion, String what) {
        if (isAgainst) {
            throw new IllegalArgumentException(
                    "the column " + ColumnFinder.shown(List.of(companion.name())) + " " + what);
        }
    }

    /** Empty when the cell names no country that is known. */
    private static Optional<String> callingCode(String cell) {
        if (cell.chars().anyMatch(Character::isLetter)) {
            return CountryNames.callingCode(cell).map(String::valueOf);
        }
        String code = digits(cell).replaceFirst("^0+", "");
        return CountryNames.isCallingCode(code) ? Optional.of(code) : Optional.empty();
    }

    private static boolean saysAnything(String cell) {
        return cell.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static String digits(String cell) {
        StringBuilder digits = new StringBuilder();
        cell.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }
}
