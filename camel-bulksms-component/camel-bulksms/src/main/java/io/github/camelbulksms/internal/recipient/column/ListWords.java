package io.github.camelbulksms.internal.recipient.column;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Words that tell where a list ends: the names of other numbers, and titles. From {@code list-words.txt}. Immutable. */
public final class ListWords {

    /** A header has no more: what is longer is a sentence. */
    private static final int MAX_WORDS = 5;

    private static final String ANY = "*";
    private static final String FILE = "list-words.txt";

    /** Digits and signs around words: a year, a count. */
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{M}]+|[^\\p{L}\\p{M}]+$");

    /** Also the signs of numbers in Romance languages. */
    private static final Pattern NUMBER_SIGN = Pattern.compile("(?i)\\bn[°º]|№");

    /** As in "Suppliers:", "## Suppliers" and "--- Suppliers ---". */
    private static final Pattern LOOKS_LIKE_TITLE = Pattern.compile("[:\uFF1A]$|^([#=*_~-])\\1");

    private enum Kind {
        NUMBER,
        LAST,
        NONE,
        TITLE,
        STATUS,
        STATE
    }

    private static final Set<Kind> OF_NOBODY = EnumSet.of(Kind.TITLE, Kind.STATUS, Kind.STATE);

    // made when a line asks for it
    private static final class Shared {
        private static final ListWords WORDS = new ListWords();
    }

    private final Map<Kind, Words> words = new EnumMap<>(Kind.class);

    /** Words as they are, as ends, and as parts of others. */
    private record Words(Set<String> whole, List<String> ends, List<String> parts) {

        void add(String word) {
            String normalised = ColumnDictionary.normalised(word);
            if (!word.startsWith(ANY)) {
                whole.add(normalised);
            } else if (word.endsWith(ANY)) {
                parts.add(normalised);
            } else {
                ends.add(normalised);
            }
        }

        boolean contain(String word) {
            return whole.contains(word)
                    || ends.stream().anyMatch(word::endsWith)
                    || parts.stream().anyMatch(word::contains);
        }
    }

    private ListWords() {
        for (Kind kind : Kind.values()) {
            words.put(kind, new Words(new HashSet<>(), new ArrayList<>(), new ArrayList<>()));
        }
        ColumnDictionary.read(
                FILE, cells -> ColumnDictionary.spellings(cells[1]).forEach(words.get(kind(cells))::add));
    }

    private static Kind kind(String[] cells) {
        return Kind.valueOf(cells[0].toUpperCase(Locale.ROOT));
    }

    /** Shows the words of {@link #areOfNobody}, without loading the others. */
    static void forEachOfNobody(Consumer<String> reader) {
        ColumnDictionary.read(FILE, cells -> {
            if (OF_NOBODY.contains(kind(cells))) {
                ColumnDictionary.spellings(cells[1]).forEach(reader);
            }
        });
    }

    /** Whether a cell is the header of numbers, of whatever kind, and does not say that there is none. */
    public static boolean nameNumbers(String cell) {
        return Shared.WORDS.areOfNumbers(cell);
    }

    /** Whether a cell without a number says why: by a word such as "none" or "see", or by signs alone. */
    public static boolean sayNone(String cell) {
        List<String> words = words(cell);
        return words.isEmpty() || words.stream().anyMatch(Shared.WORDS.words.get(Kind.NONE)::contain);
    }

    /** Whether a cell that stands alone in its line is the title of what follows. */
    public static boolean areTitle(String cell) {
        return areWords(cell) && (LOOKS_LIKE_TITLE.matcher(cell).find() || areOfNobody(cell));
    }

    /** Whether a cell in place of a number is the title of others, which are not to be sent to. */
    public static boolean areTitleOfNumbers(String cell) {
        return Shared.WORDS.is(Kind.TITLE, cell);
    }

    /** Whether a cell as a whole, but for digits around it, says that a number is nobody's to send to. */
    public static boolean areOfNobody(String cell) {
        String words = AROUND.matcher(cell).replaceAll("");
        return OF_NOBODY.stream().anyMatch(kind -> Shared.WORDS.is(kind, words));
    }

    /** The same of a cell that need not speak of the number: an order may be cancelled, too. */
    public static boolean areOfNobodyInAnyColumn(String cell) {
        String words = AROUND.matcher(cell).replaceAll("");
        return Shared.WORDS.is(Kind.TITLE, words) || Shared.WORDS.is(Kind.STATUS, words);
    }

    private static boolean areWords(String cell) {
        return cell.codePoints().noneMatch(Character::isDigit)
                && cell.codePoints().anyMatch(Character::isLetter);
    }

    private boolean is(Kind kind, String cell) {
        return words.get(kind).whole().contains(ColumnDictionary.normalised(cell));
    }

    private boolean areOfNumbers(String cell) {
        if (!areWords(cell)) {
            return false;
        }
        List<String> found = words(cell);
        int last = found.size() - 1;
        if (last >= MAX_WORDS) {
            return false;
        }
        // "Order No" counts, "no order" does not
        boolean endsInNumber = last > 0 && words.get(Kind.LAST).contain(found.get(last));
        List<String> others = endsInNumber ? found.subList(0, last) : found;
        return others.stream().noneMatch(words.get(Kind.NONE)::contain)
                && (endsInNumber || others.stream().anyMatch(words.get(Kind.NUMBER)::contain));
    }

    private static List<String> words(String cell) {
        return Vocabulary.words(NUMBER_SIGN.matcher(cell).replaceAll(" numero ")).stream()
                .filter(word -> !Character.isDigit(word.charAt(0)))
                .toList();
    }
}
