package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.model.NumberCheck;

/** What is asked of a number. */
enum Strictness {
    /** Only that it has 7 to 15 digits and does not start with 0: the plans are not asked. */
    SHAPE,
    /** A length that its country has. */
    POSSIBLE,
    /** A range that its country has given out. */
    VALID;

    boolean admits(NumberStatus status) {
        return switch (this) {
            case SHAPE -> true;
            case POSSIBLE -> status.isPossible() || status.isValid();
            case VALID -> status.isValid();
        };
    }

    /** Behind {@code +}, where nothing is guessed. */
    static Strictness ofInternational(NumberCheck check) {
        return switch (check) {
            case shape -> SHAPE;
            case safe, possible -> POSSIBLE;
            case valid -> VALID;
        };
    }

    /** Of digits alone, read in the one way that the options say. */
    static Strictness ofBare(NumberCheck check) {
        return switch (check) {
            case shape -> SHAPE;
            case possible -> POSSIBLE;
            case safe, valid -> VALID;
        };
    }

    /** To read a national number takes a plan: its shape alone says nothing. */
    static Strictness ofNational(NumberCheck check) {
        return ofBare(check).atLeastPossible();
    }

    Strictness atLeastPossible() {
        return this == SHAPE ? POSSIBLE : this;
    }
}
