package io.github.camelbulksms.lists;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A list made up from a seed.
 *
 * @param carrier what brings it: file, path, text, header, stream, bytes or elements
 * @param text what it says, null of elements
 * @param elements null of a text
 * @param charset of its bytes
 * @param must who must be sent to: known only of clean lists
 */
record RandomList(
        String carrier, String text, List<Object> elements, Charset charset, Reading reading, Set<String> must) {

    private static final String NOISE = "\"',;\t|:\n\r+0123456789 ()-./=aP\uFEFF\u00A0\u0660\0";

    static RandomList of(long seed, long number) {
        // lists of two seeds are not the same ones at other places; Random scrambles close seeds poorly
        Random random = new Random((seed * 1_000_000_007 + number) * 0x9E3779B97F4A7C15L ^ 0x5DEECE66DL);
        RandomNumbers numbers = new RandomNumbers(random);
        if (random.nextInt(6) == 0) {
            return clean(random, numbers);
        }
        Reading reading = reading(random, numbers);
        if (random.nextInt(10) == 0) {
            return new RandomList("elements", null, elements(random, numbers), null, reading, Set.of());
        }
        String text = random.nextInt(12) == 0 ? json(random, numbers) : new RandomTables(random, numbers).any();
        if (random.nextInt(5) == 0) {
            text = withNoise(text, random);
        }
        if (random.nextInt(4) == 0) {
            text = text.strip();
        }
        text = random.nextInt(5) == 0 ? text.replace("\n", random.nextBoolean() ? "\r\n" : "\r") : text;
        String carrier = pick(random, "file", "file", "file", "file", "path", "text", "header", "stream", "bytes");
        return dressed(carrier, text, reading, Set.of(), random);
    }

    private static RandomList dressed(String carrier, String text, Reading reading, Set<String> must, Random random) {
        boolean chars = carrier.equals("text") || carrier.equals("header");
        boolean utf16 = !chars && random.nextInt(8) == 0;
        boolean mark = utf16 || !chars && random.nextInt(8) == 0;
        Charset charset = utf16
                ? random.nextBoolean() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE
                : StandardCharsets.UTF_8;
        return new RandomList(carrier, (mark ? "\uFEFF" : "") + text, null, charset, reading, must);
    }

    /** What everybody would take for a good list. */
    private static RandomList clean(Random random, RandomNumbers numbers) {
        String delimiter = pick(random, ",", ";", "\t", "|");
        int columns = random.nextInt(4);
        int phone = columns == 0 ? 0 : random.nextInt(columns);
        List<String> words = HeaderWords.all().stream()
                .filter(word -> word.kind().equals("mobile") || word.kind().equals("phone"))
                .map(HeaderWords.Word::name)
                .toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            String header =
                    i == phone ? words.get(random.nextInt(words.size())) : pick(random, "id", "name", "Fax", "x");
            text.append(i == 0 ? "" : delimiter).append(header);
        }
        text.append(columns == 0 ? "" : "\n");
        Set<String> must = new LinkedHashSet<>();
        for (int row = 0, rows = 1 + random.nextInt(8); row < rows; row++) {
            String digits = numbers.digits();
            for (int i = 0; i < Math.max(1, columns); i++) {
                String other = pick(random, "Ana", "", numbers.digits(), "2026-11-24");
                text.append(i == 0 ? "" : delimiter).append(i == phone ? "+" + digits : other);
            }
            must.add(digits);
            text.append('\n');
        }
        String ends = text.toString().replace("\n", pick(random, "\n", "\n", "\r\n", "\r"));
        String carrier = pick(random, "file", "file", "path", "text", "stream", "bytes");
        return dressed(carrier, ends, Reading.PLAIN, must, random);
    }

    private static Reading reading(Random random, RandomNumbers numbers) {
        String region = random.nextInt(5) < 2 ? pick(random, RandomNumbers.REGIONS.toArray(String[]::new)) : null;
        String check = region == null ? pick(random, "safe", "safe", "safe", "shape", "possible", "valid") : "safe";
        String bare = region == null ? null : pick(random, null, null, "national", "international");
        String column = random.nextInt(8) > 0
                ? null
                : pick(
                        random,
                        "1",
                        "2",
                        "3",
                        "phone",
                        "id",
                        "name",
                        "Phone 1 - Value",
                        HeaderWords.all()
                                .get(random.nextInt(HeaderWords.all().size()))
                                .name());
        String sessionId = column == null && random.nextInt(20) == 0 ? "2" : null;
        return new Reading(region, check, bare, column, sessionId, random.nextInt(4) > 0 ? "100%" : null);
    }

    private static List<Object> elements(Random random, RandomNumbers numbers) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0, size = 1 + random.nextInt(6); i < size; i++) {
            elements.add(
                    switch (random.nextInt(13)) {
                        case 0 -> null;
                        case 1 -> "";
                        case 2 -> numbers.something();
                        case 3 -> Double.parseDouble(numbers.digits()) + pick(random, 0.0, 0.25);
                        case 4 -> new BigDecimal(numbers.digits() + pick(random, "", ".0", ".25"));
                        case 5 -> pick(random, Double.NaN, Double.POSITIVE_INFINITY, -381601234567.0, -381601234567L);
                        case 6 -> numbers.spelled() + "," + pick(random, "a-1", numbers.digits());
                        case 7 -> row(random, numbers);
                        case 8 -> List.of(numbers.spelled(), pick(random, "a-1", numbers.digits()));
                        case 9 -> random.nextInt();
                        default -> random.nextBoolean() ? numbers.spelled() : (Object) Long.valueOf(numbers.digits());
                    });
        }
        return elements;
    }

    private static Map<String, Object> row(Random random, RandomNumbers numbers) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ID", Long.valueOf(numbers.digits()));
        for (int i = 0; i < 2; i++) {
            String word = HeaderWords.all()
                    .get(random.nextInt(HeaderWords.all().size()))
                    .name();
            row.put(pick(random, word, "phone", "PHONE_NUMBER", "name"), numbers.spelled());
        }
        return row;
    }

    private static String json(Random random, RandomNumbers numbers) {
        List<String> items = new ArrayList<>();
        for (int i = 0, size = 1 + random.nextInt(4); i < size; i++) {
            String number = numbers.spelled().replace("\"", "\\\"");
            items.add(
                    switch (random.nextInt(4)) {
                        case 0 -> '"' + number + '"';
                        case 1 -> numbers.digits();
                        case 2 -> "{\"phone\":\"%s\",\"id\":%s}".formatted(number, numbers.digits());
                        default -> "{\"id\":%s,\"number\":\"%s\"}".formatted(numbers.digits(), number);
                    });
        }
        return "[" + String.join(pick(random, ",", ", ", ",\n"), items) + pick(random, "]", "]", "]\n", "");
    }

    private static String withNoise(String text, Random random) {
        StringBuilder noisy = new StringBuilder(text);
        for (int i = 0, slips = 1 + random.nextInt(3); i < slips && !noisy.isEmpty(); i++) {
            int at = random.nextInt(noisy.length());
            char noise = NOISE.charAt(random.nextInt(NOISE.length()));
            switch (random.nextInt(3)) {
                case 0 -> noisy.deleteCharAt(at);
                case 1 -> noisy.insert(at, noise);
                default -> noisy.setCharAt(at, noise);
            }
        }
        return noisy.toString();
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... things) {
        return things[random.nextInt(things.length)];
    }

    byte[] bytes() {
        ByteBuffer bytes = charset.encode(text);
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        return all;
    }

    /** Who may be sent to. */
    Set<String> may() {
        return switch (carrier) {
            case "elements" -> ElementOracle.of(elements, reading);
            case "text", "header" -> ListOracle.ofHeader(text, reading);
            default -> ListOracle.ofFile(text, reading);
        };
    }
}
