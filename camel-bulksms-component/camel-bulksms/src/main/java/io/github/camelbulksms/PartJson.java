package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsPart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.camel.StreamCache;

/** Parts that come as JSON, from a queue for instance. Other JSON is a list. */
final class PartJson {

    /** A part says its version first. */
    private static final Pattern START = Pattern.compile("\\s*\\{\\s*\"version\"\\s*:");

    private static final int LOOK_AHEAD = 256;

    private PartJson() {}

    /** A stream whose first bytes can be looked at. */
    static InputStream peekable(InputStream in) {
        return in.markSupported() && !(in instanceof StreamCache) ? in : new BufferedInputStream(in);
    }

    /**
     * The part, or null when the recipients are not one.
     *
     * @throws IllegalArgumentException when it is one that cannot be read
     */
    static BulkSmsPart read(Object recipients) {
        // not by a type converter: when it fails, Camel repeats the whole text in the exception
        if (recipients instanceof BulkSmsPart part) {
            return part;
        }
        if (recipients instanceof String text && startsAsPart(text)) {
            return BulkSmsPart.ofJson(text.getBytes(StandardCharsets.UTF_8));
        }
        if (recipients instanceof byte[] bytes && startsAsPart(start(bytes, bytes.length))) {
            return BulkSmsPart.ofJson(bytes);
        }
        if (recipients instanceof InputStream in) {
            try {
                return readStream(in);
            } catch (IOException e) {
                throw new IllegalArgumentException("the stream of the recipients cannot be read: " + e.getMessage(), e);
            }
        }
        return null;
    }

    private static BulkSmsPart readStream(InputStream in) throws IOException {
        in.mark(LOOK_AHEAD);
        byte[] start = in.readNBytes(LOOK_AHEAD);
        in.reset();
        return startsAsPart(start(start, start.length)) ? BulkSmsPart.ofJson(in.readAllBytes()) : null;
    }

    private static String start(byte[] bytes, int length) {
        return new String(bytes, 0, Math.min(length, LOOK_AHEAD), StandardCharsets.UTF_8);
    }

    private static boolean startsAsPart(String text) {
        return START.matcher(text).lookingAt();
    }
}
