package io.github.camelbulksms.internal.recipient.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Bytes that come in chunks. Not thread-safe. */
abstract class ChunkInputStream extends InputStream {

    private ByteBuffer chunk = ByteBuffer.allocate(0);

    /** The next bytes, or none of them yet, or null at the end. It may be reused for those that follow. */
    protected abstract ByteBuffer nextChunk() throws IOException;

    @Override
    public int read() throws IOException {
        return hasBytes() ? chunk.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasBytes()) {
            return -1;
        }
        int count = Math.min(length, chunk.remaining());
        chunk.get(into, offset, count);
        return count;
    }

    private boolean hasBytes() throws IOException {
        while (!chunk.hasRemaining()) {
            ByteBuffer next = nextChunk();
            if (next == null) {
                return false;
            }
            chunk = next;
        }
        return true;
    }
}
