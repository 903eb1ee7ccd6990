package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.recipient.ListForm;
import java.io.InputStream;
import java.util.Iterator;
import java.util.stream.Stream;

/** Lines in the form in which they came, each ended by a line feed; without a line there is nothing at all. */
final class RejectedLinesInputStream extends InputStream {

    private final ListForm form;
    private final Iterator<String> lines;
    private final Stream<?> owner;
    private byte[] line;
    private int position;

    /**
     * @param form says what stands above the first line, and their charset
     * @param owner closed with this stream
     */
    RejectedLinesInputStream(ListForm form, Iterator<String> lines, Stream<?> owner) {
        this.form = form;
        this.lines = lines;
        this.owner = owner;
        line = lines.hasNext() ? form.start() : new byte[0];
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
            line = form.bytes(lines.next());
            position = 0;
        }
        return position < line.length;
    }
}
