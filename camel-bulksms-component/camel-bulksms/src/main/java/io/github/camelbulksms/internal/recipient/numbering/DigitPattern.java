package io.github.camelbulksms.internal.recipient.numbering;

import java.util.List;

/**
 * A regular expression over digits, as libphonenumber's metadata has them: digits, classes, groups, alternatives, counts, and
 * {@code $}. Immutable.
 */
sealed interface DigitPattern {

    /**
     * Adds the pattern to the states.
     *
     * @param next where a number goes on behind the pattern
     * @return where it starts
     */
    StateSet addTo(DigitStates states, StateSet next);

    /** One of some digits; bit n is digit n. */
    record Digits(int digits) implements DigitPattern {
        @Override
        public StateSet addTo(DigitStates states, StateSet next) {
            return states.step(digits, next);
        }
    }

    record Sequence(List<DigitPattern> parts) implements DigitPattern {
        @Override
        public StateSet addTo(DigitStates states, StateSet next) {
            StateSet start = next;
            for (int i = parts.size() - 1; i >= 0; i--) {
                start = parts.get(i).addTo(states, start);
            }
            return start;
        }
    }

    record Alternatives(List<DigitPattern> branches) implements DigitPattern {
        @Override
        public StateSet addTo(DigitStates states, StateSet next) {
            StateSet start = StateSet.EMPTY;
            for (DigitPattern branch : branches) {
                start = start.with(branch.addTo(states, next));
            }
            return start;
        }
    }

    record Repeated(DigitPattern part, int atLeast, int atMost) implements DigitPattern {
        @Override
        public StateSet addTo(DigitStates states, StateSet next) {
            StateSet start = next;
            for (int i = atMost; i > 0; i--) {
                StateSet with = part.addTo(states, start);
                start = i > atLeast ? with.with(next) : with;
            }
            return start;
        }
    }

    /** {@code $}: nothing may follow. */
    record End() implements DigitPattern {
        @Override
        public StateSet addTo(DigitStates states, StateSet next) {
            return next.marks();
        }
    }
}
