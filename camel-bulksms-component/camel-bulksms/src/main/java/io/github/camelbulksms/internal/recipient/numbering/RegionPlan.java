package io.github.camelbulksms.internal.recipient.numbering;

import java.util.List;

/**
 * What one region's plan makes of the marks at the end of a number: libphonenumber's order of questions.
 *
 * @param general all of the region's numbers
 * @param special the kinds that come before fixed line and mobile, in libphonenumber's order
 * @param fixedLine numbers of fixed lines
 * @param mobile the same as {@code fixedLine} where a region does not tell them apart
 * @param leadingDigits the mark of numbers that are this region's whatever their kind; {@link #NONE} when kinds tell
 */
record RegionPlan(Range general, List<Special> special, Range fixedLine, Range mobile, int leadingDigits) {

    static final int NONE = -1;

    /**
     * Numbers that match a pattern and have one of some lengths.
     *
     * @param mark {@link #NONE} when there are none
     * @param lengths bit n is length n
     */
    record Range(int mark, int lengths) {
        boolean holds(StateSet ends, int length) {
            return mark != NONE && (lengths >> length & 1) != 0 && DigitStates.isMarked(ends, mark);
        }
    }

    record Special(NumberKind kind, Range range) {}

    NumberKind kind(StateSet ends, int length) {
        if (!general.holds(ends, length)) {
            return NumberKind.UNKNOWN;
        }
        for (Special each : special) {
            if (each.range().holds(ends, length)) {
                return each.kind();
            }
        }
        boolean canBeMobile = mobile.holds(ends, length);
        if (fixedLine.holds(ends, length)) {
            return canBeMobile ? NumberKind.FIXED_LINE_OR_MOBILE : NumberKind.FIXED_LINE;
        }
        return canBeMobile ? NumberKind.MOBILE : NumberKind.UNKNOWN;
    }

    /** Whether the region is the number's, of those that share the calling code. */
    boolean owns(StateSet ends, NumberKind kind) {
        return leadingDigits == NONE ? kind != NumberKind.UNKNOWN : DigitStates.isMarked(ends, leadingDigits);
    }
}
