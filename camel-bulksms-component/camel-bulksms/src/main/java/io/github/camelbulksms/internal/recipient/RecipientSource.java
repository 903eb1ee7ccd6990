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

    /** The form of what was read so far: without it, lines that come back could not be read again. */
    default ListForm form() {
        return ListForm.LINES;
    }

    /**
     * Why nobody may be sent to from the entry on that was read last, or null. Once there is a reason it stays. There can be one
     * behind the first entry, behind an entry that is not valid, and behind the last: no other entry makes one.
     */
    default String reasonToStop() {
        return null;
    }

    @Override
    void close() throws IOException;
}
