package io.github.camelbulksms.delivery;

import io.github.camelbulksms.recipient.Entry;
import io.github.camelbulksms.recipient.RecipientList;
import io.github.camelbulksms.recipient.RecipientSource;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Entries that were read before.
 *
 * @param entries makes them anew each time
 */
record EntryList(Supplier<Stream<Entry>> entries) implements RecipientList {

    @Override
    public RecipientSource open() {
        Iterator<Entry> iterator = entries.get().iterator();
        return new RecipientSource() {
            @Override
            public Entry next() {
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    @Override
    public boolean canBeReadAgain() {
        return true;
    }
}
