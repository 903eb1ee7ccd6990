package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.ListRefusal;
import java.io.IOException;
import java.util.function.Predicate;

/** Reads the records of a text that may be a CSV; blank lines between them are passed over, but counted. Not thread-safe. */
final class CsvReader {

    static final int MAX_CELL_CHARACTERS = 64 * 1024;
    static final int MAX_CELL_LINES = 100;

    /** Of all cells of a record that goes over several lines. */
    static final int MAX_RECORD_CHARACTERS = 1024 * 1024;

    private final Utf8Lines lines;

    CsvReader(Utf8Lines lines) {
        this.lines = lines;
    }

    /**
     * The next record, or null behind the last.
     *
     * @throws IOException when it cannot be read, or its quotes are ambiguous; the message says where
     */
    CsvRecord next(char delimiter) throws IOException {
        return next(delimiter, Blanks::isBlank);
    }

    /** As {@link #next}, of a table: the rows of a spreadsheet whose cells are all empty are blank lines, too. */
    CsvRecord nextOfTable(char delimiter) throws IOException {
        return next(delimiter, CsvReader::isOfEmptyCells);
    }

    /** Whether another delimiter than that of the line makes a quote in it open a cell that goes on below. */
    static boolean mayOpenQuote(CsvRecord line) {
        return line.text().indexOf('"') >= 0
                && CsvParser.DELIMITERS
                        .chars()
                        .filter(c -> c != line.delimiter() && line.text().indexOf(c) >= 0)
                        .anyMatch(c -> opensQuote(line.text(), (char) c));
    }

    private static boolean opensQuote(String text, char delimiter) {
        try {
            return !new CsvParser(delimiter).add(text);
        } catch (IllegalArgumentException e) {
            // it is no delimiter then
            return false;
        }
    }

    private CsvRecord next(char delimiter, Predicate<String> isBlank) throws IOException {
        String line = lines.nextLine();
        while (line != null && isBlank.test(line)) {
            line = lines.nextLine();
        }
        return line == null ? null : record(line, delimiter);
    }

    private static boolean isOfEmptyCells(String line) {
        return line.chars().allMatch(c -> Blanks.isBlank((char) c) || CsvParser.DELIMITERS.indexOf(c) >= 0);
    }

    private CsvRecord record(String first, char delimiter) throws IOException {
        CsvParser parser = new CsvParser(delimiter);
        long position = lines.number();
        if (add(parser, delimiter == CsvParser.ANY_DELIMITER ? withoutIndent(first) : first)) {
            checkThatItsEndIsNotEscaped(first);
            return new CsvRecord(position, first, parser.cells(), parser.delimiter());
        }
        StringBuilder text = new StringBuilder(first);
        String opened = lines.place();
        int linesOfCell = 1;
        int cellStart = 0;
        while (true) {
            String end = lines.lineEnd();
            String line = lines.nextLine();
            if (line == null
                    || ++linesOfCell > MAX_CELL_LINES
                    || text.length() + line.length() - cellStart > MAX_CELL_CHARACTERS) {
                throw new ListRefusal(opened + ": a quote is opened, and not closed "
                        + (line == null
                                ? "before the end"
                                : "within " + MAX_CELL_LINES + " lines and " + MAX_CELL_CHARACTERS + " characters")
                        + ": expected its end, or no quote in front of the cell");
            }
            if (text.length() + line.length() > MAX_RECORD_CHARACTERS) {
                throw new ListRefusal(lines.place() + ": the record that began at line " + position + " is longer than "
                        + MAX_RECORD_CHARACTERS
                        + " characters: expected the end of a quote, or none in front of a cell");
            }
            parser.add(end);
            text.append(end).append(line);
            int closed = parser.closedCells();
            if (add(parser, line)) {
                return new CsvRecord(position, text.toString(), parser.cells(), parser.delimiter());
            }
            if (parser.closedCells() > closed) {
                opened = lines.place();
                linesOfCell = 1;
                cellStart = text.length();
            }
        }
    }

    /**
     * A line without the white space in front of it, which is no empty cell in front of a tab; where tabs are between the cells,
     * too, it may be one, and stays.
     */
    static String withoutIndent(String line) {
        String stripped = Blanks.strip(line);
        if (stripped.indexOf('\t') < 0) {
            return stripped;
        }
        long tabs = line.chars()
                .takeWhile(c -> Blanks.isBlank((char) c))
                .filter(c -> c == '\t')
                .count();
        return "\t".repeat((int) tabs) + stripped;
    }

    /** Databases write a line break within a cell so: what follows is no line of its own. */
    private void checkThatItsEndIsNotEscaped(String line) throws ListRefusal {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        if (backslashes % 2 == 1) {
            throw new ListRefusal(lines.place()
                    + ": a backslash escapes the end of the line: expected cells with line breaks in quotes");
        }
    }

    private boolean add(CsvParser parser, String line) throws IOException {
        try {
            return parser.add(line);
        } catch (IllegalArgumentException e) {
            throw new ListRefusal(lines.place() + ": " + e.getMessage(), e);
        }
    }
}
