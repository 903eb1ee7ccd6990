package io.github.camelbulksms.internal.recipient.numbering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;

/** A minimal deterministic automaton over digit strings of bounded length, with an answer in each state. Immutable. */
final class DigitAutomaton {

    private static final int DEAD = 0;

    /**
     * Where the digit d leads from state s is at {@code 10 * s + d}: to state {@code t} as {@code 10 * t}, or as {@code ~t} if what
     * follows it counts by its length alone, so that most digits of a number need not be looked at. From 0 nothing leads away;
     * its answer is 0, unless it is the only state.
     */
    private final int[] rows;

    /** The first state, in the form of {@link #rows}. */
    private final int firstRow;

    private final byte[] answers;
    private final int start;

    /** The answer when r more digits follow such a state s, whichever they are: {@code answersByLength[width * s + r]}. */
    private final byte[] answersByLength;

    /** Answers of each state in {@link #answersByLength}: for none to {@code width - 1} digits more. */
    private final int width;

    private DigitAutomaton(char[] next, byte[] answers, int start, int maxDigits) {
        this.answers = answers;
        this.start = start;
        width = maxDigits + 1;
        boolean[] onlyLengthCounts = new boolean[answers.length];
        answersByLength = new byte[width * answers.length];
        onlyLengthCounts[DEAD] = true;
        answersByLength[0] = answers[DEAD];
        // where a state leads to has a lower number
        for (int state = DEAD + 1; state < answers.length; state++) {
            int successor = onlySuccessor(next, state);
            if (successor >= 0 && onlyLengthCounts[successor]) {
                onlyLengthCounts[state] = true;
                answersByLength[width * state] = answers[state];
                System.arraycopy(answersByLength, width * successor, answersByLength, width * state + 1, maxDigits);
            }
        }
        rows = new int[next.length];
        for (int i = 0; i < next.length; i++) {
            rows[i] = onlyLengthCounts[next[i]] ? ~next[i] : 10 * next[i];
        }
        firstRow = onlyLengthCounts[start] ? ~start : 10 * start;
    }

    /** Where all digits lead; negative when they lead to different states. */
    private static int onlySuccessor(char[] next, int state) {
        for (int digit = 1; digit < 10; digit++) {
            if (next[10 * state + digit] != next[10 * state]) {
                return -1;
            }
        }
        return next[10 * state];
    }

    /**
     * @param start of the states
     * @param maxDigits longer strings have answer 0
     * @param answers 0 to 127 for the states at the end of a string and the string's length
     */
    static DigitAutomaton of(
            DigitStates states, StateSet start, int maxDigits, ToIntBiFunction<StateSet, Integer> answers) {
        return new Builder(states, maxDigits, answers).build(start);
    }

    static DigitAutomaton always(int answer) {
        // longer strings get the answer of DEAD, which is the same state
        return new DigitAutomaton(new char[10], new byte[] {(byte) answer}, DEAD, 0);
    }

    int start() {
        return start;
    }

    /** @param digit 0 to 9 */
    int after(int state, int digit) {
        int row = rows[10 * state + digit];
        return row < 0 ? ~row : row / 10;
    }

    /**
     * The answer for a string.
     *
     * @param digits holds it in ASCII; nothing but digits, which is not checked
     * @param from its first digit's index
     * @param to the index behind its last digit
     */
    int answer(byte[] digits, int from, int to) {
        int row = firstRow;
        int at = from;
        while (row >= 0 && at < to) {
            row = rows[row + digits[at++] - '0'];
        }
        if (row >= 0) {
            return answers[row / 10];
        }
        int more = to - at;
        return more < width ? answersByLength[width * ~row + more] : answers[DEAD];
    }

    int states() {
        return answers.length;
    }

    /**
     * As all strings are bounded the automaton has no loops, whatever the states have: each set of states at each length is visited once, its successors first,
     * and two nodes with equal answers and successors are one. So it comes out minimal, without a second pass.
     */
    private static final class Builder {

        private final DigitStates states;
        private final int maxDigits;
        private final ToIntBiFunction<StateSet, Integer> answers;

        /** For each length, the node of a set of states. */
        private final List<Map<StateSet, Integer>> visited = new ArrayList<>();

        /** The index of a node: where its ten digits lead, and its answer. */
        private final Map<String, Integer> nodes = new HashMap<>();

        Builder(DigitStates states, int maxDigits, ToIntBiFunction<StateSet, Integer> answers) {
            this.states = states;
            this.maxDigits = maxDigits;
            this.answers = answers;
            for (int length = 0; length <= maxDigits; length++) {
                visited.add(new HashMap<>());
            }
            nodes.put("\0".repeat(11), DEAD);
        }

        DigitAutomaton build(StateSet start) {
            int first = visit(start, 0);
            char[] next = new char[10 * nodes.size()];
            byte[] answer = new byte[nodes.size()];
            nodes.forEach((node, index) -> {
                node.getChars(0, 10, next, 10 * index);
                answer[index] = (byte) node.charAt(10);
            });
            return new DigitAutomaton(next, answer, first, maxDigits);
        }

        private int visit(StateSet set, int length) {
            if (set.isEmpty() || length > maxDigits) {
                return DEAD;
            }
            Integer known = visited.get(length).get(set);
            if (known != null) {
                return known;
            }
            char[] node = new char[11];
            StateSet[] after = states.after(set);
            for (int digit = 0; digit < 10; digit++) {
                node[digit] = digit > 0 && after[digit] == after[digit - 1]
                        ? node[digit - 1]
                        : (char) visit(after[digit], length + 1);
            }
            node[10] = set.hasMarks() ? (char) answers.applyAsInt(set, length) : 0;
            Integer index = nodes.computeIfAbsent(new String(node), each -> nodes.size());
            if (index > Character.MAX_VALUE) {
                throw new UnreadablePlanException("a plan of more than 65,536 states");
            }
            visited.get(length).put(set, index);
            return index;
        }
    }
}
