package io.github.camelbulksms.internal.recipient.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * A text of another charset as UTF-8. Unlike a reader it gives out all that stands before malformed bytes before it complains of
 * them.
 */
final class DecodedInputStream extends ChunkInputStream {

    /** What is said of a stream that breaks the contract of {@link InputStream#read(byte[], int, int)}. */
    static final String NOTHING_READ = "the stream gave neither a byte nor its end: expected one of them";

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer encoded = ByteBuffer.allocate(8 * 1024).flip();
    private final CharBuffer characters = CharBuffer.allocate(8 * 1024);
    private long bytesRead;
    private boolean ended;
    private IOException failure;

    DecodedInputStream(InputStream in, Charset charset) {
        this.in = in;
        decoder = charset.newDecoder();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    @Override
    protected ByteBuffer nextChunk() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return ended && !encoded.hasRemaining() ? null : decode();
    }

    private ByteBuffer decode() throws IOException {
        CoderResult result = decoder.decode(encoded, characters.clear(), ended);
        if (result.isError()) {
            failure = new IOException("malformed " + decoder.charset() + " at byte " + (bytesRead - encoded.remaining())
                    + ": expected a text in that charset");
        } else if (result.isUnderflow() && !ended) {
            fill();
        }
        // half of a surrogate pair never comes out of a decoder
        return StandardCharsets.UTF_8.encode(characters.flip());
    }

    private void fill() throws IOException {
        encoded.compact();
        int count = in.read(encoded.array(), encoded.position(), encoded.remaining());
        if (count == 0) {
            failure = new IOException(NOTHING_READ);
        }
        ended = count < 0;
        bytesRead += Math.max(count, 0);
        encoded.position(encoded.position() + Math.max(count, 0));
        encoded.flip();
    }
}
