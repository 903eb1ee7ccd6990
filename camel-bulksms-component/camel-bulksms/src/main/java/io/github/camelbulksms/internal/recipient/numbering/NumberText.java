package io.github.camelbulksms.internal.recipient.numbering;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes from a text what spreadsheets, address books and web pages put around a number, and writes digits, signs and separators
 * of all scripts in ASCII.
 */
final class NumberText {

    private static final int MAX_LENGTH = 200;

    private static final Pattern SCHEME = Pattern.compile("(?i)(?:tel|sms|callto):");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?[eE][+-]?\\d+");
    private static final Pattern EXTENSION =
            Pattern.compile("(?i)\\d[ ,;.-]*(?:ext|x|#|доб|durchwahl|poste|anexo|ramal|p|w)[ .:]*\\d{1,6}$");

    private NumberText() {}

    /**
     * @return digits, and of {@code + . - / ( )} and the blank what was there
     * @throws NotANumberException when it holds anything else
     */
    static String inAscii(String text) throws NotANumberException {
        if (text.length() > MAX_LENGTH) {
            throw new NotANumberException("is " + text.length() + " characters long, expected one number");
        }
        String bare = withoutWrapping(text);
        StringBuilder ascii = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i += Character.charCount(bare.codePointAt(i))) {
            int c = bare.codePointAt(i);
            if (Character.getType(c) != Character.FORMAT) {
                ascii.append(ascii(c, bare, text));
            }
        }
        return ascii.toString().strip();
    }

    private static char ascii(int c, String bare, String text) throws NotANumberException {
        int digit = Character.digit(c, 10);
        if (digit >= 0) {
            return (char) ('0' + digit);
        }
        // full-width forms stand in the order of ASCII
        int narrow = c > 0xFF00 && c < 0xFF5F ? c - 0xFEE0 : c;
        if ("+./()".indexOf(narrow) >= 0) {
            return (char) narrow;
        }
        return switch (Character.getType(narrow)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            default -> {
                // minus, and the Japanese mark that looks like a dash
                if (c == 0x2212 || c == 0x30FC) {
                    yield '-';
                }
                throw unexpected(c, bare, text);
            }
        };
    }

    private static String withoutWrapping(String text) throws NotANumberException {
        String bare = text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        bare = stripped(bare);
        if (bare.startsWith("=\"") && bare.endsWith("\"") && bare.length() > 3) {
            bare = stripped(bare.substring(2, bare.length() - 1));
        }
        if (bare.startsWith("'") || bare.startsWith("\u2019")) {
            bare = stripped(bare.substring(1, bare.length() - (bare.length() > 1 && bare.endsWith("'") ? 1 : 0)));
        }
        Matcher scheme = SCHEME.matcher(bare);
        return scheme.lookingAt() ? ofUri(bare.substring(scheme.end())) : bare;
    }

    /** RFC 3966; sms: is written in the same way, and callto: mostly. */
    private static String ofUri(String number) throws NotANumberException {
        int parameters = number.indexOf(';');
        if (parameters < 0) {
            return stripped(number.replace("%2B", "+").replace("%2b", "+").replace("%20", " "));
        }
        String names = number.substring(parameters).toLowerCase(Locale.ROOT);
        if (names.contains(";ext=") || names.contains(";isub=")) {
            throw extension();
        }
        throw new NotANumberException("a URI with parameters, expected the number with + and its country code alone");
    }

    // unlike strip, also no-break spaces, but no line breaks and tabs: they come between cells, not around numbers
    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static NotANumberException unexpected(int c, String bare, String text) {
        if (SCIENTIFIC.matcher(bare).matches()) {
            return new NotANumberException(
                    "in scientific notation, as spreadsheets write long numbers, its last digits are "
                            + "lost; expected digits: format the column as text");
        }
        if (EXTENSION.matcher(bare).find()) {
            return extension();
        }
        int at = text.codePointCount(0, text.indexOf(Character.toString(c))) + 1;
        return new NotANumberException(
                "holds " + name(c) + " at character " + at
                        + ", expected digits, single blanks, dots, dashes, slashes and brackets between them, and + only in front");
    }

    private static String name(int c) {
        String name = Character.getName(c);
        return name == null ? "an unassigned character" : name;
    }

    private static NotANumberException extension() {
        return new NotANumberException("has an extension, and an SMS cannot be sent to one");
    }
}
