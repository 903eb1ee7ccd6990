package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import java.io.IOException;

/** Passes every recipient on once; each further time it is a duplicate. */
final class DistinctSource implements RecipientSource {

    private final RecipientSource source;
    private final RecipientSet seen;

    /**
     * @param seen enters who was passed on
     */
    DistinctSource(RecipientSource source, RecipientSet seen) {
        this.source = source;
        this.seen = seen;
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        return entry instanceof ValidEntry valid && !seen.add(valid) ? new Entry.Duplicate(valid.position()) : entry;
    }

    @Override
    public String header() {
        return source.header();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
