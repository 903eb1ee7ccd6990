package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.ListForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A text that was opened: its lines in UTF-8, and the form in which it came. A byte order mark tells the charset, whatever else
 * was said of it.
 */
record ListText(Utf8Lines lines, ListForm form) {

    /**
     * @param charset of the text when there is no byte order mark
     * @param name names the text in error messages
     */
    static ListText open(InputStream in, Charset charset, String name) throws IOException {
        PushbackInputStream text = new PushbackInputStream(in, ByteOrderMark.MAX_BYTES);
        byte[] start = start(text);
        Optional<ByteOrderMark> mark = ByteOrderMark.of(start);
        int skip = mark.map(ByteOrderMark::length).orElse(0);
        text.unread(start, skip, start.length - skip);
        ListForm form = form(mark, charset);
        return new ListText(new Utf8Lines(utf8(text, form.charset()), name), form);
    }

    /** Opens a text that is in memory as a whole; it is not changed. */
    static ListText open(byte[] text, Charset charset, String name) {
        Optional<ByteOrderMark> mark =
                ByteOrderMark.of(Arrays.copyOf(text, Math.min(text.length, ByteOrderMark.MAX_BYTES)));
        int skip = mark.map(ByteOrderMark::length).orElse(0);
        ListForm form = form(mark, charset);
        if (form.charset().equals(StandardCharsets.UTF_8)) {
            return new ListText(new Utf8Lines(text, skip, name), form);
        }
        InputStream in = new ByteArrayInputStream(text, skip, text.length - skip);
        return new ListText(new Utf8Lines(utf8(in, form.charset()), name), form);
    }

    /** Closes a text that cannot be read: nobody else has it yet. */
    private static byte[] start(InputStream text) throws IOException {
        try {
            return text.readNBytes(ByteOrderMark.MAX_BYTES);
        } catch (IOException | RuntimeException | Error e) {
            try {
                text.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static ListForm form(Optional<ByteOrderMark> mark, Charset charset) {
        Charset ofText = mark.map(ByteOrderMark::charset).orElse(withoutMark(charset));
        return new ListForm(Optional.empty(), ofText, mark.isPresent());
    }

    // as Java reads them without a mark; by these names it would write one before each line
    private static Charset withoutMark(Charset charset) {
        return switch (charset.name()) {
            case "UTF-16" -> StandardCharsets.UTF_16BE;
            case "UTF-32" -> Charset.forName("UTF-32BE");
            default -> charset;
        };
    }

    private static InputStream utf8(InputStream in, Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? in : new DecodedInputStream(in, charset);
    }
}
