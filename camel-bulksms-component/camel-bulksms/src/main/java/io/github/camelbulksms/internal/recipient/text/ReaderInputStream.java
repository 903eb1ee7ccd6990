package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.ListRefusal;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The characters of a reader as UTF-8. */
public final class ReaderInputStream extends ChunkInputStream {

    private final Reader reader;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final CharBuffer characters = CharBuffer.allocate(8 * 1024).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(16 * 1024);
    private boolean ended;

    public ReaderInputStream(Reader reader) {
        this.reader = reader;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    @Override
    protected ByteBuffer nextChunk() throws IOException {
        if (ended && !characters.hasRemaining()) {
            return null;
        }
        bytes.clear();
        CoderResult result = encoder.encode(characters, bytes, ended);
        if (result.isError()) {
            throw new ListRefusal(
                    "the reader's text holds half of a surrogate pair: expected text that UTF-8 can carry");
        }
        if (result.isUnderflow() && !ended) {
            characters.compact();
            ended = reader.read(characters) < 0;
            characters.flip();
        }
        return bytes.flip();
    }
}
