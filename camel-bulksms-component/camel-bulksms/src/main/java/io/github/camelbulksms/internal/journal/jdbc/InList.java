package io.github.camelbulksms.internal.journal.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What stands behind {@code IN}: rows of values, the last of them repeated until there are 1, 2, 4, 8 of them and so on. So there are few
 * different statements, and what a database has planned it need not plan again.
 *
 * @param marks with the brackets
 */
record InList(String marks, Object[] values) {

    /**
     * @param rows one or more, each as long as the others
     */
    static InList ofRows(List<Object[]> rows) {
        int columns = rows.get(0).length;
        int size = 1;
        while (size < rows.size()) {
            size *= 2;
        }
        List<Object> values = new ArrayList<>(size * columns);
        for (int i = 0; i < size; i++) {
            values.addAll(List.of(rows.get(Math.min(i, rows.size() - 1))));
        }
        String row = columns == 1 ? "?" : marks(columns, "?");
        return new InList(marks(size, row), values.toArray());
    }

    static InList of(List<?> values) {
        return ofRows(values.stream().map(value -> new Object[] {value}).toList());
    }

    private static String marks(int number, String mark) {
        return "(" + String.join(", ", Collections.nCopies(number, mark)) + ")";
    }
}
