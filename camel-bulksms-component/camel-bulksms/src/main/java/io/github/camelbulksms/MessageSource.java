package io.github.camelbulksms;

import java.io.File;
import java.time.Instant;

/**
 * What is known of a message's identity, whatever becomes of the message.
 *
 * @param name names the runs of the message
 * @param mark tells this source from a later one of the same name: a file's time and length, a message's ID; null when nothing
 *     does
 */
record MessageSource(String name, String mark) {

    /** A message of which its consumer says nothing but that it is there. */
    static MessageSource event(String exchangeId) {
        return new MessageSource(exchangeId, "message " + exchangeId);
    }

    /**
     * @param lastModified milliseconds since 1970
     * @param length in bytes
     */
    static MessageSource file(String name, long lastModified, long length) {
        return new MessageSource(name, "file of " + Instant.ofEpochMilli(lastModified) + ", " + length + " bytes");
    }

    static MessageSource file(File file) {
        return file(file.getName(), file.lastModified(), file.length());
    }
}
