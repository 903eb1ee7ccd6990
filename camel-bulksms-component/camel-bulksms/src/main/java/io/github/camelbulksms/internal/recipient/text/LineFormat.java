package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.Columns;
import java.util.List;

/**
 * How the lines of a list are to be read.
 *
 * @param separatorLine the line {@code sep=} above the list, or null
 * @param header the header line as it stood there, or null
 * @param names the cells of the header line; empty without one
 * @param delimiter between cells; {@link CsvParser#ANY_DELIMITER} when each line shows it
 * @param maxCells that a line has: as many as the header line, or the first
 * @param isSecondCellSessionId whether it is one whatever it looks like, because an option or the header line says so
 */
record LineFormat(
        String separatorLine,
        String header,
        List<String> names,
        char delimiter,
        Columns columns,
        int maxCells,
        boolean isSecondCellSessionId) {

    /** Lines {@code phone} or {@code phone,sessionId}. */
    static final LineFormat RECIPIENTS =
            new LineFormat(null, null, List.of(), CsvParser.ANY_DELIMITER, Columns.PHONE_AND_SESSION_ID, 2, false);

    /**
     * Lines, or elements that are lines, whose columns an option tells by their numbers; how many there are it does not tell.
     *
     * @param cells of the first line: no other may have more, unless the number is in front of all
     */
    static LineFormat byPlace(String separatorLine, char delimiter, ColumnFinder finder, int cells) {
        Columns columns = finder.withoutNames();
        return new LineFormat(
                separatorLine,
                null,
                List.of(),
                delimiter,
                columns,
                columns.phone() == 0 ? Integer.MAX_VALUE : cells,
                finder.knowsSessionId());
    }

    /** No byte is like it. */
    private static final char NO_DELIMITER = Character.MAX_VALUE;

    /** The same below a line {@code sep=}, or null, that names the delimiter. */
    LineFormat below(String separatorLine, char delimiter) {
        return new LineFormat(separatorLine, header, names, delimiter, columns, maxCells, isSecondCellSessionId);
    }

    /** The same with a header line that nobody wrote, or null. */
    LineFormat withHeader(String header) {
        return new LineFormat(separatorLine, header, names, delimiter, columns, maxCells, isSecondCellSessionId);
    }

    /** Whether lines have cells of which the number is one. */
    boolean isTable() {
        return hasHeader() ? names.size() > 1 : !columns.equals(Columns.PHONE_AND_SESSION_ID);
    }

    boolean hasHeader() {
        return header != null;
    }

    /** What stood above the first recipient, or null. */
    String start() {
        if (separatorLine == null || header == null) {
            return header == null ? separatorLine : header;
        }
        return separatorLine + "\n" + header;
    }

    /** Whether a line {@code digits} or {@code digits,sessionId} means just that, so that {@link PlainLine} may read it. */
    boolean allowsPlainLines() {
        return columns.phone() == 0 && (hasHeader() ? isOfPhoneAndSessionId() : columns.sessionId() == 1);
    }

    /** What stands between the cells of plain lines. */
    char delimiterOfPlainLines() {
        return hasHeader() && names.size() == 1 ? NO_DELIMITER : delimiter;
    }

    private boolean isOfPhoneAndSessionId() {
        return names.size() == 1 || names.size() == 2 && columns.sessionId() == 1;
    }
}
