package io.github.camelbulksms.provider;

import io.github.camelbulksms.recipient.Recipient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The form of a message ({@code application/x-www-form-urlencoded}, UTF-8), written as bytes. What is the same for all
 * batches is encoded once. Immutable.
 */
public final class RequestForm {

    public static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    private static final int BYTES_PER_RECIPIENT = 64;
    private static final byte[] RECIPIENTS = ascii("recipients=");
    private static final byte[] COMMA = ascii("%2C");
    private static final byte[] COLON = ascii("%3A");
    private static final byte[] HEX = ascii("0123456789ABCDEF");

    private final byte[] message;

    public RequestForm(BulkMessage message) {
        Buffer buffer = new Buffer(3 * message.template().length() + 128);
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
        this.message = buffer.toBytes();
    }

    /** The body of one request. */
    public byte[] encode(List<Recipient> recipients) {
        Buffer buffer = new Buffer(RECIPIENTS.length + BYTES_PER_RECIPIENT * recipients.size() + message.length);
        buffer.write(RECIPIENTS);
        for (Iterator<Recipient> each = recipients.iterator(); each.hasNext(); ) {
            Recipient recipient = each.next();
            buffer.encode(recipient.phoneNumber());
            if (recipient.sessionId() != null) {
                buffer.write(COLON);
                buffer.encode(recipient.sessionId());
            }
            if (each.hasNext()) {
                buffer.write(COMMA);
            }
        }
        buffer.write(message);
        return buffer.toBytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Buffer {

        private byte[] bytes;
        private int length;

        Buffer(int capacity) {
            bytes = new byte[capacity];
        }

        void field(String nameAndEquals, String value) {
            write(ascii(nameAndEquals));
            encode(value);
        }

        void write(byte[] raw) {
            ensure(raw.length);
            System.arraycopy(raw, 0, bytes, length, raw.length);
            length += raw.length;
        }

        /** Percent-encodes as the URL standard says for forms: all but letters, digits and {@code * - . _}. */
        void encode(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            ensure(3 * utf8.length);
            for (byte b : utf8) {
                if (isUnreserved(b)) {
                    bytes[length++] = b;
                } else if (b == ' ') {
                    bytes[length++] = '+';
                } else {
                    bytes[length++] = '%';
                    bytes[length++] = HEX[(b >> 4) & 0xF];
                    bytes[length++] = HEX[b & 0xF];
                }
            }
        }

        byte[] toBytes() {
            return Arrays.copyOf(bytes, length);
        }

        private void ensure(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
        }

        private static boolean isUnreserved(byte b) {
            return b >= 'a' && b <= 'z'
                    || b >= '0' && b <= '9'
                    || b >= 'A' && b <= 'Z'
                    || b == '-'
                    || b == '.'
                    || b == '_'
                    || b == '*';
        }
    }
}
