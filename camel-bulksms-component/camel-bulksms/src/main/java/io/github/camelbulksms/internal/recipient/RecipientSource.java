package io.github.camelbulksms.internal.recipient;

import java.io.Closeable;
import java.io.IOException;

/** Recipients read once from front to back, and never held in memory as a whole. Not thread-safe. */
public interface RecipientSource extends Closeable {

    /** So many entries are read before the first request: what is wrong with them refuses the list. */
    int FIRST_ENTRIES = 1000;

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
     * Why nothing may be sent from the last entry read onwards, or null. A reason stays once set. There can be one behind the first
     * entry, behind an entry that is not valid, and behind the last: no other entry makes one.
     */
    default String reasonToStop() {
        return null;
    }

    /** How many of those read have a number that is possible, and in no range that is known to be given out. */
    default long outsidePlan() {
        return 0;
    }

    @Override
    void close() throws IOException;
}
