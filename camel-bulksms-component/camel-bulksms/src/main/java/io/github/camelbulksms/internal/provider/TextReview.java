package io.github.camelbulksms.internal.provider;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What a sender should know of a text before it goes out. It is sent as it stands nevertheless. */
public final class TextReview {

    private static final int MAX_SHOWN = 60;

    private TextReview() {}

    /** What is odd about the text, each for people with what would mend it; nothing of most texts. */
    public static List<String> warnings(String text) {
        List<String> warnings = new ArrayList<>();
        mended(text)
                .ifPresent(mend -> warnings.add("the text looks like UTF-8 that was read in another charset: '"
                        + shown(text) + "' may be meant as '" + shown(mend)
                        + "'. Properties files that Camel reads are ISO-8859-1: write other characters as \\u escapes, or set the text"
                        + " from a file or bean"));
        costOfOneCharacter(text).ifPresent(warnings::add);
        return warnings;
    }

    /** The text that was meant, when this one looks like its UTF-8 read in a charset of Western Europe. */
    static Optional<String> mended(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        return Stream.of(StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"))
                .flatMap(charset -> mended(text, charset).stream())
                .findFirst();
    }

    private static Optional<String> mended(String text, Charset charset) {
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> costOfOneCharacter(String text) {
        OptionalInt index = Segments.firstBeyondGsm(text);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        int character = text.codePointAt(index.getAsInt());
        String without = text.replace(Character.toString(character), "'");
        int cheaper = Segments.of(without).count();
        int count = Segments.of(text).count();
        if (Segments.firstBeyondGsm(without).isPresent() || count < 2 * cheaper) {
            return Optional.empty();
        }
        return Optional.of("one character alone makes the text " + count + " segments instead of " + cheaper + ": "
                + Segments.place(text, index.getAsInt()) + ", which the alphabet GSM-7 does not have");
    }

    private static String shown(String text) {
        // a text may hold line breaks, and a log line may not
        String line = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ");
        return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line;
    }
}
