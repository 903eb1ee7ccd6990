package io.github.camelbulksms.internal.recipient.column;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The names of columns as tools and languages write them, from resource files. Immutable. */
final class ColumnDictionary {

    /** In the file of companions: behind the name of the number's own column. */
    private static final String SUFFIX = "*";

    private static final ColumnDictionary SHARED = new ColumnDictionary();

    private final Map<String, ColumnKind> kinds = new HashMap<>();
    private final Set<String> sessionIds = new HashSet<>();
    private final Map<String, Companion.Kind> companions = new HashMap<>();

    private ColumnDictionary() {
        read("phone-columns.txt", cells -> kinds.put(normalised(cells[1]), kind(cells[0])));
        read("session-id-columns.txt", cells -> sessionIds.add(normalised(cells[0])));
        read(
                "companion-columns.txt",
                cells -> companions.put(
                        (cells[1].startsWith(SUFFIX) ? SUFFIX : "") + normalised(cells[1]),
                        Companion.Kind.valueOf(cells[0].toUpperCase(Locale.ROOT))));
    }

    static ColumnDictionary shared() {
        return SHARED;
    }

    /** What a column of that name holds, if it is a kind of phone. */
    Optional<ColumnKind> kindOf(String name) {
        return Optional.ofNullable(kinds.get(normalised(name)));
    }

    boolean isSessionId(String name) {
        return sessionIds.contains(normalised(name));
    }

    /** What a column of that name says of the number beside it. */
    Optional<Companion.Kind> companion(String normalised) {
        return Optional.ofNullable(companions.get(normalised));
    }

    /** What a column says whose name begins with that of the number's own column, and goes on so. */
    Optional<Companion.Kind> companionBehind(String normalised) {
        return companion(SUFFIX + normalised);
    }

    /** The form in which names are compared: letters and digits, without case and accents. */
    static String normalised(String name) {
        return name.chars().allMatch(c -> c < 0x80) ? lettersOfAscii(name) : lettersOf(name);
    }

    private static String lettersOfAscii(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                letters.append((char) (c + 'a' - 'A'));
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static String lettersOf(String name) {
        String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(c -> {
            switch (c) {
                case 'ı' -> letters.append('i');
                case 'ł' -> letters.append('l');
                case 'đ' -> letters.append('d');
                case 'ø' -> letters.append('o');
                case 'ß' -> letters.append("ss");
                default -> {
                    if (Character.isLetterOrDigit(c)) {
                        letters.appendCodePoint(c);
                    }
                }
            }
        });
        return letters.toString();
    }

    private static ColumnKind kind(String word) {
        return ColumnKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Reads the cells of each line of a resource file. */
    /** A word, and how it is written where there are no umlauts. */
    static List<String> spellings(String word) {
        String without = word.replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("Ä", "Ae")
                .replace("Ö", "Oe")
                .replace("Ü", "Ue");
        return without.equals(word) ? List.of(word) : List.of(word, without);
    }

    static void read(String resource, Consumer<String[]> entry) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(ColumnDictionary.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s*\\|\\s*"))
                    .forEach(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
