package io.github.camelbulksms.internal.recipient.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of a CSV (RFC 4180) with comma, semicolon or tab; white space around cells is dropped, a cell ends on its line. */
public final class CsvLine {

    private CsvLine() {}

    /** The line with these cells, null for an empty one, and commas between them. */
    public static String of(List<String> cells) {
        return cells.stream().map(cell -> cell == null ? "" : quoted(cell)).collect(Collectors.joining(","));
    }

    /** The cells; what separates them is whichever of comma, semicolon and tab comes first outside of quotes. */
    static List<String> split(String line) {
        return split(line, delimiterOf(line));
    }

    /**
     * @throws IllegalArgumentException when a quote is not closed, or something follows a closed one
     */
    static List<String> split(String line, char delimiter) {
        List<String> cells = new ArrayList<>(4);
        int start = 0;
        while (start <= line.length()) {
            int open = skipBlanks(line, start, delimiter);
            if (open < line.length() && line.charAt(open) == '"') {
                StringBuilder cell = new StringBuilder();
                start = endOfCell(line, unquote(line, open, cell), delimiter) + 1;
                cells.add(cell.toString().strip());
            } else {
                int end = line.indexOf(delimiter, start);
                end = end < 0 ? line.length() : end;
                cells.add(line.substring(start, end).strip());
                start = end + 1;
            }
        }
        return cells;
    }

    static char delimiterOf(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == ',' || c == ';' || c == '\t')) {
                return c;
            }
        }
        return ',';
    }

    /** The cell in quotes where it would not be read back as it is. */
    public static String quoted(String cell) {
        boolean plain =
                cell.chars().noneMatch(c -> c == ',' || c == ';' || c == '\t' || c == '"') && cell.equals(cell.strip());
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static int skipBlanks(String line, int start, char delimiter) {
        int i = start;
        while (i < line.length() && line.charAt(i) != delimiter && Character.isWhitespace(line.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Reads a cell in quotes and returns where what follows its closing quote starts. */
    private static int unquote(String line, int open, StringBuilder cell) {
        int from = open + 1;
        while (true) {
            int quote = line.indexOf('"', from);
            if (quote < 0) {
                throw new IllegalArgumentException("a quote is not closed: expected its end on the same line");
            }
            cell.append(line, from, quote);
            if (quote + 1 == line.length() || line.charAt(quote + 1) != '"') {
                return quote + 1;
            }
            cell.append('"');
            from = quote + 2;
        }
    }

    private static int endOfCell(String line, int behindQuote, char delimiter) {
        int end = skipBlanks(line, behindQuote, delimiter);
        if (end < line.length() && line.charAt(end) != delimiter) {
            throw new IllegalArgumentException(
                    "something follows a closing quote: expected the end of the line or of the cell");
        }
        return end;
    }
}
