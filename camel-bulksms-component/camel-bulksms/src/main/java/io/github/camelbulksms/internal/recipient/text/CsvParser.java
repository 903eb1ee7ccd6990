package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.NumberLook;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one record of a CSV (RFC 4180) into cells. A quote opens a cell only at its start, and what it holds may go over several
 * lines; white space around cells is dropped. Not thread-safe.
 */
final class CsvParser {

    /** Whichever of comma, semicolon, tab and pipe comes first. */
    static final char ANY_DELIMITER = 0;

    static final String DELIMITERS = ",;\t|";

    private enum State {
        START,
        PLAIN,
        QUOTED,
        /** Behind a quote in a quoted cell: its end, or the first half of a quote that it holds. */
        QUOTE,
        CLOSED
    }

    private final List<String> cells = new ArrayList<>(4);
    private final StringBuilder cell = new StringBuilder();
    private char delimiter;
    private String delimiters = DELIMITERS;
    private State state = State.START;

    CsvParser(char delimiter) {
        this.delimiter = delimiter;
    }

    /**
     * The cells of a text that is a record as a whole.
     *
     * @throws IllegalArgumentException when a quote is not closed, or something follows a closed one
     */
    static List<String> cells(String text, char delimiter) {
        CsvParser parser = new CsvParser(delimiter);
        if (!parser.add(text)) {
            throw new IllegalArgumentException("a quote is not closed: expected its end, or another quote beside it");
        }
        return parser.cells();
    }

    /**
     * Goes on with the next line, or the next piece of it.
     *
     * @return whether the record can end here: no quote is open
     * @throws IllegalArgumentException when something follows a closed quote
     */
    boolean add(String line) {
        if (cells.isEmpty() && state == State.START && NumberLook.isTelUri(line.strip())) {
            // a semicolon is part of the URI
            delimiters = DELIMITERS.replace(";", "");
        }
        for (int i = 0; i < line.length(); i++) {
            add(line.charAt(i));
        }
        return state != State.QUOTED;
    }

    /** The cells, once the record has ended. */
    List<String> cells() {
        endCell();
        return cells;
    }

    /** How many cells have ended so far. */
    int closedCells() {
        return cells.size();
    }

    /** What stands between the cells; {@link #ANY_DELIMITER} when there was only one. */
    char delimiter() {
        return delimiter;
    }

    private void add(char c) {
        switch (state) {
            case START -> {
                if (isDelimiter(c)) {
                    endCell();
                } else if (c == '"') {
                    cell.setLength(0);
                    state = State.QUOTED;
                } else {
                    cell.append(c);
                    state = isBlank(c) ? State.START : State.PLAIN;
                }
            }
            case PLAIN -> {
                if (isDelimiter(c)) {
                    endCell();
                } else {
                    cell.append(c);
                }
            }
            case QUOTED -> {
                if (c == '"') {
                    state = State.QUOTE;
                } else {
                    cell.append(c);
                }
            }
            case QUOTE -> {
                if (c == '"') {
                    cell.append(c);
                    state = State.QUOTED;
                } else {
                    state = State.CLOSED;
                    add(c);
                }
            }
            case CLOSED -> {
                if (isDelimiter(c)) {
                    endCell();
                } else if (!isBlank(c)) {
                    throw new IllegalArgumentException(
                            "something follows a closing quote: expected the end of the cell;"
                                    + " a quote inside of a quoted cell is written twice");
                }
            }
        }
    }

    private boolean isDelimiter(char c) {
        if (delimiter != ANY_DELIMITER) {
            return c == delimiter;
        }
        if (delimiters.indexOf(c) < 0) {
            return false;
        }
        delimiter = c;
        return true;
    }

    private void endCell() {
        cells.add(Blanks.strip(cell.toString()));
        cell.setLength(0);
        state = State.START;
    }

    // a byte order mark in the middle too, where files were joined
    private static boolean isBlank(char c) {
        return Blanks.isBlank(c);
    }
}
