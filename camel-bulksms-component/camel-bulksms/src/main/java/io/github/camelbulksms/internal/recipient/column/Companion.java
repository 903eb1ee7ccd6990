package io.github.camelbulksms.internal.recipient.column;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A column beside the number's, which says what the number leaves out.
 *
 * @param index from 0
 * @param name as the header line has it
 */
public record Companion(Kind kind, int index, String name) {

    /** What a companion's cells hold, by its name or by the words in it. */
    public enum Kind {
        /** The number's country: its name, its letters, or its calling code. */
        COUNTRY,
        /** A country, maybe: what names none says nothing. */
        COUNTRY_MAYBE,
        /** The front of a number that stands in two cells. */
        AREA,
        /** The digits to dial behind a number. */
        EXTENSION,
        /** What the number is for: a mobile, a fax. */
        LABEL,
        /** What a value is: a phone, or something else. */
        KEY,
        /** What something is: the number, or whose it is. */
        TYPE,
        /** Whether they do not want to be called. */
        OPT_OUT,
        /** Who somebody is. A last name may be a label, too. */
        PERSON,
        /** A code of whatever: 0041 is none of a country. */
        ID,
        /** Anything else. */
        OTHER
    }

    private static final Set<Kind> OF_NUMBER =
            EnumSet.of(Kind.COUNTRY, Kind.AREA, Kind.EXTENSION, Kind.LABEL, Kind.KEY, Kind.OPT_OUT);

    /** The cells beside the number of a line or row that has no names. */
    public static List<Companion> withoutNames(int width, Columns columns) {
        return IntStream.range(0, width)
                .filter(i -> i != columns.phone() && i != columns.sessionId())
                .mapToObj(i -> new Companion(Kind.OTHER, i, "column " + (i + 1)))
                .toList();
    }

    /** Whether its name says that it speaks of the number. */
    public boolean isOfNumber() {
        return OF_NUMBER.contains(kind);
    }
}
