package io.github.camelbulksms.internal.recipient.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first few different cells of each column: enough to know those that are labels again. Not thread-safe. */
final class RepeatedCells {

    private static final int MAX_COLUMNS = 64;
    private static final int MAX_DIFFERENT = 16;
    private static final int MAX_CHARACTERS = 40;

    private final List<Set<String>> columns = new ArrayList<>();

    void add(List<String> cells) {
        for (int column = 0; column < Math.min(cells.size(), MAX_COLUMNS); column++) {
            if (column == columns.size()) {
                columns.add(new HashSet<>());
            }
            Set<String> seen = columns.get(column);
            String cell = cells.get(column);
            if (seen.size() < MAX_DIFFERENT && !cell.isEmpty() && cell.length() <= MAX_CHARACTERS) {
                seen.add(cell);
            }
        }
    }

    boolean contains(int column, String cell) {
        return column < columns.size() && columns.get(column).contains(cell);
    }
}
