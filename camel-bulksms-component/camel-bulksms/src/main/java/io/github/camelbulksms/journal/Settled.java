package io.github.camelbulksms.journal;

import io.github.camelbulksms.recipient.DuplicateRecipient;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.Recipient;
import io.github.camelbulksms.recipient.RecipientSet;
import java.util.List;

/** Whose messages were accepted, and whose may have been. Thread-safe. */
public final class Settled {

    private final RecipientSet accepted;
    private final RecipientSet unknown;
    private long size;

    public Settled(DuplicateRecipient duplicates) {
        accepted = RecipientSet.of(duplicates);
        unknown = RecipientSet.of(duplicates);
    }

    /** Accepted, unknown, or null for somebody who may be sent to. */
    public synchronized Outcome of(Recipient recipient) {
        if (accepted.contains(recipient)) {
            return Outcome.ACCEPTED;
        }
        return unknown.contains(recipient) ? Outcome.UNKNOWN : null;
    }

    public synchronized boolean isEmpty() {
        return accepted.isEmpty() && unknown.isEmpty();
    }

    /** How many were entered. */
    public synchronized long size() {
        return size;
    }

    /**
     * @param outcome only accepted and unknown ones are remembered
     */
    synchronized void enter(List<Recipient> recipients, Outcome outcome) {
        if (outcome == Outcome.ACCEPTED || outcome == Outcome.UNKNOWN) {
            RecipientSet set = outcome == Outcome.ACCEPTED ? accepted : unknown;
            recipients.forEach(set::add);
            size += recipients.size();
        }
    }
}
