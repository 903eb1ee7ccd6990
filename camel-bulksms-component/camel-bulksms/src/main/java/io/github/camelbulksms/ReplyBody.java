package io.github.camelbulksms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/** Reads the body of a reply up to a small size and for a limited time, and gives up the connection of one that goes on. */
final class ReplyBody {

    /** The provider's replies have some hundred bytes. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int BYTES_AT_ONCE = 512;

    private final long deadline;

    ReplyBody(Duration longest) {
        deadline = System.nanoTime() + longest.toNanos();
    }

    /**
     * @param in null when the reply has no body
     * @throws IOException when it does not end in time, is cut, or goes on behind the limit
     */
    byte[] read(InputStream in) throws IOException {
        if (in == null) {
            return new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BYTES_AT_ONCE];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            body.write(buffer, 0, count);
            if (body.size() > MAX_BYTES) {
                abort(in);
                throw new IOException("the reply is longer than " + MAX_BYTES + " bytes");
            }
            if (System.nanoTime() - deadline > 0) {
                abort(in);
                throw new IOException("the reply does not end");
            }
        }
        in.close();
        return body.toByteArray();
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
