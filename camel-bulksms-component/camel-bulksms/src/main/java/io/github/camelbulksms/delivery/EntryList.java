package io.github.camelbulksms.delivery;

import io.github.camelbulksms.recipient.Entry;
import io.github.camelbulksms.recipient.RecipientList;
import io.github.camelbulksms.recipient.RecipientSource;
import java.util.Iterator;
import java.util.List;

/** Entries that were read before. */
record EntryList(List<Entry> entries) implements RecipientList {

    @Override
    public RecipientSource open() {
        Iterator<Entry> iterator = entries.iterator();
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
