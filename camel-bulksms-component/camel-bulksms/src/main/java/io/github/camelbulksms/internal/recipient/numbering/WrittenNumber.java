package io.github.camelbulksms.internal.recipient.numbering;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A number as it is written: groups of digits, with separators where people put them.
 *
 * @param plus whether + is in front
 * @param groups at least one
 */
record WrittenNumber(boolean plus, List<Group> groups) {

    /** From so many digits on, a group may be a number of its own. */
    static final int LONG = 7;

    private static final int MAX_SLIP = 2;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern FRONT = Pattern.compile("\\(?(?:\\+ ?)?\\(?");
    private static final Pattern GAP = Pattern.compile("\\)?(?: |\\.| ?[-/] ?)?\\(?");
    private static final Pattern END = Pattern.compile("\\)?");

    /**
     * @param gap what is written between the group before and this one
     * @param bracketed whether it stands in brackets
     */
    record Group(String digits, String gap, boolean bracketed) {
        boolean follows(char separator) {
            return gap.indexOf(separator) >= 0;
        }
    }

    /**
     * @param ascii from {@link NumberText}
     * @throws NotANumberException when it is written as no number is, or as something else is
     */
    static WrittenNumber parse(String ascii) throws NotANumberException {
        String text = ascii.replace("( ", "(").replace(" )", ")");
        List<Group> groups = new ArrayList<>();
        Matcher digits = DIGITS.matcher(text);
        int end = 0;
        while (digits.find()) {
            String gap = text.substring(end, digits.start());
            check(groups.isEmpty() ? FRONT : GAP, gap, groups.isEmpty() ? "in front" : "between digits");
            groups.add(new Group(digits.group(), gap, isOpen(text, digits.start())));
            end = digits.end();
        }
        if (groups.isEmpty()) {
            throw new NotANumberException("there are no digits, expected 7 to 15 with the country code");
        }
        check(END, text.substring(end), "behind the digits");
        checkBrackets(text);
        WrittenNumber number = new WrittenNumber(text.indexOf('+') >= 0, groups);
        Lookalike.check(number, text);
        return number;
    }

    String digits() {
        return groups.stream().map(Group::digits).collect(Collectors.joining());
    }

    /** The digits without (0), which says: to be left out when dialled from abroad. */
    String digitsWithoutLoneZero() {
        return IntStream.range(0, groups.size())
                .filter(index -> !isLoneZero(index))
                .mapToObj(index -> groups.get(index).digits())
                .collect(Collectors.joining());
    }

    /** Whether something in brackets behind the first group starts with 0: then what is in front of it is a country code. */
    boolean hasBracketedTrunkPrefix() {
        return groups.stream()
                .skip(1)
                .anyMatch(group -> group.bracketed() && group.digits().startsWith("0"));
    }

    /** Whether a 0 may be dialled only within the country: it stands where that begins. */
    boolean mayHoldTrunkPrefix() {
        return hasBracketedTrunkPrefix()
                || groups.size() > 1 && groups.get(1).digits().startsWith("0");
    }

    /** Whether a lone 0 stands behind the first group without brackets: that it is to be left out is a guess. */
    boolean hasBareLoneZero() {
        return groups.size() > 1
                && groups.get(1).digits().equals("0")
                && !groups.get(1).bracketed();
    }

    /**
     * Whether a 0 in brackets, if there is one, stands where the national number begins.
     *
     * @param digits the last ones of this number, with the country code
     */
    boolean mayKeepTrunkPrefix(String digits) {
        int prefix = digits().length() - digits.length();
        StringBuilder front = new StringBuilder();
        for (Group group : groups) {
            if (group.bracketed() && group.digits().equals("0")) {
                return standsBehindCountryCode(front.toString(), prefix);
            }
            front.append(group.digits());
        }
        return true;
    }

