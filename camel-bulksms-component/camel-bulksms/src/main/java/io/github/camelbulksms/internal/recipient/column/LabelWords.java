package io.github.camelbulksms.internal.recipient.column;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the label of a number says, by the words of {@code label-words.txt}. Immutable. */
public final class LabelWords {

    private enum Kind {
        MACHINE,
        STRANGER,
        NEVER,
        ANOTHER,
        RELATIVE,
        PART,
        QUALIFIER
    }

    private static final Set<Kind> AGAINST =
            EnumSet.of(Kind.MACHINE, Kind.STRANGER, Kind.NEVER, Kind.ANOTHER, Kind.RELATIVE);

    /** What is longer is a sentence, of which a word says little. */
    private static final int MAX_LENGTH = 40;

    /** What stands in front of an extension. */
    public static final List<String> EXTENSIONS = List.of(
            "ext", "extn", "extension", "durchwahl", "nst", "poste", "anexo", "ramal", "interno", "wew", "dahili");

    private static final LabelWords SHARED = new LabelWords();

    private final Vocabulary<Kind> words = Vocabulary.read("label-words.txt", Kind.class);
    private final AsciiWords asciiWords = new AsciiWords();
    private final List<String> parts = new ArrayList<>();

    private LabelWords() {
        ColumnDictionary.read("label-words.txt", cells -> {
            for (String word : ColumnDictionary.spellings(cells[1])) {
                asciiWords.add(ColumnDictionary.normalised(word));
                if (cells[0].equals("part")) {
                    parts.add(ColumnDictionary.normalised(word));
                }
            }
        });
        ListWords.forEachOfNobody(word -> asciiWords.add(ColumnDictionary.normalised(word)));
        EXTENSIONS.forEach(asciiWords::add);
    }

    public static LabelWords shared() {
        return SHARED;
    }

    /** Whether a cell as a whole is the label of a machine. */
    public boolean areOfMachine(String cell) {
        return areAll(cell, EnumSet.of(Kind.MACHINE));
    }

    /** Whether a cell as a whole says that the number beside it is another person's, or not to be called. */
    public boolean areOfStranger(String cell) {
        return areAll(cell, EnumSet.of(Kind.STRANGER, Kind.NEVER));
    }

    /**
     * Whether a cell may be made of such words, of those of {@link ListWords#areOfNobody} and of {@link #EXTENSIONS}, with digits and signs
     * between them. Allocates nothing.
     *
     * @param ascii holds the cell from {@code from} to {@code to}, at most as long as a session ID
     */
    public boolean mayBeLabel(byte[] ascii, int from, int to) {
        return asciiWords.make(ascii, from, to);
    }

    /** Whether a cell as a whole is a label that speaks against the number. */
    public boolean speakAgainst(String cell) {
        return areAll(cell, EnumSet.of(Kind.MACHINE, Kind.STRANGER, Kind.NEVER, Kind.ANOTHER));
    }

    /** Whether a word within the label of a number speaks against it. */
    public boolean holdOneAgainst(String label) {
        String normalised = ColumnDictionary.normalised(label);
        return parts.stream().anyMatch(normalised::contains)
                || speakAgainst(label)
                || Vocabulary.words(label).stream()
                        .anyMatch(word -> AGAINST.stream().anyMatch(kind -> words.is(word, kind)))
                || AGAINST.stream().anyMatch(kind -> words.is(normalised, kind))
                || ColumnDictionary.shared()
                        .kindOf(label)
                        .filter(kind -> kind == ColumnKind.FAX || kind == ColumnKind.OTHER)
                        .isPresent();
    }

    /** Whether a label says of a value that it is a phone, and speaks against it with no word. */
    public boolean areOfPhone(String label) {
        return words.isMadeOf(ColumnDictionary.normalised(label), EnumSet.of(Kind.QUALIFIER)::equals)
                || ColumnDictionary.shared().kindOf(label).isPresent();
    }

    private boolean areAll(String cell, Set<Kind> against) {
        return !cell.isEmpty()
                && cell.length() <= MAX_LENGTH
                && words.isMadeOf(ColumnDictionary.normalised(cell), kinds -> isAgainst(kinds, against));
    }

    private static boolean isAgainst(Set<Kind> kinds, Set<Kind> against) {
        return kinds.stream().anyMatch(against::contains)
                && kinds.stream().allMatch(kind -> kind == Kind.QUALIFIER || against.contains(kind));
    }
}
