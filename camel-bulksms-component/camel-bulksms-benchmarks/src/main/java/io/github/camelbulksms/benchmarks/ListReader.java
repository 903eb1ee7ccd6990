package io.github.camelbulksms.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Turns the bytes of a list straight into the bytes of forms, for as many threads as ask. Trusts the list: no line is longer
 * than 128 bytes, none is empty or twice there.
 */
class ListReader implements Closeable {

    private static final int LONGEST_LINE = 128;
    private static final int CHUNK = 1 << 17;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] PLAIN = plain();

    private final FileChannel file;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteBuffer view = ByteBuffer.wrap(chunk);
    private int position;
    private int limit;

    ListReader(Path list) throws IOException {
        file = FileChannel.open(list);
    }

    /** Appends the next recipients to a form; how many there were. */
    final synchronized int read(FormBytes form) throws IOException {
        int lines = 0;
        while (lines < MeasuredPeer.BATCH) {
            form.ensure(3 * LONGEST_LINE);
            int start = form.length;
            boolean ended = readLine(form);
            if (form.length == start) {
                break;
            }
            endLine(form, start);
            lines++;
            form.append(FormBytes.COMMA);
            if (!ended) {
                break;
            }
        }
        if (lines > 0) {
            form.length -= FormBytes.COMMA.length;
        }
        return lines;
    }

    /** Called behind each line, which starts there in the form. */
    void endLine(FormBytes form, int start) {
        // nothing is missing
    }

    private boolean readLine(FormBytes form) throws IOException {
        while (true) {
            int from = position;
            int at = from;
            // what stays as it is goes over in one piece: half of the CPU that it takes byte by byte
            while (at < limit && PLAIN[chunk[at] & 0xFF]) {
                at++;
            }
            System.arraycopy(chunk, from, form.bytes, form.length, at - from);
            form.length += at - from;
            position = at + 1;
            if (at == limit) {
                if (!refill()) {
                    return false;
                }
            } else if (chunk[at] == '\n') {
                return true;
            } else {
                escape(chunk[at], form);
            }
        }
    }

    private boolean refill() throws IOException {
        view.clear();
        position = 0;
        limit = Math.max(file.read(view), 0);
        return limit > 0;
    }

    private static void escape(byte b, FormBytes form) {
        // a comma parts number and session ID in a list, a colon does in a form
        int code = b == ',' ? ':' : b;
        form.bytes[form.length++] = '%';
        form.bytes[form.length++] = HEX[code >> 4 & 0xF];
        form.bytes[form.length++] = HEX[code & 0xF];
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[256];
        for (char c = 0; c < 128; c++) {
            plain[c] = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || "-._*".indexOf(c) >= 0;
        }
        return plain;
    }
}
