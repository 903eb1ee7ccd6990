package io.github.camelbulksms.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The body of one request, written over and over again by one thread. */
final class FormBytes {

    static final byte[] COMMA = ascii("%2C");
    static final byte[] COLON = ascii("%3A");
    private static final byte[] RECIPIENTS = ascii("recipients=");
    private static final byte[] TEMPLATE =
            ascii("&template=" + URLEncoder.encode(MeasuredPeer.TEXT, StandardCharsets.UTF_8));

    byte[] bytes = new byte[1 << 16];
    int length;

    void begin() {
        length = 0;
        append(RECIPIENTS);
    }

    void end() {
        append(TEMPLATE);
    }

    void append(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
