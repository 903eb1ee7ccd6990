package io.github.camelbulksms.internal.part;

import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.Recipient;
import java.util.ArrayList;
import java.util.List;

/** Gathers the entries of one part. Not thread-safe. */
final class PartContent implements Entry.Sorter {

    private final List<BulkSmsPart.Addressee> recipients = new ArrayList<>();
    private final List<BulkSmsPart.Invalid> invalid = new ArrayList<>();
    private long duplicates;

    @Override
    public void valid(ValidEntry entry) {
        Recipient recipient = entry.recipient();
        recipients.add(new BulkSmsPart.Addressee(entry.position(), recipient.phoneNumber(), recipient.sessionId()));
    }

    @Override
    public void invalid(Entry.Invalid entry) {
        invalid.add(new BulkSmsPart.Invalid(entry.position(), entry.text(), entry.reason()));
    }

    @Override
    public void duplicate(Entry.Duplicate entry) {
        duplicates++;
    }

    @Override
    public void prior(Entry.PriorOutcome entry) {
        throw new IllegalStateException("a list that is cut into parts knows no earlier attempts: " + entry.outcome());
    }

    /** How many entries need room in the part; duplicates are only counted. */
    int size() {
        return recipients.size() + invalid.size();
    }

    BulkSmsPart toPart(Run run, long number, BulkMessage message) {
        return new BulkSmsPart(
                BulkSmsPart.VERSION,
                run.campaign(),
                run.name(),
                number,
                message.template(),
                message.ucid(),
                message.senderId(),
                message.sessionId(),
                recipients,
                invalid,
                duplicates);
    }
}
