package io.github.camelbulksms.internal.recipient.column;

/**
 * A column beside the number's, which says what the number leaves out.
 *
 * @param index from 0
 * @param name as the header line has it
 */
public record Companion(Kind kind, int index, String name) {

    /** What a companion's cells hold; the file {@code companion-columns.txt} says which name is of which kind. */
    public enum Kind {
        /** The number's country: its name, its letters, or its calling code. */
        COUNTRY,
        /** The front of a number that stands in two cells. */
        AREA,
        /** The digits to dial behind a number. */
        EXTENSION,
        /** What the number is for: a mobile, a fax. */
        LABEL
    }
}
