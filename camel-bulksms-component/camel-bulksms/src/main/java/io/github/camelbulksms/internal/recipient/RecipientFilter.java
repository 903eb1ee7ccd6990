package io.github.camelbulksms.internal.recipient;

import java.io.IOException;

/** A source that changes what comes out of another one. */
public abstract class RecipientFilter implements RecipientSource {

    private final RecipientSource source;

    protected RecipientFilter(RecipientSource source) {
        this.source = source;
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        return entry instanceof ValidEntry valid ? ofValid(valid) : entry;
    }

    /** What becomes of a valid entry. */
    protected abstract Entry ofValid(ValidEntry entry);

    @Override
    public ListForm form() {
        return source.form();
    }

    @Override
    public String reasonToStop() {
        return source.reasonToStop();
    }

    @Override
    public long outsidePlan() {
        return source.outsidePlan();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
