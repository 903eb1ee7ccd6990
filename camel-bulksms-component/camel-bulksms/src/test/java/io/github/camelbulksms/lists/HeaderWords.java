package io.github.camelbulksms.lists;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The dictionary of header names, read as its first lines say. */
final class HeaderWords {

    /** A line of the dictionary. */
    record Word(String kind, String name, String source) {}

    private static final String FOLDER = "/io/github/camelbulksms/internal/recipient/column/";
    private static final List<String> RANKS = List.of("mobile", "phone", "recipient");

    private static final List<Word> WORDS = words();
    private static final Map<String, String> KINDS = new HashMap<>();
    private static final Set<String> SESSION_IDS = new HashSet<>();

    static {
        WORDS.forEach(word -> KINDS.put(normal(word.name()), word.kind()));
        lines("session-id-columns.txt").forEach(line -> SESSION_IDS.add(normal(line.split("\\|")[0])));
    }

    private HeaderWords() {}

    static List<Word> all() {
        return WORDS;
    }

    private static List<Word> words() {
        return lines("phone-columns.txt").stream()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(fields -> new Word(fields.get(0), fields.get(1), fields.get(2)))
                .toList();
    }

    static List<String> lines(String name) {
        try (InputStream file = HeaderWords.class.getResourceAsStream(FOLDER + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replace('ı', 'i')
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ø', 'o')
                .replace("ß", "ss")
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    static String kind(String cell) {
        return KINDS.getOrDefault(normal(cell), "");
    }

    static boolean isSessionId(String cell) {
        return SESSION_IDS.contains(normal(cell));
    }

    /** Whether a cell of it is in the dictionary. */
    static boolean known(List<String> cells) {
        return cells.stream().anyMatch(cell -> !kind(cell).isEmpty());
    }

    /** Whether a cell of it is a word that a header line in the middle of a list is known by. */
    static boolean namesAPhone(List<String> cells) {
        return cells.stream().anyMatch(cell -> RANKS.contains(kind(cell)));
    }

    /** The column that a header line, or the keys of a row, name by themselves. */
    static OptionalInt column(List<String> cells) {
        for (String rank : RANKS) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                if (kind(cells.get(i)).equals(rank)) {
                    found.add(i);
                }
            }
            if (!found.isEmpty()) {
                return found.size() == 1 ? OptionalInt.of(found.get(0)) : OptionalInt.empty();
            }
        }
        List<String> others = cells.stream()
                .filter(cell -> !isSessionId(cell))
                .filter(cell -> !cell.isBlank())
                .toList();
        return others.size() == 1 && kind(others.get(0)).equals("alone")
                ? OptionalInt.of(cells.indexOf(others.get(0)))
                : OptionalInt.empty();
    }

    /** The column of that name, when there is just one. */
    static OptionalInt named(List<String> cells, String name) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (normal(cells.get(i)).equals(normal(name))) {
                found.add(i);
            }
        }
        return found.size() == 1 ? OptionalInt.of(found.get(0)) : OptionalInt.empty();
    }
}
