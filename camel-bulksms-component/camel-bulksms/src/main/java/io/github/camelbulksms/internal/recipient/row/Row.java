package io.github.camelbulksms.internal.recipient.row;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Values of one recipient.
 *
 * @param names of the columns; empty when the values go by their places
 * @param values each may be null
 */
public record Row(List<String> names, List<Object> values) {

    /** The row that an object is, if it can be one. */
    public static Optional<Row> of(Object element) {
        if (element instanceof Map<?, ?> map) {
            return Optional.of(ofMap(map));
        }
        if (element instanceof JsonNode json) {
            return ofJson(json);
        }
        if (element instanceof List<?> list) {
            return Optional.of(new Row(List.of(), new ArrayList<>(list)));
        }
        if (element.getClass().isArray()) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < Array.getLength(element); i++) {
                values.add(Array.get(element, i));
            }
            return Optional.of(new Row(List.of(), values));
        }
        return BeanShape.of(element.getClass()).map(shape -> shape.row(element));
    }

    /** The value at a place; null when there are not so many. */
    public Object value(int index) {
        return index >= 0 && index < values.size() ? values.get(index) : null;
    }

    /** How many values there are, without missing ones at the end. */
    public int width() {
        int width = values.size();
        while (width > 0 && (values.get(width - 1) == null || "".equals(values.get(width - 1)))) {
            width--;
        }
        return width;
    }

    /** The values of a row without names that are texts; empty when it has names, or other values. */
    public List<String> cells() {
        boolean areTexts = names.isEmpty()
                && values.stream()
                        .allMatch(value ->
                                value instanceof CharSequence || value instanceof JsonNode json && json.isTextual());
        return areTexts ? values.stream().map(CellText::of).toList() : List.of();
    }

    /** Whether one of the values is a list of rows with phones of their own. */
    public boolean holdsRecipients(ColumnFinder finder) {
        return !names.isEmpty()
                && values.stream().flatMap(Row::elements).anyMatch(element -> isRecipient(element, finder));
    }

    private static Stream<?> elements(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.stream();
        }
        if (value instanceof Object[] array) {
            return Arrays.stream(array);
        }
        return value instanceof JsonNode json && json.isArray()
                ? StreamSupport.stream(json.spliterator(), false)
                : Stream.empty();
    }

    private static boolean isRecipient(Object element, ColumnFinder finder) {
        try {
            return element != null
                    && Row.of(element)
                            .filter(row -> !row.names().isEmpty())
                            .flatMap(row -> finder.find(row.names()))
                            .isPresent();
        } catch (IllegalArgumentException e) {
            // two phones to choose from, or one that cannot be read
            return true;
        }
    }

    private static Row ofMap(Map<?, ?> map) {
        List<String> names = new ArrayList<>(map.size());
        List<Object> values = new ArrayList<>(map.size());
        map.forEach((key, value) -> {
            names.add(String.valueOf(key));
            values.add(value);
        });
        return new Row(names, values);
    }

    private static Optional<Row> ofJson(JsonNode json) {
        if (json.isArray()) {
            List<Object> values = new ArrayList<>();
            json.forEach(values::add);
            return Optional.of(new Row(List.of(), values));
        }
        if (!json.isObject()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        json.fields().forEachRemaining(field -> {
            names.add(field.getKey());
            values.add(field.getValue());
        });
        return Optional.of(new Row(names, values));
    }
}
