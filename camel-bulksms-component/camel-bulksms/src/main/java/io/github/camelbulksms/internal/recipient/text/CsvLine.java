package io.github.camelbulksms.internal.recipient.text;

import java.util.List;
import java.util.stream.Collectors;

/** Writes lines of a CSV (RFC 4180) that are read back as they were. */
public final class CsvLine {

    private static final String NEEDS_QUOTES = "\"\r\n" + CsvParser.DELIMITERS;

    private CsvLine() {}

    /** The line with these cells, null for an empty one, and commas between them. */
    public static String of(List<String> cells) {
        return cells.stream().map(cell -> cell == null ? "" : quoted(cell)).collect(Collectors.joining(","));
    }

    /** The cell in quotes where it would not be read back as it is. */
    public static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0) && cell.equals(Blanks.strip(cell));
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
