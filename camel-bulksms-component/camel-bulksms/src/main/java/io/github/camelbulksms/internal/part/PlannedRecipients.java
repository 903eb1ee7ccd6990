package io.github.camelbulksms.internal.part;

import io.github.camelbulksms.internal.journal.PartStore;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.BulkSmsPart.Addressee;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Recipient;

/** What the planned parts of a run hold, a few bytes for each recipient. Not thread-safe. */
final class PlannedRecipients {

    private static final String COMPLETE =
            "all of the run is planned, and its list has changed: expected the same list; a new run in the"
                    + " header CamelBulkSmsRun sends to all recipients, with excludeRuns only to those who received nothing";

    private final RecipientSet recipients;
    private final PartStore plan;
    private long entries;
    private long parts;

    PlannedRecipients(DuplicateRecipient duplicates, PartStore plan) {
        recipients = RecipientSet.of(duplicates);
        this.plan = plan;
    }

    void enter(BulkSmsPart part) {
        for (Addressee addressee : part.recipients()) {
            Recipient recipient = new Recipient(addressee.phoneNumber(), addressee.sessionId());
            recipients.add(new ValidEntry(addressee.position(), recipient));
        }
        entries += part.recipients().size() + part.invalid().size() + part.duplicates();
        parts = Math.max(parts, part.part());
    }

    /** The highest number of a part. */
    long parts() {
        return parts;
    }

    /**
     * What an entry of the list is now that it is read again, or null when the planned parts hold it. Numbers are known wherever
     * they stand. Invalid and repeated ones are known by their place: as many entries as the parts hold were read for them.
     *
     * @param read how many entries were read, this one included
     * @throws IllegalStateException when a recipient comes after the run was planned completely
     */
    Entry leaves(Entry entry, long read) {
        if (entry instanceof ValidEntry valid) {
            if (!recipients.contains(valid) && !plan.isErased(valid.phoneNumber())) {
                if (plan.wasComplete()) {
                    throw new IllegalStateException(COMPLETE);
                }
                return entry;
            }
            return read <= entries ? null : new Entry.Duplicate(entry.position());
        }
        return read <= entries ? null : entry;
    }
}
