package io.github.camelbulksms.lists;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a number is written.
 *
 * @param plus whether a plus stands in front
 * @param body the digits, and what is between them
 * @param digits ASCII digits
 * @param withTrunkZero the digits with a 0 that stands in brackets behind the country code
 * @param mayBeDate whether it may as well be a date of eight digits
 * @param mayBeVersion whether it may as well be a version
 * @param mayBeAmount whether it may as well be an amount or a tax number
 * @param endsAsExtension whether it ends as a mobile with an extension does, or a landline with one that is dialled
 * @param endsAsRange whether it ends as several numbers do, or one with a count behind it
 * @param withoutLast the digits in front of the last group, when there are any
 * @param lastOfTwo the digits behind a first group that a blank follows, when they are one group or are dialled with a 0
 */
record Spelling(
        boolean plus,
        String body,
        String digits,
        Optional<String> withTrunkZero,
        boolean mayBeDate,
        boolean mayBeVersion,
        boolean mayBeAmount,
        boolean endsAsExtension,
        boolean endsAsRange,
        Optional<String> withoutLast,
        Optional<String> lastOfTwo) {

    // a dot between groups also where a bracket closes, +673.(0).712 3774: it is a separator as a dash is
    // (02)/ 1234 5160 as well as (02) / 1234 5160: a slash has blanks around it or not, whatever closes in front of it
    private static final String BETWEEN = " ?[/-] ?|\\)(?: ?[-/] ?|[ .])?|[-/.]? ?\\(|[ ./-]";
    private static final Pattern GROUPS = Pattern.compile("\\(?[0-9]+(?:(?:" + BETWEEN + ")[0-9]+)*\\)?");
    private static final Pattern DATE =
            // the year 3732 is no year of a list
            Pattern.compile("[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)?[0-9]{2}");
    // no tool fills a decimal up with zeros: 0027.101234264 is dialled, as 0171.1234567 is
    private static final Pattern DECIMAL = Pattern.compile("(?:0|[1-9][0-9]*)\\.[0-9]+|[0-9]+\\.[0-9]{1,3}");
    private static final Pattern TAX_NUMBER =
            Pattern.compile("[0-9]{1,3}\\.[0-9]+\\.[0-9]+-[0-9]{1,2}|[1-9][0-9]{2}-[0-9]{2}-[0-9]{4}");
    private static final Pattern EXTENSION = Pattern.compile(".*[0-9] ?- ?[0-9]");
    private static final Pattern RANGE = Pattern.compile(".*[0-9](?: ?/ ?[0-9]{1,2}|[ .][0-9])");
    private static final Pattern NOTE_BEHIND = Pattern.compile(".*[0-9].*\\([0-9]+\\)");
    private static final String MONTH = "(?:0[1-9]|1[0-2])";
    private static final String DAY = "(?:0[1-9]|[12][0-9]|3[01])";
    private static final String YEAR = "(?:19|20)[0-9]{2}";
    private static final Pattern DATE_OF_DIGITS =
            Pattern.compile(YEAR + MONTH + DAY + "|(?:" + DAY + MONTH + "|" + MONTH + DAY + ")" + YEAR);
    private static final Pattern VERSION = Pattern.compile("(?:[0-9]+\\.)*[0-9]\\.[0-9.]*[0-9]|(?:[0-9]+\\.){2,}[0-9]");
    private static final Pattern AMOUNT =
            Pattern.compile("[0-9]{1,3}(?: [0-9]{3}){2,}|[0-9]{1,3}(?:\\.[0-9]{3}){2,}|[^/]*/[^/]*/.*");
    private static final Pattern LIST_NUMBER = Pattern.compile("\\([1-9]\\).*|\\([0-9]{1,3}\\)[ -]?[0-9]{10,}");
    private static final Pattern TRUNK_ZERO =
            Pattern.compile("([0-9][0-9 ./-]*?)(?: ?[-/] ?|[ .])?\\(0\\)(?: ?[-/] ?|[ .])?([0-9].*)");
    private static final Pattern RUSSIA_ABROAD = Pattern.compile("8~10.*");

    private static final String SHORT_DAY = "(?:0?[1-9]|[12][0-9]|3[01])";
    private static final String SHORT_MONTH = "(?:0?[1-9]|1[0-2])";
    // 24.11.26 10, of 24.11.26 10:30
    private static final Pattern STAMP = Pattern.compile("(?:" + SHORT_DAY + "([-/.])" + SHORT_MONTH + "\\1[0-9]{1,2}|"
            + SHORT_MONTH + "([-/.])" + SHORT_DAY + "\\2[0-9]{1,2}|[0-9]{1,2}([-/.])" + SHORT_MONTH + "\\3" + SHORT_DAY
            + ") (?:[01]?[0-9]|2[0-4])(?:[^0-9].*)?");

    /** Empty when the cell is not a number that anybody would write. */
    static Optional<Spelling> of(String cell) {
        String text = unwrapped(plain(cell));
        // (+44) 7911 123456, too
        boolean plus = text.startsWith("+") || text.startsWith("(+");
        String body = plus ? text.replaceFirst("^(\\(?)\\+ *", "$1") : text;
        // a blank within brackets is nobody's separator, and takes nothing away
        body = body.replace("( ", "(").replace(" )", ")");
        // nobody writes an amount with a tilde or (0) in it
        boolean russiaAbroad = RUSSIA_ABROAD.matcher(body).matches();
        body = russiaAbroad ? body.replaceFirst("~", "") : body;
        Matcher trunk = TRUNK_ZERO.matcher(body);
        Optional<String> withTrunkZero = Optional.empty();
        // +68 8 (0)90 1230: a slip in front of the 0 does not make it another number's
        if (trunk.matches() && isCallingCode(trunk.group(1))) {
            withTrunkZero = Optional.of(body.replaceAll("[^0-9]", ""));
            body = trunk.group(1) + " " + trunk.group(2);
        }
        if (!GROUPS.matcher(body).matches()
                || !bracketsMatch(body)
                || NOTE_BEHIND.matcher(body).matches()) {
            return Optional.empty();
        }
        if (!plus && isSomethingElse(body)) {
            return Optional.empty();
        }
        List<String> groups = Arrays.stream(body.split("[^0-9]+"))
                .filter(group -> !group.isEmpty())
                .toList();
        String digits = String.join("", groups);
        if (digits.length() < (plus ? 7 : 4) || digits.length() > 20 || isTwoNumbers(groups, plus)) {
            return Optional.empty();
        }
        // nobody counts 01, 02: a zero in front is the trunk's
        boolean two = !plus && (body.matches("[1-9][0-9]* [0-9]+") || body.matches("[1-9][0-9]{0,4} 0[0-9].*"));
        return Optional.of(new Spelling(
                plus,
                body,
                digits,
                withTrunkZero,
                !plus && DATE_OF_DIGITS.matcher(body).matches(),
                !plus && VERSION.matcher(body).matches(),
                !plus
                        && !russiaAbroad
                        && withTrunkZero.isEmpty()
                        && AMOUNT.matcher(body).matches(),
                EXTENSION.matcher(body).matches(),
                RANGE.matcher(body).matches(),
                groups.size() == 1
                        ? Optional.empty()
                        : Optional.of(String.join("", groups.subList(0, groups.size() - 1))),
                two ? Optional.of(digits.substring(groups.get(0).length())) : Optional.empty()));
    }

    private static boolean isCallingCode(String front) {
        String digits = front.replaceAll("[^0-9]", "");
        String code = digits.startsWith("00") ? digits.substring(2) : digits;
        return code.matches("[1-9][0-9]{0,2}")
                && PhoneNumberUtil.getInstance().getSupportedCallingCodes().contains(Integer.valueOf(code));
    }

    /** ASCII digits and separators; nothing invisible; nothing around. */
    private static String plain(String cell) {
        StringBuilder plain = new StringBuilder();
        cell.codePoints().forEach(character -> {
            if (Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER) {
                plain.append(Character.digit(character, 10));
            } else if (Character.getType(character) == Character.DASH_PUNCTUATION || character == 0x2212) {
                plain.append('-');
            } else if (character >= 0xFF01 && character <= 0xFF5E) {
                plain.appendCodePoint(character - 0xFEE0);
            } else if (Character.isSpaceChar(character)) {
                plain.append(' ');
            } else if (Character.getType(character) != Character.FORMAT) {
                plain.appendCodePoint(character);
            }
        });
        return plain.toString().strip();
    }

    private static String unwrapped(String text) {
        String inner = text;
        if (inner.length() > 1 && inner.startsWith("\"") && inner.endsWith("\"")) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        if (inner.length() > 2 && inner.startsWith("=\"") && inner.endsWith("\"")) {
            inner = inner.substring(2, inner.length() - 1).strip();
        }
        if (inner.startsWith("'") || inner.startsWith("\u2019")) {
            // 'in quotes' has one meaning, as has a spreadsheet's mark in front
            inner = inner.substring(1, inner.length() - (inner.length() > 1 && inner.endsWith("'") ? 1 : 0))
                    .strip();
        }
        if (inner.toLowerCase(Locale.ROOT).startsWith("tel:")) {
            inner = inner.substring(4).strip();
        }
        return inner;
    }

    private static boolean bracketsMatch(String body) {
        String brackets = body.replaceAll("[^()]", "");
        return brackets.isEmpty() || brackets.equals("()") && !body.contains("()");
    }

    private static boolean isSomethingElse(String body) {
        return DATE.matcher(body).matches()
                || STAMP.matcher(body).matches()
                || DECIMAL.matcher(body).matches()
                || TAX_NUMBER.matcher(body).matches()
                || LIST_NUMBER.matcher(body).matches()
                || isAddress(body);
    }

    private static boolean isAddress(String body) {
        return body.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                && Arrays.stream(body.split("\\.")).allMatch(part -> Integer.parseInt(part) <= 255);
    }

    /** +9198765 43210, as in India, and 009198765 43210: the first half is no number by itself. */
    private static boolean isMobileInHalves(List<String> groups, boolean plus) {
        if (groups.size() != 2
                || !plus && !groups.get(0).startsWith("00")
                || groups.get(0).length() > 8
                || groups.get(1).length() < 4
                || groups.get(1).length() > 6) {
            return false;
        }
        String front = plus ? groups.get(0) : groups.get(0).substring(2);
        return NumberOracle.international(front, "possible").isEmpty();
    }

    /** A long group has nothing behind it, and little in front. */
    private static boolean isTwoNumbers(List<String> groups, boolean plus) {
        if (isMobileInHalves(groups, plus)) {
            return false;
        }
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).length() >= 8) {
                int before =
                        groups.subList(0, i).stream().mapToInt(String::length).sum();
                int atMost = groups.get(0).startsWith("00") ? 8 : 6;
                if (i < groups.size() - 1 || before > atMost) {
                    return true;
                }
            }
        }
        long long7 = groups.stream().filter(group -> group.length() >= 7).count();
        return long7 > 1;
    }
}
