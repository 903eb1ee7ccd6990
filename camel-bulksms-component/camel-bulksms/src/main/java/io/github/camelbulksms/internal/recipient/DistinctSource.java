package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.set.RecipientSet;

/** Passes every recipient on once; each further time it is a duplicate. */
final class DistinctSource extends RecipientFilter {

    private final RecipientSet seen;

    /**
     * @param seen records the recipients that were passed on
     */
    DistinctSource(RecipientSource source, RecipientSet seen) {
        super(source);
        this.seen = seen;
    }

    @Override
    protected Entry ofValid(ValidEntry entry) {
        return seen.add(entry) ? entry : new Entry.Duplicate(entry.position());
    }
}
