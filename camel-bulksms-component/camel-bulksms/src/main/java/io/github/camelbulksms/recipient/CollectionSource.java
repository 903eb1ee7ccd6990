package io.github.camelbulksms.recipient;

import java.util.Collection;
import java.util.Iterator;

/** The strings of a collection, each {@code phone} or {@code phone,sessionId}. */
final class CollectionSource implements RecipientSource {

    private final Iterator<?> elements;
    private long position;

    CollectionSource(Collection<?> collection) {
        elements = collection.iterator();
    }

    @Override
    public Entry next() {
        if (!elements.hasNext()) {
            return null;
        }
        Object element = elements.next();
        position++;
        if (element instanceof String line) {
            return Entry.ofLine(position, line);
        }
        return new Entry.Invalid(
                position,
                String.valueOf(element),
                "element of type "
                        + (element == null ? "null" : element.getClass().getName()) + ": expected a string");
    }

    @Override
    public void close() {
        // a collection holds nothing open
    }
}
