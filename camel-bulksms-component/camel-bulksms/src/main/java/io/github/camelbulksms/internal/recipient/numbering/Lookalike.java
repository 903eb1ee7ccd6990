package io.github.camelbulksms.internal.recipient.numbering;

import io.github.camelbulksms.internal.recipient.numbering.WrittenNumber.Group;
import java.util.List;

/** What is written much as a phone number is, and is none: amounts, dates, addresses of machines. */
final class Lookalike {

    private static final int HOURS_OF_DAY = 24;

    private Lookalike() {}

    static void check(WrittenNumber number, String text) throws NotANumberException {
        List<Group> groups = number.groups();
        if (isAmount(number)) {
            throw new NotANumberException(
                    "ends as a decimal number, expected digits: spreadsheets write .0 and .00 behind "
                            + "numbers unless the column is formatted as text");
        }
        if (groups.size() > 1 && groups.get(groups.size() - 1).bracketed()) {
            throw new NotANumberException(
                    "ends in brackets, as notes and counts do behind a number: expected the number alone");
        }
        if (number.plus()) {
            return;
        }
        if (groups.size() == 1 && text.endsWith(")")) {
            throw new NotANumberException("all of it is in brackets, as negative amounts are");
        }
        if (startsWithListNumber(groups) || startsWithListNumberAndDash(groups)) {
            throw new NotANumberException(
                    "starts as with a list number; write + and the country code in front if it is none");
        }
        if (isTaxNumber(groups)) {
            throw new NotANumberException("reads as a tax number; write + and the country code in front if it is not");
        }
        if (isMachineAddress(groups)) {
            throw new NotANumberException("reads as an IP address; write + and the country code in front if it is not");
        }
        if (isDate(groups)) {
            throw new NotANumberException("reads as a date; write + and the country code in front if it is not");
        }
    }

    /** (5) 27101234857, which is no area code: that has more digits, or fewer behind it. */
    private static boolean startsWithListNumber(List<Group> groups) {
        Group first = groups.get(0);
        return groups.size() > 1
                && first.bracketed()
                && !first.digits().startsWith("0")
                && (first.digits().length() == 1
                        || first.digits().length() <= 3
                                && groups.get(1).digits().length() >= 10);
    }

    /** 20 - (02) 1234 5674, 17 -(11) 96123-5298, (14) (869) 236-1235, (14) 8 (301) 123-40-29. */
    private static boolean startsWithListNumberAndDash(List<Group> groups) {
        String first = groups.get(0).digits();
        if (groups.size() < 2 || first.length() > 2 || first.startsWith("0")) {
            return false;
        }
        Group second = groups.get(1);
        return second.follows('-') && (second.follows(' ') || second.bracketed())
                || groups.get(0).bracketed() && groups.stream().skip(1).anyMatch(Group::bracketed);
    }

    private static boolean isAmount(WrittenNumber number) {
        List<Group> groups = number.groups();
        Group last = groups.get(groups.size() - 1);
        boolean oneDot = groups.stream().filter(group -> group.follows('.')).count() == 1 && last.follows('.');
        if (!oneDot) {
            return false;
        }
        int decimals = last.digits().length();
        return decimals <= 2 || groups.size() == 2 && !number.plus() && (decimals == 3 || isInteger(groups.get(0)));
    }

    // 0171 in front of a dot is no integer
    private static boolean isInteger(Group group) {
        return group.digits().equals("0") || !group.digits().startsWith("0");
    }

    /** 123.456.789-09 of Brazil, 12.345.678-5 of Chile, 123-45-6789 of the United States. */
    private static boolean isTaxNumber(List<Group> groups) {
        int last = groups.size() - 1;
        return isSocialSecurityNumber(groups)
                || last == 3
                        && groups.get(0).digits().length() <= 3
                        && groups.get(1).gap().equals(".")
                        && groups.get(2).gap().equals(".")
                        && groups.get(last).gap().equals("-")
                        && groups.get(last).digits().length() <= 2;
    }

    private static boolean isSocialSecurityNumber(List<Group> groups) {
        return groups.size() == 3
                && !groups.get(0).digits().startsWith("0")
                && groups.get(0).digits().length() == 3
                && groups.get(1).digits().length() == 2
                && groups.get(2).digits().length() == 4
                && groups.get(1).gap().equals("-")
                && groups.get(2).gap().equals("-");
    }

    private static boolean isMachineAddress(List<Group> groups) {
        return groups.size() == 4
                && groups.stream().skip(1).allMatch(group -> group.gap().equals("."))
                && groups.stream()
                        .allMatch(group -> group.digits().length() <= 3 && Integer.parseInt(group.digits()) <= 255);
    }

    private static boolean isDate(List<Group> groups) {
        if (groups.size() < 3 || !groups.get(1).gap().equals(groups.get(2).gap())) {
            return false;
        }
        String first = groups.get(0).digits();
        String second = groups.get(1).digits();
        String third = groups.get(2).digits();
        return isDate(first, second, third)
                || isDateWithHour(groups)
                || groups.size() == 3 && !groups.get(1).gap().equals(" ") && isWrittenAsDate(first, second, third);
    }

    /** 24.11.26 10, which may be cut at the colon of 10:30. */
    private static boolean isDateWithHour(List<Group> groups) {
        if (groups.size() < 4
                || groups.get(1).gap().equals(" ")
                || !groups.get(3).gap().equals(" ")) {
            return false;
        }
        String first = groups.get(0).digits();
        String second = groups.get(1).digits();
        String third = groups.get(2).digits();
        boolean isDate = isDayAndMonth(first, second) || isDayAndMonth(second, first) || isDayAndMonth(second, third);
        return isDate
                && first.length() <= 2
                && third.length() <= 2
                && groups.get(3).digits().length() <= 2
                && Integer.parseInt(groups.get(3).digits()) <= HOURS_OF_DAY;
    }

    /** 36.11.2026 or 2826-11-17: a slip in a date makes no number of it. */
    private static boolean isWrittenAsDate(String first, String second, String third) {
        return second.length() <= 2
                && (first.length() == 4 && third.length() <= 2 || first.length() <= 2 && isYear(third));
    }

    static boolean isDate(String first, String second, String third) {
        return isYear(first) && isDayAndMonth(second, third)
                || isYear(third) && (isDayAndMonth(first, second) || isDayAndMonth(second, first));
    }

    private static boolean isYear(String digits) {
        return digits.length() == 4 && (digits.startsWith("19") || digits.startsWith("20"));
    }

    private static boolean isDayAndMonth(String month, String day) {
        return isUpTo(12, month) && isUpTo(31, day);
    }

    private static boolean isUpTo(int max, String digits) {
        return digits.length() <= 2 && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= max;
    }
}
