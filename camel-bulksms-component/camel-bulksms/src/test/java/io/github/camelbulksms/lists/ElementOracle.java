package io.github.camelbulksms.lists;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Who may be sent to of a list that is elements: strings, numbers, rows. Each is one recipient, or nobody. */
final class ElementOracle {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ElementOracle() {}

    static Set<String> of(Iterable<?> elements, Reading reading) {
        Set<String> numbers = new LinkedHashSet<>();
        elements.forEach(element -> numbers.addAll(one(element, reading)));
        return numbers;
    }

    /** An array of strings, numbers or objects, or one object. */
    static Set<String> ofJson(String text, Reading reading) {
        try {
            Object value = JSON.readValue(text, Object.class);
            return value instanceof List<?> elements ? of(elements, reading) : of(List.of(value), reading);
        } catch (JsonProcessingException e) {
            return Set.of();
        }
    }

    private static Set<String> one(Object element, Reading reading) {
        if (element instanceof Map<?, ?> row) {
            return row(row, reading);
        }
        if (element instanceof List<?> cells) {
            return cells(cells, reading);
        }
        if (element instanceof String line) {
            return line(line, reading);
        }
        return number(element, reading);
    }

    /** The first delimiter is the line's; behind a tel: only a comma can be one. */
    private static Set<String> line(String line, Reading reading) {
        boolean isUri = line.startsWith("tel:");
        String separator = Pattern.compile(isUri ? "," : "[,;\t|]")
                .matcher(line)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse(line.contains(":") && !isUri ? ":" : ",");
        List<String> cells = new ArrayList<>(List.of(line.split(Pattern.quote(separator), -1)));
        while (cells.size() > 1 && cells.get(cells.size() - 1).isBlank() && !separator.equals(":")) {
            cells.remove(cells.size() - 1);
        }
        return cells(cells, reading);
    }

    private static Set<String> row(Map<?, ?> row, Reading reading) {
        List<String> keys = row.keySet().stream().map(String::valueOf).toList();
        OptionalInt column = reading.phoneColumn() == null
                ? HeaderWords.column(keys)
                : HeaderWords.named(keys, reading.phoneColumn());
        if (column.isEmpty()) {
            return Set.of();
        }
        List<Object> values = new ArrayList<>(row.values());
        Set<String> numbers = number(values.get(column.getAsInt()), reading);
        List<String> cells = values.stream()
                .map(value -> value instanceof Map || value instanceof List || value == null ? "" : value.toString())
                .toList();
        return CompanionOracle.speaksAgainst(keys, column.getAsInt(), cells, numbers) ? Set.of() : numbers;
    }

    private static Set<String> cells(List<?> cells, Reading reading) {
        String column = reading.phoneColumn();
        if (column != null) {
            int index = column.matches("[0-9]+") ? Integer.parseInt(column) - 1 : cells.size();
            return index < cells.size() ? number(cells.get(index), reading) : Set.of();
        }
        boolean sessionId = cells.size() == 2
                && ("2".equals(reading.sessionIdColumn())
                        || number(cells.get(1), reading).isEmpty()
                                && !String.valueOf(cells.get(1)).strip().matches("\\+?[0-9]{7,15}"));
        return cells.size() == 1 || sessionId ? number(cells.get(0), reading) : Set.of();
    }

    private static Set<String> number(Object value, Reading reading) {
        if (value instanceof String text) {
            return NumberOracle.read(text, reading);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            return NumberOracle.read(value.toString(), reading);
        }
        if (value instanceof Double whole && whole == Math.rint(whole) && Math.abs(whole) < 1e15) {
            return NumberOracle.read(Long.toString(whole.longValue()), reading);
        }
        if (value instanceof BigDecimal decimal
                && decimal.stripTrailingZeros().scale() <= 0
                && decimal.precision() < 20) {
            return NumberOracle.read(decimal.toBigInteger().toString(), reading);
        }
        return Set.of();
    }
}
