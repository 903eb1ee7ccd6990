package io.github.camelbulksms.internal.recipient.column;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The names of columns as tools and languages write them, from two resource files. Immutable. */
final class ColumnDictionary {

    /** In the file of companions: behind the name of the number's own column. */
    private static final String SUFFIX = "*";

    /** The end of a name that has other cells of the same number beside it: Phone 1 - Value, Phone 1 - Label. */
    private static final Pattern VALUE = Pattern.compile("(?:value|wert|valor|valeur|valore)$");

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

    /** In the languages of Outlook what stands behind "country/" begins so, without accents. */
    private static final String REGION = "regi";

    private static final Set<Companion.Kind> OF_LANDLINES = EnumSet.of(Companion.Kind.AREA, Companion.Kind.EXTENSION);

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

    /** The columns that say more of the number in one of them. */
    List<Companion> companions(List<String> names, int phone) {
        String stem = VALUE.matcher(normalised(names.get(phone))).replaceFirst("");
        boolean isMobile =
                kindOf(names.get(phone)).filter(ColumnKind.MOBILE::equals).isPresent();
        boolean hasOtherPhone = IntStream.range(0, names.size())
                .anyMatch(i -> i != phone
                        && kindOf(names.get(i))
                                .filter(kind -> kind != ColumnKind.FAX)
                                .isPresent());
        List<Companion> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = normalised(names.get(i));
            String suffix = name.startsWith(stem) ? SUFFIX + name.substring(stem.length()) : "";
            Companion.Kind kind = companions.get(suffix);
            // beside a mobile they belong to the other phone, if there is one
            if (kind == null && !(isMobile && hasOtherPhone && OF_LANDLINES.contains(companions.get(name)))) {
                kind = companions.get(name);
            }
            if (kind == null && isOfCountries(names.get(i))) {
                kind = Companion.Kind.COUNTRY;
            }
            if (kind != null && i != phone) {
                found.add(new Companion(kind, i, names.get(i)));
            }
        }
        return List.copyOf(found);
    }

    /** Also "Ship-to Country" and "Land/Region geschäftlich": a tool has many addresses, and each has a country. */
    private boolean isOfCountries(String name) {
        List<String> words = NO_LETTERS
                .splitAsStream(name)
                .map(ColumnDictionary::normalised)
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.size() < 2 || kindOf(name).isPresent()) {
            return false;
        }
        return isCountry(words.get(words.size() - 1))
                || isCountry(words.get(0)) && words.stream().skip(1).limit(2).anyMatch(word -> word.startsWith(REGION));
    }

    private boolean isCountry(String word) {
        return companions.get(word) == Companion.Kind.COUNTRY;
    }

    /** The form in which names are compared: letters and digits, without case and accents. */
    static String normalised(String name) {
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
