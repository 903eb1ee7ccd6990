package io.github.camelbulksms.internal.provider;

/**
 * Into how many segments a text is cut on its way to a phone: carriers charge for each. Escape sequences and surrogate pairs
 * are never cut in two.
 *
 * @param alphabet the alphabet the text needs
 * @param count 1 or more
 */
public record Segments(Alphabet alphabet, int count) {

    /** What a segment holds (3GPP TS 23.038 and 23.040). */
    public enum Alphabet {
        /** Septets of the default alphabet; a character of its extension table takes two. */
        GSM_7BIT(160, 153),
        /** UTF-16 units. */
        UCS2(70, 67);

        private final int onlySegment;
        private final int eachSegment;

        Alphabet(int onlySegment, int eachSegment) {
            this.onlySegment = onlySegment;
            this.eachSegment = eachSegment;
        }
    }

    private static final String GSM_TABLE = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String GSM_EXTENSION_TABLE = "\f^{}\\[~]|€";
    private static final byte[] SEPTETS = septets();

    public static Segments of(String text) {
        boolean gsm = text.chars().allMatch(c -> c < SEPTETS.length && SEPTETS[c] > 0);
        return gsm ? of(text, Alphabet.GSM_7BIT) : of(text, Alphabet.UCS2);
    }

    private static Segments of(String text, Alphabet alphabet) {
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
        return new Segments(alphabet, total <= alphabet.onlySegment ? 1 : segments);
    }

    private static byte[] septets() {
        byte[] septets = new byte['€' + 1];
        GSM_TABLE.chars().forEach(c -> septets[c] = 1);
        GSM_EXTENSION_TABLE.chars().forEach(c -> septets[c] = 2);
        return septets;
    }
}
