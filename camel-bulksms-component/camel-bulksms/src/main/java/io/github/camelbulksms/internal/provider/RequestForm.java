package io.github.camelbulksms.internal.provider;

import io.github.camelbulksms.internal.recipient.RecipientBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The form of a message ({@code application/x-www-form-urlencoded}, UTF-8), written as bytes. What is the same for all
 * batches is encoded once. Immutable.
 */
public class RequestForm {

    public static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    private static final byte[] RECIPIENTS = ascii("recipients=");
    private static final byte[] COMMA = ascii("%2C");
    private static final byte[] COLON = ascii("%3A");
    private static final byte[] HEX = ascii("0123456789ABCDEF");
    private static final boolean[] UNRESERVED = unreserved();

    private final byte[] message;

    public RequestForm(BulkMessage message) {
        Buffer buffer = new Buffer(new byte[message.template().length() + 128]);
        buffer.field("&template=", message.template());
        if (message.ucid() != null) {
            buffer.field("&ucid=", message.ucid().name());
        }
        if (message.senderId() != null) {
            buffer.field("&sender_id=", message.senderId());
        }
        if (message.sessionId() != null) {
            buffer.field("&session_id=", message.sessionId());
        }
        this.message = Arrays.copyOf(buffer.bytes, buffer.length);
    }

    /**
     * The body of one request.
     *
     * @param recipients one at least
     * @param space an earlier body which is not needed any more: it is written over if it is large enough
     */
    public ByteBuffer encode(RecipientBatch recipients, ByteBuffer space) {
        Buffer buffer = new Buffer(space.array());
        int last = recipients.size() - 1;
        // without what escapes take, for which the buffer grows
        buffer.ensure(RECIPIENTS.length
                + recipients.end(last)
                + recipients.size() * (COMMA.length + COLON.length)
                + message.length);
        buffer.write(RECIPIENTS);
        for (int i = 0; i < recipients.size(); i++) {
            if (i > 0) {
                buffer.write(COMMA);
            }
            int digitsEnd = recipients.digitsEnd(i);
            buffer.write(recipients.bytes(), recipients.start(i), digitsEnd);
            if (recipients.hasSessionId(i)) {
                buffer.write(COLON);
                buffer.encode(recipients.bytes(), digitsEnd + 1, recipients.end(i));
            }
        }
        buffer.write(message);
        return ByteBuffer.wrap(buffer.bytes, 0, buffer.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What the URL standard leaves as it is in forms: letters, digits and {@code * - . _}. */
    private static boolean[] unreserved() {
        boolean[] unreserved = new boolean[256];
        for (int c = 0; c < 128; c++) {
            unreserved[c] =
                    c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || "*-._".indexOf(c) >= 0;
        }
        return unreserved;
    }

    private static final class Buffer {

        private byte[] bytes;
        private int length;

        Buffer(byte[] bytes) {
            this.bytes = bytes;
        }

        void field(String nameAndEquals, String value) {
            write(ascii(nameAndEquals));
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            encode(utf8, 0, utf8.length);
        }

        void write(byte[] raw) {
            write(raw, 0, raw.length);
        }

        void write(byte[] raw, int start, int end) {
            ensure(end - start);
            System.arraycopy(raw, start, bytes, length, end - start);
            length += end - start;
        }

        /** Percent-encodes UTF-8; what stays as it is goes over in one piece. */
        void encode(byte[] utf8, int start, int end) {
            int from = start;
            for (int i = start; i < end; i++) {
                if (!UNRESERVED[utf8[i] & 0xFF]) {
                    write(utf8, from, i);
                    escape(utf8[i]);
                    from = i + 1;
                }
            }
            write(utf8, from, end);
        }

        private void escape(byte b) {
            ensure(3);
            if (b == ' ') {
                bytes[length++] = '+';
            } else {
                bytes[length++] = '%';
                bytes[length++] = HEX[(b >> 4) & 0xF];
                bytes[length++] = HEX[b & 0xF];
            }
        }

        private void ensure(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
        }
    }
}
