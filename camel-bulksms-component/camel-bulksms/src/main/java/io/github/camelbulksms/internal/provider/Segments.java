package io.github.camelbulksms.internal.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Into how many segments a text is cut on its way to a phone: carriers charge for each. Escape sequences and surrogate pairs
 * are never cut in two.
 *
 * @param alphabet the alphabet the text needs
 * @param count 1 or more
 * @param forcedBy the first character that the default alphabet does not have, with its place, for people
 */
public record Segments(Alphabet alphabet, int count, Optional<String> forcedBy) {

    /** What a segment holds (3GPP TS 23.038 and 23.040). */
    public enum Alphabet {
        /** Septets of the default alphabet; a character of its extension table takes two. */
        GSM_7BIT("GSM-7", 160, 153),
        /** UTF-16 units. */
        UCS2("UCS-2", 70, 67);

        private final String label;
        private final int onlySegment;
        private final int eachSegment;

        Alphabet(String label, int onlySegment, int eachSegment) {
            this.label = label;
            this.onlySegment = onlySegment;
            this.eachSegment = eachSegment;
        }

        /** The name that users know it by. */
        public String label() {
            return label;
        }
    }

    private static final String GSM_TABLE = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String GSM_EXTENSION_TABLE = "\f^{}\\[~]|€";
    private static final byte[] SEPTETS = septets();

    public static Segments of(String text) {
        OptionalInt forcedAt = firstBeyondGsm(text);
        return forcedAt.isEmpty()
                ? new Segments(Alphabet.GSM_7BIT, count(text, Alphabet.GSM_7BIT), Optional.empty())
                : new Segments(
                        Alphabet.UCS2, count(text, Alphabet.UCS2), Optional.of(place(text, forcedAt.getAsInt())));
    }

    /** Where the first character stands that the default alphabet does not have. */
    static OptionalInt firstBeyondGsm(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= SEPTETS.length || SEPTETS[c] == 0) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** A character of a text and its place, counted from 1, for people. */
    static String place(String text, int index) {
        int c = text.codePointAt(index);
        String name = Character.getName(c);
        return "U+%04X %s at character %d"
                .formatted(
                        c,
                        name == null ? "unassigned" : name.toLowerCase(Locale.ROOT),
                        text.codePointCount(0, index) + 1);
    }

    private static int count(String text, Alphabet alphabet) {
        int total = 0;
        int segments = 1;
        int inSegment = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int units = alphabet == Alphabet.GSM_7BIT ? SEPTETS[codePoint] : Character.charCount(codePoint);
            total += units;
            if (inSegment + units > alphabet.eachSegment) {
                segments++;
                inSegment = 0;
            }
            inSegment += units;
            i += Character.charCount(codePoint);
        }
        return total <= alphabet.onlySegment ? 1 : segments;
    }

    private static byte[] septets() {
        byte[] septets = new byte['€' + 1];
        GSM_TABLE.chars().forEach(c -> septets[c] = 1);
        GSM_EXTENSION_TABLE.chars().forEach(c -> septets[c] = 2);
        return septets;
    }
}
