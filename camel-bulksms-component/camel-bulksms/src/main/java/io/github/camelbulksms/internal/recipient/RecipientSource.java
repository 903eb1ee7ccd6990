package io.github.camelbulksms.internal.recipient;

import java.io.Closeable;
import java.io.IOException;

/** Recipients read once from front to back, and never held in memory as a whole. Not thread-safe. */
public interface RecipientSource extends Closeable {

    /**
     * The next entry, or null behind the last.
     *
     * @throws IOException when the list cannot be read on; the message says where
     */
    Entry next() throws IOException;

    /** The header line that was read, or null: without it, lines that come back could not be read again. */
    default String header() {
        return null;
    }

    @Override
    void close() throws IOException;
}
