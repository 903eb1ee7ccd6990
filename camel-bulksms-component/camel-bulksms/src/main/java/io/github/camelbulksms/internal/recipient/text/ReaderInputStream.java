package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.ListRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The characters of a reader as UTF-8. */
public final class ReaderInputStream extends InputStream {

    private final Reader reader;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final CharBuffer characters = CharBuffer.allocate(8 * 1024).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(16 * 1024).flip();
    private boolean ended;

    public ReaderInputStream(Reader reader) {
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        return hasBytes() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasBytes()) {
            return -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(into, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private boolean hasBytes() throws IOException {
        while (!bytes.hasRemaining() && !(ended && !characters.hasRemaining())) {
            bytes.clear();
            CoderResult result = encoder.encode(characters, bytes, ended);
            bytes.flip();
            if (result.isError()) {
                throw new ListRefusal(
                        "the reader's text holds half of a surrogate pair: expected text that UTF-8 can carry");
            }
            if (result.isUnderflow() && !ended) {
                characters.compact();
                ended = reader.read(characters) < 0;
                characters.flip();
            }
        }
        return bytes.hasRemaining();
    }
}
