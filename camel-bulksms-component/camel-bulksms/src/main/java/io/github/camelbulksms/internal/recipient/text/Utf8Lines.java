package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.ValidEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of strict UTF-8, ending in LF, CRLF or the end of the stream, or items of lines, ending in a comma too; a byte order
 * mark at the start is dropped. Unlike a reader it does not decode ahead, so that malformed bytes are found at their line,
 * when all lines before it were read.
 */
final class Utf8Lines implements Closeable {

    /** Longer than any recipient by far: what has no line end for so long is no list. */
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private static final int BUFFER_BYTES = 32 * 1024;

    private final InputStream in;
    private final String name;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private byte[] buffer;
    private int start;
    private int end;
    private long number;
    private long bytesBefore;
    private boolean endedByComma;

    Utf8Lines(InputStream in, String name) {
        this.in = in;
        this.name = name;
        buffer = new byte[BUFFER_BYTES];
    }

    /** Lines of a text that is in memory as a whole; it is not changed. */
    Utf8Lines(byte[] text, String name) {
        in = null;
        this.name = name;
        buffer = text;
        end = text.length;
    }

    /** The next line, or what is left of this one, without its end; null behind the last. */
    String nextLine() throws IOException {
        return next('\n');
    }

    /** What comes before the next comma or line end, or null behind the last. */
    String nextItem() throws IOException {
        return next(',');
    }

    /** Whether what was read last ended in a comma, so that more of its line follows. */
    boolean endedByComma() {
        return endedByComma;
    }

    /**
     * Reads the next line if it is a plain one and at hand as a whole; else nothing is read.
     *
     * @param delimiter see {@link LineFormat#delimiterOfPlainLines()}
     * @return whether the entry holds the recipient now
     */
    boolean nextPlain(char delimiter, ValidEntry entry) {
        int next = endOfPlain(delimiter, entry);
        if (next == PlainLine.NOT_PLAIN) {
            return false;
        }
        number++;
        bytesBefore += next - start;
        start = next;
        return true;
    }

    /** Whether {@link #nextPlain} would read a line; the entry is changed as it would be. */
    boolean isAtPlain(char delimiter, ValidEntry entry) {
        return endOfPlain(delimiter, entry) != PlainLine.NOT_PLAIN;
    }

    private int endOfPlain(char delimiter, ValidEntry entry) {
        return endedByComma ? PlainLine.NOT_PLAIN : PlainLine.read(buffer, start, end, delimiter, number + 1, entry);
    }

    private String next(char stop) throws IOException {
        int length = lengthOfNext(stop);
        if (length < 0 && !endedByComma) {
            return null;
        }
        length = Math.max(length, 0);
        if (!endedByComma) {
            number++;
        }
        int skip = bytesBefore == 0 && startsWithByteOrderMark(length) ? 3 : 0;
        endedByComma = start + length < end && buffer[start + length] == ',';
        boolean carriageReturn = !endedByComma && length > skip && buffer[start + length - 1] == '\r';
        String text = decode(start + skip, length - skip - (carriageReturn ? 1 : 0));
        int consumed = Math.min(length + 1, end - start);
        start += consumed;
        bytesBefore += consumed;
        return text;
    }

    /** The number of the line read last, counted from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }

    private int lengthOfNext(char stop) throws IOException {
        int scanned = 0;
        while (true) {
            for (int i = start + scanned; i < end; i++) {
                if (buffer[i] == '\n' || buffer[i] == stop) {
                    return i - start;
                }
            }
            scanned = end - start;
            if (scanned > MAX_LINE_BYTES) {
                throw new IOException(name + ", line " + (number + 1) + ": longer than " + MAX_LINE_BYTES
                        + " bytes: expected one recipient on each line");
            }
            if (!fill()) {
                return scanned == 0 ? -1 : scanned;
            }
        }
    }

    private boolean fill() throws IOException {
        if (in == null) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(count, 0);
        return count > 0;
    }

    private boolean startsWithByteOrderMark(int length) {
        return length >= 3
                && buffer[start] == (byte) 0xEF
                && buffer[start + 1] == (byte) 0xBB
                && buffer[start + 2] == (byte) 0xBF;
    }

    private String decode(int offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, length);
        try {
            return decoder.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(
                    name + ", line " + number + ": malformed UTF-8 at byte " + (bytesBefore + bytes.position() - start)
                            + ": expected UTF-8",
                    e);
        }
    }
}
