package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.Companion;
import io.github.camelbulksms.internal.recipient.column.LabelWords;
import io.github.camelbulksms.internal.recipient.column.ListWords;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** What the cells beside a number say against it: that it is another country's, half of a number, an extension, a fax. */
public final class CompanionJudge {

    private static final Pattern SAYS_ITS_COUNTRY = Pattern.compile("[^\\p{Nd}]*[+\uFF0B].*|[^\\p{Nd}]*00.*");

    /** Below a name that says they do not want to be called, everything else is a yes. */
    private static final Set<String> NO = Set.of(
            "no",
            "n",
            "false",
            "0",
            "f",
            "off",
            "nein",
            "falsch",
            "non",
            "faux",
            "não",
            "nao",
            "falso",
            "nee",
            "onwaar",
            "nie",
            "ne",
            "не",
            "нет",
            "hayır",
            "hayir",
            "否",
            "いいえ",
            "لا",
            "नहीं",
            "allow",
            "allowed",
            "unchecked");

    /** No value, and no "no" either. */
    private static final String UNKNOWN = "?";

    private static final LabelWords LABELS = LabelWords.shared();

    private final List<Companion> companions;
    private final IntFunction<String> cells;
    private final CountryCells countries = new CountryCells();

    private CompanionJudge(List<Companion> companions, IntFunction<String> cells) {
        this.companions = companions;
        this.cells = cells;
    }

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
            new CompanionJudge(companions, cells).check(written, Long.toString(valid.phoneNumber()));
            return entry;
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(entry.position(), text, e.getMessage());
        }
    }

    private void check(String written, String number) {
        boolean saysItsCountry = SAYS_ITS_COUNTRY.matcher(written).matches();
        boolean hasLabel = companions.stream().anyMatch(this::isLabelOfItsOwn);
        for (Companion companion : companions) {
            String cell = cell(companion);
            switch (companion.kind()) {
                case COUNTRY -> countries.add(companion, cell);
                case COUNTRY_MAYBE -> countries.addIfKnown(cell);
                case AREA ->
                    refuseIf(
                            !isCountry(cell)
                                    && !saysItsCountry
                                    && !CountryCells.digits(written).startsWith(CountryCells.digits(cell)),
                            companion,
                            "has the front of the number: expected all of it in one cell, with + and the country code");
                case EXTENSION ->
                    refuseIf(
                            isExtension(companion, cell),
                            companion,
                            "has an extension behind the number, and an SMS cannot be sent to one");
                case OPT_OUT ->
                    refuseIf(
                            !(NoValue.is(cell) && !cell.equals(UNKNOWN)) && !NO.contains(cell.toLowerCase(Locale.ROOT)),
                            companion,
                            "says that they do not want to be called, or are not there: expected nothing there, or no");
                case ID -> countries.addIfWithPlus(cell);
                default -> countries.addIfWrittenAsCode(cell);
            }
            checkLabel(companion, cell, hasLabel);
        }
        if (!saysItsCountry) {
            countries.check(written, number);
        }
    }

    private boolean isCountry(String cell) {
        return countries.addIfWrittenAsCode(cell)
                || cell.chars().anyMatch(Character::isLetter) && countries.addIfKnown(cell);
    }

    private void checkLabel(Companion companion, String cell, boolean hasLabel) {
        if (NoValue.is(cell)) {
            return;
        }
        refuseIf(
                companion.kind() == Companion.Kind.KEY && !LABELS.areOfPhone(cell) && !LABELS.holdOneAgainst(cell),
                companion,
                "does not say that the value is a phone: expected a label such as phone or mobile");
        boolean isAgainst =
                switch (companion.kind()) {
                    case LABEL, KEY -> LABELS.holdOneAgainst(cell) || ListWords.areOfNobody(cell);
                    case TYPE ->
                        LABELS.speakAgainst(cell) && !(hasLabel && LABELS.areOfMachine(cell))
                                || ListWords.areOfNobodyInAnyColumn(cell);
                    case PERSON -> false;
                    default ->
                        LABELS.areOfStranger(cell)
                                || !hasLabel && LABELS.areOfMachine(cell)
                                || ListWords.areOfNobodyInAnyColumn(cell);
                };
        refuseIf(
                isAgainst,
                companion,
                "says that the number is a fax, a pager, another person's, old, or not to be called: expected a number of"
                        + " their own; or, if the column does not speak of the number, the list without it");
    }

    private boolean isLabelOfItsOwn(Companion companion) {
        return companion.kind() == Companion.Kind.LABEL && LABELS.areOfPhone(cell(companion));
    }

    private String cell(Companion companion) {
        return cells.apply(companion.index()).strip();
    }

    private static boolean isExtension(Companion companion, String cell) {
        // a column of that name may hold whole numbers, too
        boolean isNumber = ColumnFinder.isOfNumbers(companion.name()) && NumberLook.of(cell) == NumberLook.PHONE_NUMBER;
        return !isNumber && !NoValue.is(cell) && cell.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static void refuseIf(boolean isAgainst, Companion companion, String what) {
        if (isAgainst) {
            throw new IllegalArgumentException(
                    "the column " + ColumnFinder.shown(List.of(companion.name())) + " " + what);
        }
    }
}
