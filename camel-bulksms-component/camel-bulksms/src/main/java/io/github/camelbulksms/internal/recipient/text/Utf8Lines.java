package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.ListRefusal;
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
 * Lines of strict UTF-8, ending in LF, CRLF, CR or the end of the stream, or items of lines, ending in a comma too. Unlike a
 * reader it does not decode ahead, so that malformed bytes are found at their line, when all lines before it were read.
 */
final class Utf8Lines implements Closeable {

    /** Longer than any recipient by far: what has no line end for so long is no list. */
    static final int MAX_LINE_BYTES = 64 * 1024;

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
    private String lineEnd = "";
    // what stands before the place where reading failed is read first
    private IOException failure;

    Utf8Lines(InputStream in, String name) {
        this.in = in;
        this.name = name;
        buffer = new byte[BUFFER_BYTES];
    }

    /** Lines of a text that is in memory as a whole, from a place on; it is not changed. */
    Utf8Lines(byte[] text, int start, String name) {
        in = null;
        this.name = name;
        this.start = start;
        buffer = text;
        end = text.length;
    }

    /** The next line without its end; null behind the last. */
    String nextLine() throws IOException {
        return next('\n');
    }

    /** What comes before the next comma or line end, or null behind the last. */
    String nextItem() throws IOException {
        return next(',');
    }

    /** Whether the item that was read last ended in a comma, so that more of its line follows. */
    boolean endedByComma() {
        return endedByComma;
    }

    /** What ended the line that {@link #nextLine} read last: LF, CRLF, CR, or nothing at the end of the text. */
    String lineEnd() {
        return lineEnd;
    }

    /** The number of the line read last, counted from 1. */
    long number() {
        return number;
    }

    /** Names the text, for error messages. */
    String name() {
        return name;
    }

    /** Names the text and the line that was read last, for error messages. */
    String place() {
        return name + ", line " + number;
    }

    /**
     * Looks at the next line, whether it is a plain one and at hand as a whole; {@link #skipTo} then reads it.
     *
     * @param delimiter see {@link PlainLine#read}
     * @param entry becomes the recipient
     * @return where it ends, or {@link PlainLine#NOT_PLAIN}
     */
    int endOfPlain(char delimiter, ValidEntry entry) {
        if (start == end) {
            fill();
        }
        int endOfPlain = PlainLine.read(buffer, start, end, delimiter, number + 1, entry);
        if (endOfPlain == PlainLine.NOT_PLAIN && PlainLine.isCut(buffer, start, end) && fill()) {
            endOfPlain = PlainLine.read(buffer, start, end, delimiter, number + 1, entry);
        }
        return endOfPlain;
    }

    /** As {@link #endOfPlain}, of the last line of a text that is in memory as a whole: nothing need end it. */
    int endOfLastPlain(char delimiter, ValidEntry entry) {
        return in == null ? PlainLine.readLast(buffer, start, end, delimiter, number + 1, entry) : PlainLine.NOT_PLAIN;
    }

    /** Goes behind the line at which {@link #endOfPlain} has looked. */
    void skipTo(int endOfPlain) {
        number++;
        bytesBefore += endOfPlain - start;
        start = endOfPlain;
    }

    /** The text that comes next, not read yet: as much of it as a line may be long, or all there is; its last character may be cut. */
    String peek() {
        while (end - start < MAX_LINE_BYTES && fill()) {
            // until there is enough
        }
        return new String(buffer, start, Math.min(end - start, MAX_LINE_BYTES), StandardCharsets.UTF_8);
    }

    /** What was not read yet, as bytes; to close them closes the text. */
    InputStream rest() {
        return new ChunkInputStream() {
            @Override
            public void close() throws IOException {
                Utf8Lines.this.close();
            }

            @Override
            protected ByteBuffer nextChunk() throws IOException {
                if (start == end && !fill()) {
                    throwFailure();
                    return null;
                }
                ByteBuffer chunk = ByteBuffer.wrap(buffer, start, end - start);
                start = end;
                return chunk;
            }
        };
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }

    private String next(char stop) throws IOException {
        int length = lengthOfNext(stop);
        if (length > MAX_LINE_BYTES) {
            throw tooLong();
        }
        if (length < 0 && !endedByComma) {
            return null;
        }
        length = Math.max(length, 0);
        if (!endedByComma) {
            number++;
        }
        endedByComma = stop == ',' && start + length < end && buffer[start + length] == ',';
        String text = decode(length);
        lineEnd = endedByComma ? "" : lineEndAt(start + length);
        int consumed = length + (endedByComma ? 1 : lineEnd.length());
        start += consumed;
        bytesBefore += consumed;
        return text;
    }

    private String lineEndAt(int at) {
        if (at == end) {
            return "";
        }
        if (buffer[at] == '\n') {
            return "\n";
        }
        return at + 1 < end && buffer[at + 1] == '\n' ? "\r\n" : "\r";
    }

    /** How long the next line or item is; with its whole line end at hand. Negative at the end of the text. */
    private int lengthOfNext(char stop) throws IOException {
        int scanned = 0;
        while (true) {
            for (int i = start + scanned; i < end; i++) {
                byte b = buffer[i];
                if (b == '\r' && i + 1 == end) {
                    int length = i - start;
                    fill();
                    return length;
                }
                if (b == '\n' || b == '\r' || b == stop) {
                    return i - start;
                }
            }
            scanned = end - start;
            if (scanned > MAX_LINE_BYTES) {
                throw tooLong();
            }
            if (!fill()) {
                throwFailure();
                return scanned == 0 ? -1 : scanned;
            }
        }
    }

    private IOException tooLong() {
        return new ListRefusal(
                placeOfNext() + ": longer than " + MAX_LINE_BYTES + " bytes: expected one recipient on each line");
    }

    private void throwFailure() throws IOException {
        if (failure != null) {
            throw new IOException(placeOfNext() + ": " + failure.getMessage(), failure);
        }
    }

    private String placeOfNext() {
        return name + ", line " + (endedByComma ? number : number + 1);
    }

    /** Whether there is more at hand now; if not, the text has ended, or reading failed. */
    private boolean fill() {
        if (in == null || failure != null) {
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
        try {
            int count = in.read(buffer, end, buffer.length - end);
            if (count == 0) {
                throw new IOException(DecodedInputStream.NOTHING_READ);
            }
            end += Math.max(count, 0);
            return count > 0;
        } catch (IOException e) {
            failure = e;
            return false;
        }
    }

    private String decode(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, start, length);
        try {
            return decoder.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ListRefusal(
                    place() + ": malformed UTF-8 at byte " + (bytesBefore + bytes.position() - start)
                            + ": expected UTF-8, or the list's charset in the option charset, for instance windows-1252",
                    e);
        }
    }
}
