package io.github.camelbulksms.internal.recipient.column;

import java.util.Arrays;

/** Words of ASCII letters, for a reader of bytes that makes no text of them. Not thread-safe while words are added. */
final class AsciiWords {

    /** The longest text that is looked at: a bit for each of its bytes. */
    private static final int MAX_LENGTH = Long.SIZE;

    private static final int LETTERS = 26;

    /** Where the letter l leads to from place p is at {@code 26 * p + l}; 0 where no word goes on so. Place 0 is that of no letter yet. */
    private char[] places = new char[LETTERS];

    private boolean[] isWordAt = new boolean[1];
    private int lastPlace;

    /** @param word normalised; one of other letters or with digits is left out */
    void add(String word) {
        if (word.isEmpty() || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return;
        }
        int place = 0;
        for (int i = 0; i < word.length(); i++) {
            int at = LETTERS * place + word.charAt(i) - 'a';
            if (places[at] == 0) {
                // first: it may replace the table
                char next = newPlace();
                places[at] = next;
            }
            place = places[at];
        }
        isWordAt[place] = true;
    }

    private char newPlace() {
        if (++lastPlace == isWordAt.length) {
            isWordAt = Arrays.copyOf(isWordAt, 2 * lastPlace);
            places = Arrays.copyOf(places, 2 * LETTERS * lastPlace);
        }
        if (lastPlace > Character.MAX_VALUE) {
            throw new IllegalStateException("words of more than 65,535 beginnings");
        }
        return (char) lastPlace;
    }

    /**
     * Whether a text is made of these words, digits and signs; case does not matter. Most IDs are told from words by their first letters.
     *
     * @param ascii holds the text from {@code from} to {@code to}, {@link #MAX_LENGTH} bytes at most
     */
    boolean make(byte[] ascii, int from, int to) {
        int length = to - from;
        if (length == 0 || length > MAX_LENGTH) {
            return length == 0;
        }
        // bit i: a word, a digit or a sign ends with byte i, and all in front of it are such
        long ends = ends(ascii, from, 0, length);
        while (ends != 0) {
            int end = Long.numberOfTrailingZeros(ends);
            if (end == length - 1) {
                return true;
            }
            ends &= ends - 1;
            ends |= ends(ascii, from, end + 1, length);
        }
        return false;
    }

    private long ends(byte[] ascii, int from, int begin, int length) {
        return isLetter(ascii[from + begin]) ? endsOfWords(ascii, from, begin, length) : 1L << begin;
    }

    /** With which bytes words end that begin at one; signs within them do not matter. */
    private long endsOfWords(byte[] ascii, int from, int begin, int length) {
        long ends = 0;
        int place = 0;
        for (int i = begin; i < length; i++) {
            byte c = ascii[from + i];
            if (isLetter(c)) {
                place = places[LETTERS * place + (c | 0x20) - 'a'];
                if (place == 0) {
                    return ends;
                }
                ends |= isWordAt[place] ? 1L << i : 0;
            } else if (c >= '0' && c <= '9') {
                return ends;
            }
        }
        return ends;
    }

    private static boolean isLetter(byte c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
}
