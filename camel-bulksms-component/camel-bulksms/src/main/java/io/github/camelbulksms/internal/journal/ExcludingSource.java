package io.github.camelbulksms.internal.journal;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import java.io.IOException;

/** Reports recipients as duplicates who got the campaign by another run, or may have got it. */
public final class ExcludingSource implements RecipientSource {

    private final RecipientSource source;
    private final RecipientSet excluded;

    /** The source itself where no recipients are excluded. */
    public static RecipientSource of(RecipientSource source, RecipientSet excluded) {
        return excluded.size() == 0 ? source : new ExcludingSource(source, excluded);
    }

    private ExcludingSource(RecipientSource source, RecipientSet excluded) {
        this.source = source;
        this.excluded = excluded;
    }

    @Override
    public Entry next() throws IOException {
        Entry entry = source.next();
        return entry instanceof ValidEntry valid && excluded.contains(valid)
                ? new Entry.Duplicate(valid.position())
                : entry;
    }

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
