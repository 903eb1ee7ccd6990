package io.github.camelbulksms.internal.run;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;

/** Lines as UTF-8, each ended by a line feed. */
final class LinesInputStream extends InputStream {

    private final Iterator<String> lines;
    private final Stream<?> owner;
    private byte[] line;
    private int position;

    /**
     * @param first the first line, or null
     * @param owner closed with this stream
     */
    LinesInputStream(String first, Iterator<String> lines, Stream<?> owner) {
        this.lines = lines;
        this.owner = owner;
        line = first == null ? new byte[0] : bytes(first);
    }

    @Override
    public int read() {
        return hasBytes() ? line[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!hasBytes()) {
            return -1;
        }
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() {
        owner.close();
    }

    private boolean hasBytes() {
        if (position == line.length && lines.hasNext()) {
            line = bytes(lines.next());
            position = 0;
        }
        return position < line.length;
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
