package io.github.camelbulksms.internal.recipient.text;

import java.util.List;

/**
 * A line of a list, or several when a quoted cell goes over them.
 *
 * @param position the number of its first line
 * @param text as it stood there
 * @param delimiter what stands between its cells; {@link CsvParser#ANY_DELIMITER} when there is only one
 */
record CsvRecord(long position, String text, List<String> cells, char delimiter) {

    /** The cell, or nothing when there are not so many. */
    String cell(int index) {
        return index >= 0 && index < cells.size() ? cells.get(index) : "";
    }

    /** How many cells there are, without blank ones at the end. */
    int width() {
        int width = cells.size();
        while (width > 0 && cells.get(width - 1).isEmpty()) {
            width--;
        }
        return width;
    }
}
