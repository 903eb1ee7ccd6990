package io.github.camelbulksms.recipient;

import java.io.IOException;

/** Passes every recipient on once; each further time it is a duplicate. */
final class DistinctSource implements RecipientSource {

    private final RecipientSource source;
    private final RecipientSet seen;

    DistinctSource(RecipientSource source, DuplicateRecipient duplicates) {
        this.source = source;
        seen = RecipientSet.of(duplicates);
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        return entry instanceof Entry.Valid valid && !seen.add(valid.recipient())
                ? new Entry.Duplicate(valid.position())
                : entry;
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