    /**
     * Whether a 0 in brackets, or one that stands alone and was left out, stands elsewhere than behind the country code.
     *
     * @param digits with the country code
     */
    boolean hasTrunkPrefixInside(String digits) {
        String without = digitsWithoutLoneZero();
        boolean isAsItStands = without.endsWith(digits);
        if (!isAsItStands && !plus) {
            return false;
        }
        // behind + the country code begins at once, also where another 0, or a 1, was left out
        int prefix = isAsItStands && !plus ? without.length() - digits.length() : 0;
        boolean isBareLeftOut = hasBareLoneZero() && !digits().endsWith(digits);
        if (isBareLeftOut && !standsBehindCountryCode(groups.get(0).digits(), prefix)) {
            return true;
        }
        StringBuilder front = new StringBuilder();
        for (Group group : groups) {
            if (group.bracketed() && group.digits().equals("0")) {
                return !standsBehindCountryCode(front.toString(), prefix);
            }
            front.append(group.digits());
        }
        return false;
    }

    /**
     * @param front all digits in front of a 0
     * @param prefix how many of them are an international prefix
     */
    private static boolean standsBehindCountryCode(String front, int prefix) {
        return front.length() > prefix && NumberingPlans.ofClassPath().isCallingCode(front.substring(prefix));
    }

    /** Whether a bracket opens in front of one of the first digits. */
    boolean hasBracketWithin(int digits) {
        int before = 0;
        for (Group group : groups) {
            if (before < digits && group.gap().indexOf('(') >= 0) {
                return true;
            }
            before += group.digits().length();
        }
        return false;
    }

    /** Whether the first digits, so many and no more, stand in brackets. */
    boolean startsInBracketsWith(int digits) {
        return groups.size() > 1
                && isAloneInBrackets(0)
                && groups.get(0).digits().length() == digits;
    }

    /** Whether a group ends behind the first digits. */
    boolean isCutAt(int digits) {
        int end = 0;
        for (Group group : groups.subList(0, groups.size() - 1)) {
            end += group.digits().length();
            if (end == digits) {
                return true;
            }
        }
        return false;
    }

    /** The groups without a digit that may be too many, or two, which are not in the first and not all of a group. */
    List<List<String>> withoutSlips() {
        List<List<String>> all = new ArrayList<>();
        for (int index = 1; index < groups.size(); index++) {
            String digits = groups.get(index).digits();
            for (int slip = 1; slip <= Math.min(MAX_SLIP, digits.length() - 1); slip++) {
                for (int at = 0; at + slip <= digits.length(); at++) {
                    List<String> shorter =
                            new ArrayList<>(groups.stream().map(Group::digits).toList());
                    shorter.set(index, digits.substring(0, at) + digits.substring(at + slip));
                    all.add(shorter);
                }
            }
        }
        return all;
    }

    /** The groups behind the first, read as a number without +. */
    WrittenNumber withoutFirstGroup() {
        return new WrittenNumber(false, groups.subList(1, groups.size()));
    }

    /** The groups in front of the last. */
    WrittenNumber withoutLastGroup() {
        return new WrittenNumber(plus, groups.subList(0, groups.size() - 1));
    }

    private boolean isLoneZero(int index) {
        Group group = groups.get(index);
        return group.digits().equals("0") && (index == 1 || index > 1 && isAloneInBrackets(index));
    }

    private boolean isAloneInBrackets(int index) {
        boolean endsThere =
                index == groups.size() - 1 || groups.get(index + 1).gap().startsWith(")");
        return groups.get(index).bracketed() && groups.get(index).gap().endsWith("(") && endsThere;
    }

    private static void check(Pattern expected, String separators, String where) throws NotANumberException {
        if (!expected.matcher(separators).matches()) {
            throw new NotANumberException("holds '" + separators + "' " + where
                    + ", expected one blank, dot, dash, slash or bracket between digits, and at most + in front");
        }
    }

    private static boolean isOpen(String text, int at) {
        return text.lastIndexOf('(', at) > text.lastIndexOf(')', at);
    }

    private static void checkBrackets(String text) throws NotANumberException {
        int open = 0;
        for (char c : text.toCharArray()) {
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0 || open > 1) {
                break;
            }
        }
        if (open != 0) {
            throw new NotANumberException("a bracket is not closed, not opened, or within another: expected pairs");
        }
    }
}
