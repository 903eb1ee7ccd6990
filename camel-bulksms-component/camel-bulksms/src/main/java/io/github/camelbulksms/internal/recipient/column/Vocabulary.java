package io.github.camelbulksms.internal.recipient.column;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Words of several kinds, from a resource file, and which texts are made of nothing else: {@code phonetype} is, as people write
 * words as one. Immutable.
 */
final class Vocabulary<K extends Enum<K>> {

    private static final Pattern BETWEEN_WORDS = Pattern.compile(
            "(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Nd})(?=\\p{L})|(?<=\\p{L})(?=\\p{Nd})|[^\\p{L}\\p{M}\\p{Nd}]+");

    private final Class<K> kinds;
    private final Node<K> root;

    private Vocabulary(Class<K> kinds) {
        this.kinds = kinds;
        root = new Node<>(kinds);
    }

    private static final class Node<K extends Enum<K>> {
        private final Map<Character, Node<K>> next = new HashMap<>();
        private final EnumSet<K> kinds;

        private Node(Class<K> kinds) {
            this.kinds = EnumSet.noneOf(kinds);
        }
    }

    /** The words of a file whose lines are {@code kind | word | language}. */
    static <K extends Enum<K>> Vocabulary<K> read(String resource, Class<K> kinds) {
        Vocabulary<K> words = new Vocabulary<>(kinds);
        ColumnDictionary.read(resource, cells -> ColumnDictionary.spellings(cells[1])
                .forEach(word -> words.add(
                        ColumnDictionary.normalised(word), Enum.valueOf(kinds, cells[0].toUpperCase(Locale.ROOT)))));
        return words;
    }

    private void add(String word, K kind) {
        Node<K> node = root;
        for (char c : word.toCharArray()) {
            node = node.next.computeIfAbsent(c, letter -> new Node<>(kinds));
        }
        node.kinds.add(kind);
    }

    /** The words of a text as it is written, each normalised. */
    static List<String> words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(text)
                .map(ColumnDictionary::normalised)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether that is a word of the kind. */
    boolean is(String normalised, K kind) {
        Node<K> node = root;
        for (int i = 0; i < normalised.length() && node != null; i++) {
            node = node.next.get(normalised.charAt(i));
        }
        return node != null && node.kinds.contains(kind);
    }

    /** Whether a text can be cut into words whose kinds are such. Digits between them do not matter. */
    boolean isMadeOf(String normalised, Predicate<Set<K>> kindsOfWords) {
        // most texts are no words of any kind from their first letters on
        return startsWithWord(normalised) && readings(normalised).stream().anyMatch(kindsOfWords);
    }

    private boolean startsWithWord(String text) {
        Node<K> node = root;
        for (int i = 0; i < text.length() && node != null; i++) {
            if (!node.kinds.isEmpty() || Character.isDigit(text.charAt(i))) {
                return true;
            }
            node = node.next.get(text.charAt(i));
        }
        return node != null && !node.kinds.isEmpty();
    }

    /** In each way to cut a text into words, their kinds. */
    private Set<Set<K>> readings(String text) {
        List<Set<Set<K>>> upTo = new ArrayList<>();
        for (int i = 0; i <= text.length(); i++) {
            upTo.add(new HashSet<>());
        }
        upTo.get(0).add(EnumSet.noneOf(kinds));
        for (int start = 0; start < text.length(); start++) {
            if (upTo.get(start).isEmpty()) {
                continue;
            }
            if (Character.isDigit(text.charAt(start))) {
                upTo.get(start + 1).addAll(upTo.get(start));
            }
            Node<K> node = root.next.get(text.charAt(start));
            for (int end = start + 1; node != null; end++) {
                for (K kind : node.kinds) {
                    addAll(upTo.get(start), kind, upTo.get(end));
                }
                node = end < text.length() ? node.next.get(text.charAt(end)) : null;
            }
        }
        return upTo.get(text.length());
    }

    private void addAll(Set<Set<K>> readings, K kind, Set<Set<K>> to) {
        for (Set<K> reading : readings) {
            EnumSet<K> longer = EnumSet.copyOf((EnumSet<K>) reading);
            longer.add(kind);
            to.add(longer);
        }
    }
}
