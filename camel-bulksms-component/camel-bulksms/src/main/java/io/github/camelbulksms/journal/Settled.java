package io.github.camelbulksms.journal;

import io.github.camelbulksms.recipient.DuplicateRecipient;
import io.github.camelbulksms.recipient.NumberCheck;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.PhoneNumbers;
import io.github.camelbulksms.recipient.Recipient;
import io.github.camelbulksms.recipient.RecipientOutcome;
import io.github.camelbulksms.recipient.RecipientSet;
import io.github.camelbulksms.recipient.Recipients;
import io.github.camelbulksms.recipient.ValidEntry;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** Whose messages were accepted, and whose may have been. Thread-safe. */
public final class Settled {

    private static final PhoneNumbers AS_SENT = new PhoneNumbers(NumberCheck.shape, null);

    private final RecipientSet unknown;
    private RecipientSet accepted;

    public Settled(DuplicateRecipient duplicates) {
        accepted = RecipientSet.of(duplicates);
        unknown = RecipientSet.of(duplicates);
    }

    /** Accepted, unknown, or null for somebody who may be sent to. */
    public synchronized Outcome of(ValidEntry recipient) {
        if (accepted.contains(recipient)) {
            return Outcome.ACCEPTED;
        }
        return unknown.contains(recipient) ? Outcome.UNKNOWN : null;
    }

    Outcome of(Recipient recipient) {
        return of(new ValidEntry(0, recipient));
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** How many are held. */
    public synchronized long size() {
        return accepted.size() + unknown.size();
    }

    /**
     * @param outcome only accepted and unknown ones are remembered
     */
    synchronized void enter(Recipients recipients, Outcome outcome) {
        if (outcome == Outcome.ACCEPTED) {
            accepted.addAll(recipients);
        } else if (outcome == Outcome.UNKNOWN) {
            unknown.addAll(recipients);
        }
    }

    /** Enters everybody who was read; keeps the set that it is given, as ten million need not be held twice. */
    synchronized void enter(RunJournal.Reading reading) {
        RecipientSet left = reading.recipients();
        try (Stream<RecipientOutcome> named = reading.named().get()) {
            named.filter(one -> one.outcome() != Outcome.INVALID).forEach(one -> {
                ValidEntry recipient = new ValidEntry(one.position(), Recipient.ofLine(one.text(), AS_SENT));
                left.remove(recipient);
                if (one.outcome() == Outcome.UNKNOWN) {
                    unknown.add(recipient);
                }
            });
        } catch (UncheckedIOException e) {
            // who of them was accepted cannot be told any more
            unknown.addAll(left);
            return;
        }
        if (accepted.size() == 0) {
            accepted = left;
        } else {
            accepted.addAll(left);
        }
    }
}
