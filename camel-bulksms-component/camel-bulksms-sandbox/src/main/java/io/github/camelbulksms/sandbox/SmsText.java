package io.github.camelbulksms.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as it goes to a phone: in GSM 03.38 when every character is in it, else in UCS-2; a long one in several segments.
 *
 * @param alphabet {@code GSM-7} or {@code UCS-2}
 * @param units septets or 16-bit units in all, without those of the segments' headers
 * @param perSegment how many a segment holds
 * @param ends where each segment ends, in UTF-16 units of the text
 * @param forcedBy the first character that is not in GSM 03.38, null when there is none
 */
record SmsText(
        String alphabet,
        int units,
        @JsonProperty("per_segment") int perSegment,
        List<Integer> ends,
        @JsonProperty("forced_by") Forcing forcedBy) {

    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                    + "¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";

    /**
     * A character that made a text UCS-2.
     *
     * @param index where it stands, in UTF-16 units
     * @param character the character itself
     * @param name its Unicode name
     */
    record Forcing(int index, String character, String name) {}

    /** The room in one segment, and in one of several. */
    private enum Alphabet {
        GSM_7("GSM-7", 160, 153),
        UCS_2("UCS-2", 70, 67);

        private final String name;
        private final int single;
        private final int several;

        Alphabet(String name, int single, int several) {
            this.name = name;
            this.single = single;
            this.several = several;
        }

        /** How many units a character takes. */
        int units(int codePoint) {
            return switch (this) {
                case GSM_7 -> EXTENDED.indexOf(codePoint) < 0 ? 1 : 2;
                case UCS_2 -> Character.charCount(codePoint);
            };
        }
    }

    static SmsText of(String text) {
        Forcing forcedBy = forcedBy(text);
        Alphabet alphabet = forcedBy == null ? Alphabet.GSM_7 : Alphabet.UCS_2;
        int units = text.codePoints().map(alphabet::units).sum();
        int perSegment = units <= alphabet.single ? alphabet.single : alphabet.several;
        return new SmsText(alphabet.name, units, perSegment, ends(text, alphabet, perSegment), forcedBy);
    }

    /** A segment ends before the character that does not fit into it whole. */
    private static List<Integer> ends(String text, Alphabet alphabet, int perSegment) {
        List<Integer> ends = new ArrayList<>();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int units = alphabet.units(codePoint);
            if (used + units > perSegment) {
                ends.add(i);
                used = 0;
            }
            used += units;
            i += Character.charCount(codePoint);
        }
        ends.add(text.length());
        return ends;
    }

    private static Forcing forcedBy(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (BASIC.indexOf(codePoint) < 0 && EXTENDED.indexOf(codePoint) < 0) {
                return new Forcing(i, Character.toString(codePoint), name(codePoint));
            }
            i += Character.charCount(codePoint);
        }
        return null;
    }

    private static String name(int codePoint) {
        String name = Character.getName(codePoint);
        return String.format("U+%04X %s", codePoint, name == null ? "unassigned" : name);
    }
}
