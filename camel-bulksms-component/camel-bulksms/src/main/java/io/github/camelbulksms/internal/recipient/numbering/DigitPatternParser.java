package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.DigitPattern.Alternatives;
import io.github.camelbulksms.internal.recipient.numbering.DigitPattern.Digits;
import io.github.camelbulksms.internal.recipient.numbering.DigitPattern.End;
import io.github.camelbulksms.internal.recipient.numbering.DigitPattern.Repeated;
import io.github.camelbulksms.internal.recipient.numbering.DigitPattern.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link DigitPattern}. What it does not know, it refuses: a later libphonenumber may write more. */
final class DigitPatternParser {

    private static final int MAX_REPEATS = 30;

    private final String pattern;
    private int position;

    private DigitPatternParser(String pattern) {
        this.pattern = pattern;
    }

    /** @throws UnreadablePlanException when the pattern holds anything else */
    static DigitPattern parse(String pattern) {
        DigitPatternParser parser = new DigitPatternParser(pattern);
        DigitPattern parsed = parser.alternatives();
        if (parser.position < pattern.length()) {
            throw parser.unknown();
        }
        return parsed;
    }

    private DigitPattern alternatives() {
        List<DigitPattern> branches = new ArrayList<>();
        branches.add(sequence());
        while (skip('|')) {
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : new Alternatives(branches);
    }

    private DigitPattern sequence() {
        List<DigitPattern> parts = new ArrayList<>();
        while (position < pattern.length() && peek() != '|' && peek() != ')') {
            parts.add(counted(atom()));
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }

    private DigitPattern atom() {
        if (skip('(')) {
            if (skip('?') && !skip(':')) {
                throw unknown();
            }
            DigitPattern inner = alternatives();
            expect(')');
            return inner;
        }
        if (skip('[')) {
            return new Digits(digitClass());
        }
        if (skip('$')) {
            return new End();
        }
        if (skip('\\')) {
            expect('d');
            return new Digits(DigitStates.ANY_DIGIT);
        }
        return new Digits(1 << digit());
    }

    private int digitClass() {
        int digits = 0;
        while (!skip(']')) {
            if (skip('\\')) {
                expect('d');
                digits |= DigitStates.ANY_DIGIT;
            } else {
                int first = digit();
                int last = skip('-') ? digit() : first;
                for (int digit = first; digit <= last; digit++) {
                    digits |= 1 << digit;
                }
            }
        }
        return digits;
    }

    private DigitPattern counted(DigitPattern part) {
        if (skip('?')) {
            return plain(new Repeated(part, 0, 1));
        }
        if (!skip('{')) {
            return part;
        }
        int atLeast = number();
        int atMost = skip(',') ? number() : atLeast;
        expect('}');
        return plain(new Repeated(part, atLeast, atMost));
    }

    // a lazy or possessive count, or a count of a count, may mean something else
    private DigitPattern plain(Repeated repeated) {
        if (position < pattern.length() && "?+*{".indexOf(peek()) >= 0) {
            throw unknown();
        }
        return repeated;
    }

    private int number() {
        int number = digit();
        while (position < pattern.length() && peek() >= '0' && peek() <= '9') {
            number = number * 10 + digit();
        }
        if (number > MAX_REPEATS) {
            throw unknown();
        }
        return number;
    }

    private int digit() {
        int digit = position < pattern.length() ? peek() - '0' : -1;
        if (digit < 0 || digit > 9) {
            throw unknown();
        }
        position++;
        return digit;
    }

    private boolean skip(char expected) {
        boolean there = position < pattern.length() && peek() == expected;
        if (there) {
            position++;
        }
        return there;
    }

    private void expect(char expected) {
        if (!skip(expected)) {
            throw unknown();
        }
    }

    private char peek() {
        return pattern.charAt(position);
    }

    private UnreadablePlanException unknown() {
        return new UnreadablePlanException("pattern " + pattern + " at character " + (position + 1));
    }
}
