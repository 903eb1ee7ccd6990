package io.github.camelbulksms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/** Reads the body of a reply up to a small size, packed or not, and gives up the connection of one that goes on. */
final class ReplyBody {

    /** The provider's replies have some hundred bytes. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int USUAL_BYTES = 1024;

    private ReplyBody() {}

    /**
     * @param body null when the reply has none
     * @throws IOException when it is cut, goes on behind the limit, or is encoded in a way that is not known
     */
    static byte[] read(HttpEntity body) throws IOException {
        InputStream raw = body == null ? null : body.getContent();
        if (raw == null) {
            return new byte[0];
        }
        boolean whole = false;
        try {
            // whatever is packed has to fit as well: a reply of ours always does
            byte[] bytes = upToLimit(raw);
            whole = true;
            return decode(bytes, body.getContentEncoding());
        } finally {
            if (whole) {
                raw.close();
            } else {
                abort(raw);
            }
        }
    }

    private static byte[] upToLimit(InputStream in) throws IOException {
        // readNBytes would begin with 16 kB, for some hundred bytes
        byte[] bytes = new byte[USUAL_BYTES];
        int length = 0;
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes, length, bytes.length - length)) {
            length += count;
            if (length > MAX_BYTES) {
                throw new IOException("the reply is longer than " + MAX_BYTES + " bytes");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] decode(byte[] bytes, String encoding) throws IOException {
        String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "identity" -> bytes;
            case "gzip", "x-gzip" -> gunzip(bytes);
            case "deflate" -> inflate(bytes);
            default -> throw new IOException("the reply's Content-Encoding is not known: expected gzip or deflate");
        };
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return upToLimit(in);
        }
    }

    /** As the standard has it, with a zlib header; and without, as some servers do. */
    private static byte[] inflate(byte[] bytes) throws IOException {
        boolean zlib =
                bytes.length > 1 && (bytes[0] & 0x0F) == 8 && ((bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        try {
            return upToLimit(new InflaterInputStream(new ByteArrayInputStream(bytes), inflater));
        } finally {
            inflater.end();
        }
    }

    // close would first read what is left, however long that is
    private static void abort(InputStream in) throws IOException {
        if (in instanceof EofSensorInputStream reply) {
            reply.abort();
        } else {
            in.close();
        }
    }
}
