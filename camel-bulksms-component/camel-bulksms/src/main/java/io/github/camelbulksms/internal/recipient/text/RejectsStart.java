package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What has to stand above the rejects of a list, so that they are read as they were when they are a list of their own. A list with counted
 * columns and without a header line is read by its first line, and that is now a reject, whose delimiter and looks may be others.
 * Not thread-safe.
 */
final class RejectsStart {

    private static final String PHONE = "phone";

    private final ListStart start;
    private final ColumnFinder finder;
    private CsvRecord first;
    private boolean delimiterIsKnown;
    private boolean needsSeparator;

    RejectsStart(ListStart start, ColumnFinder finder) {
        this.start = start;
        this.finder = finder;
    }

    /** Takes the next reject. */
    void add(LineFormat format, CsvRecord reject) {
        if (format.hasHeader() || !finder.knowsPlaces()) {
            return;
        }
        first = first == null ? reject : first;
        if (!delimiterIsKnown) {
            lookAtDelimiter(format, reject);
        }
    }

    /** What stands above them, or null. */
    String above(LineFormat format) {
        if (first == null) {
            return format.start();
        }
        String separator = format.separatorLine();
        if (separator == null && needsSeparator && format.delimiter() != CsvParser.ANY_DELIMITER) {
            separator = ListStart.SEPARATOR + format.delimiter();
        }
        String header = isReadAsHeader() ? madeUpHeader(format) : null;
        return format.below(separator, format.delimiter()).withHeader(header).start();
    }

    private void lookAtDelimiter(LineFormat format, CsvRecord reject) {
        CsvParser parser = new CsvParser(CsvParser.ANY_DELIMITER);
        try {
            boolean isWhole = parser.add(CsvReader.withoutIndent(reject.text()));
            delimiterIsKnown = parser.delimiter() != CsvParser.ANY_DELIMITER;
            needsSeparator = !isWhole
                    || delimiterIsKnown && parser.delimiter() != format.delimiter()
                    || !parser.cells().equals(reject.cells());
        } catch (IllegalArgumentException e) {
            needsSeparator = true;
        }
        delimiterIsKnown |= needsSeparator;
    }

    private boolean isReadAsHeader() {
        try {
            return start.headerByPlace(null, first).isPresent();
        } catch (IllegalArgumentException e) {
            // too few columns: the list is refused, and all of it rejected
            return false;
        }
    }

    private String madeUpHeader(LineFormat format) {
        int phone = format.columns().phone();
        char delimiter = format.delimiter() == CsvParser.ANY_DELIMITER ? ',' : format.delimiter();
        return IntStream.rangeClosed(0, Math.max(phone, format.columns().sessionId()))
                .mapToObj(column -> column == phone ? PHONE : "column " + (column + 1))
                .collect(Collectors.joining(Character.toString(delimiter)));
    }
}
