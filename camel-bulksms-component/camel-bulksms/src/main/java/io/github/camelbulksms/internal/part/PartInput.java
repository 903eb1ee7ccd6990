package io.github.camelbulksms.internal.part;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The recipients of a part: entries that were read when the list was cut.
 *
 * @param entries makes them anew each time
 */
record PartInput(Supplier<Stream<Entry>> entries) implements RecipientInput {

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
