package io.github.camelbulksms.recipient;

import java.io.IOException;
import java.io.InputStream;

/** Lines of UTF-8 text, each {@code phone} or {@code phone,sessionId}; blank lines are passed over, but counted. */
final class LineSource implements RecipientSource {

    private final Utf8Lines lines;

    /**
     * @param name names the list in error messages
     */
    LineSource(InputStream in, String name) {
        lines = new Utf8Lines(in, name);
    }

    @Override
    public Entry next() throws IOException {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line == null ? null : Entry.ofLine(lines.number(), line);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
