package io.github.camelbulksms.internal.recipient.numbering;

/**
 * What the numbering plans say of a number. There are only a few of them, made once: nothing is allocated for a number.
 *
 * @param standing how well the number fits its country's plan
 * @param kind what the number is for; {@link NumberKind#UNKNOWN} unless it is valid
 */
public record NumberStatus(Standing standing, NumberKind kind) {

    /** Not to be told from the digits alone: libphonenumber may read them as another number. */
    public static final NumberStatus UNDECIDED = new NumberStatus(Standing.UNDECIDED, NumberKind.UNKNOWN);

    /** Of no country, or of a length that its country does not have. */
    public static final NumberStatus IMPOSSIBLE = new NumberStatus(Standing.IMPOSSIBLE, NumberKind.UNKNOWN);

    static final NumberStatus POSSIBLE = new NumberStatus(Standing.POSSIBLE, NumberKind.UNKNOWN);

    private static final NumberStatus[] VALID = ofEachKind(Standing.VALID);
    private static final NumberStatus[] VALID_OF_ODD_LENGTH = ofEachKind(Standing.VALID_OF_ODD_LENGTH);

    /** How well a number fits its country's plan. */
    public enum Standing {
        /** In a range that its country has given out ({@code isValidNumber}), and possible. */
        VALID,
        /** Valid, though the main region of its calling code has no numbers of that length: some service numbers are. */
        VALID_OF_ODD_LENGTH,
        /** Of a length that its country has ({@code IS_POSSIBLE}), in no known range. */
        POSSIBLE,
        /** Neither. */
        IMPOSSIBLE,
        /** Ask libphonenumber. */
        UNDECIDED
    }

    /** Whether the number lies in a range that its country has given out. */
    public boolean isValid() {
        return standing == Standing.VALID || standing == Standing.VALID_OF_ODD_LENGTH;
    }

    /** Whether the number has a length that its country has. */
    public boolean isPossible() {
        return standing == Standing.VALID || standing == Standing.POSSIBLE;
    }

    /** Whether the digits alone tell; if not, neither valid nor possible is said. */
    public boolean isDecided() {
        return standing != Standing.UNDECIDED;
    }

    static NumberStatus possible(NumberKind kind) {
        return kind == NumberKind.UNKNOWN ? POSSIBLE : VALID[kind.ordinal()];
    }

    static NumberStatus notPossible(NumberKind kind) {
        return kind == NumberKind.UNKNOWN ? IMPOSSIBLE : VALID_OF_ODD_LENGTH[kind.ordinal()];
    }

    private static NumberStatus[] ofEachKind(Standing standing) {
        NumberKind[] kinds = NumberKind.values();
        NumberStatus[] statuses = new NumberStatus[kinds.length];
        for (NumberKind kind : kinds) {
            statuses[kind.ordinal()] = new NumberStatus(standing, kind);
        }
        return statuses;
    }
}
