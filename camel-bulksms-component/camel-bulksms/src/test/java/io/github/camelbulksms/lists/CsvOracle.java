package io.github.camelbulksms.lists;

import java.util.ArrayList;
import java.util.List;

/**
 * RFC 4180, character by character: a quote opens a quoted cell only as its first character but blanks, a quoted cell may have line
 * breaks, and a quote that never closes ends the list at the record that it is in. Lines end with CR, LF or both.
 */
final class CsvOracle {

    /** A cell that is neither quoted nor unquoted: there is something behind its closing quote. */
    static final String MALFORMED = "\u0001malformed";

    private final String text;
    private final char delimiter;
    private final List<List<String>> records = new ArrayList<>();
    private List<String> record = new ArrayList<>();
    private int at;

    private CsvOracle(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    static List<List<String>> records(String text, char delimiter) {
        CsvOracle csv = new CsvOracle(text, delimiter);
        while (csv.at < text.length() && csv.cell()) {
            csv.separator();
        }
        if (!csv.record.isEmpty()) {
            csv.records.add(csv.record);
        }
        return csv.records;
    }

    /** Takes a cell; false when its quote never closes, and its record is then forgotten. */
    private boolean cell() {
        int start = at;
        // a byte order mark in front of a quote, where files were joined, is not seen, and no part of the cell; nor are
        // blanks
        while (start < text.length() - 1 && mayStandInFrontOfQuote(text.charAt(start))) {
            start++;
        }
        boolean quoted = text.charAt(start) == '"';
        StringBuilder cell = new StringBuilder();
        if (quoted) {
            at = start + 1;
            while (true) {
                int end = text.indexOf('"', at);
                if (end < 0) {
                    record = new ArrayList<>();
                    return false;
                }
                cell.append(text, at, end);
                at = end + 1;
                if (at >= text.length() || text.charAt(at) != '"') {
                    break;
                }
                cell.append('"');
                at++;
            }
        }
        int end = at;
        while (end < text.length() && text.charAt(end) != delimiter && !isLineEnd(text.charAt(end))) {
            end++;
        }
        String rest = text.substring(at, end);
        at = end;
        if (!quoted
                && end < text.length()
                && isLineEnd(text.charAt(end))
                && rest.matches("(?s)(?:.*[^\\\\])?(?:\\\\\\\\)*\\\\")) {
            // MySQL's way to break a line within a cell: nobody behind it is known to be a line
            record = new ArrayList<>();
            at = text.length();
            return false;
        }
        if (!quoted) {
            record.add(rest);
        } else {
            record.add(isBlank(rest) ? cell.toString() : MALFORMED);
        }
        return true;
    }

    private boolean mayStandInFrontOfQuote(char c) {
        return c != delimiter && !isLineEnd(c) && isBlank(c);
    }

    private void separator() {
        if (at >= text.length()) {
            return;
        }
        char separator = text.charAt(at++);
        if (separator == delimiter) {
            if (at >= text.length() || isLineEnd(text.charAt(at))) {
                record.add("");
                if (at < text.length()) {
                    at++;
                    endOfRecord(text.charAt(at - 1));
                }
            }
            return;
        }
        endOfRecord(separator);
    }

    private void endOfRecord(char lineEnd) {
        if (lineEnd == '\r' && at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        records.add(record);
        record = new ArrayList<>();
    }

    // a byte order mark in the middle, where files were joined
    private static boolean isBlank(String text) {
        return text.codePoints().allMatch(CsvOracle::isBlank);
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }
}
