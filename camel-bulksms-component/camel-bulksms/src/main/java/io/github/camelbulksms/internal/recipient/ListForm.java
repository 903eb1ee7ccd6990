package io.github.camelbulksms.internal.recipient;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The form in which a list came, and in which its rejects are given back.
 *
 * @param header what stood above the recipients, or has to: the header line, below {@code sep=} if there was one; or nothing
 * @param charset of the text
 * @param hasByteOrderMark whether one stood in front
 */
public record ListForm(Optional<String> header, Charset charset, boolean hasByteOrderMark) {

    /** Lines of UTF-8, with nothing above them. */
    public static final ListForm LINES = new ListForm(Optional.empty(), StandardCharsets.UTF_8, false);

    /** What elements and rows come back as. */
    public static final ListForm ROWS = LINES.withHeader("phone,session_id");

    public ListForm withHeader(String line) {
        return new ListForm(Optional.of(line), charset, hasByteOrderMark);
    }

    /** A line as it stood in the list. */
    public byte[] bytes(String line) {
        return (line + "\n").getBytes(charset);
    }

    /** What stands in front of the first line: the byte order mark and the header, or nothing. */
    public byte[] start() {
        return ((hasByteOrderMark ? "\uFEFF" : "")
                        + header.map(line -> line + "\n").orElse(""))
                .getBytes(charset);
    }
}
