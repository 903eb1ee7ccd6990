package io.github.camelbulksms.recipient;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;

/** A list of recipients, read once from front to back and never held in memory as a whole. Not thread-safe. */
public interface RecipientSource extends Closeable {

    /**
     * The next entry, or null behind the last.
     *
     * @throws IOException when the list cannot be read on; the message says where
     */
    Entry next() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Opens what holds recipients: a {@link File} or {@link Path} of UTF-8 lines, text of lines, or a collection of
     * strings with a line each.
     *
     * @throws IllegalArgumentException when it is none of these, or text that UTF-8 cannot carry
     * @throws IOException when the file cannot be opened
     */
    static RecipientSource of(Object recipients) throws IOException {
        if (recipients instanceof File file) {
            return ofFile(file.toPath());
        }
        if (recipients instanceof Path path) {
            return ofFile(path);
        }
        if (recipients instanceof String text) {
            return ofText(text);
        }
        if (recipients instanceof Collection<?> collection) {
            return new CollectionSource(collection);
        }
        throw new IllegalArgumentException("recipients are of type "
                + (recipients == null ? "null" : recipients.getClass().getName())
                + ": expected a file, lines of text, or a collection of strings");
    }

    private static RecipientSource ofText(String text) {
        // getBytes would make a question mark of it, and so another session ID
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "the recipients' text holds half of a surrogate pair: expected text that UTF-8 can carry");
        }
        return new LineSource(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "text");
    }

    private static RecipientSource ofFile(Path path) throws IOException {
        try {
            return new LineSource(Files.newInputStream(path), path.getFileName().toString());
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(path + " with the recipients does not exist");
        }
    }
}
