package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Names the recipients of a run whose outcome is to be named, and all of a short list for its answer. After a failure no more are
 * named, and the result reports it. Not thread-safe: guarded by the run's lock ({@link RunWorkers}).
 */
final class RecipientNaming {

    private final OutcomeSpool spool = new OutcomeSpool();
    private final ShortList shortList = new ShortList();
    /** Null as long as all are named. Guarded as {@link RunState}. */
    private Throwable failure;

    void invalid(Entry.Invalid entry) {
        // made within: whatever is thrown while one is named must not reach the counts
        Supplier<RecipientOutcome> invalid =
                () -> RecipientOutcome.invalid(entry.position(), entry.text(), entry.reason());
        answer(invalid);
        name(invalid);
    }

    void duplicate(Entry.Duplicate entry) {
        answer(() -> RecipientOutcome.duplicate(entry.position()));
    }

    void one(long position, Outcome outcome, Supplier<Recipient> recipient, String reason) {
        answer(() -> answered(position, outcome, recipient.get(), reason));
        if (outcome.isNamed()) {
            name(() -> RecipientOutcome.of(outcome, position, recipient.get(), reason));
        }
    }

    void leftOut(RecipientOutcome recipient) {
        answer(() -> recipient);
        name(() -> recipient);
    }

    void all(Batch batch, Outcome outcome, String reason) {
        answer(batch, outcome, reason);
        if (outcome.isNamed()) {
            for (int i = 0; i < batch.size(); i++) {
                int index = i;
                name(() -> RecipientOutcome.of(outcome, batch.position(index), batch.recipient(index), reason));
            }
        }
    }

    /** For the answer alone. */
    void answer(Batch batch, Outcome outcome, String reason) {
        for (int i = 0; i < batch.size() && shortList.hasRoom(); i++) {
            int index = i;
            answer(() -> answered(batch.position(index), outcome, batch.recipient(index), reason));
        }
    }

    private void answer(Supplier<RecipientOutcome> recipient) {
        try {
            shortList.add(recipient);
        } catch (Throwable e) {
            failed(e);
        }
    }

    private static RecipientOutcome answered(long position, Outcome outcome, Recipient recipient, String reason) {
        return RecipientOutcome.of(outcome, position, recipient, outcome == Outcome.ACCEPTED ? null : reason);
    }

    private void name(Supplier<RecipientOutcome> recipient) {
        if (failure != null) {
            return;
        }
        try {
            spool.add(recipient.get());
        } catch (Throwable e) {
            // the counts stay exact; that names are missing is said when the run is closed
            failed(e);
        }
    }

    private void failed(Throwable e) {
        failure = failure == null ? e : failure;
    }

    /**
     * Ends the naming.
     *
     * @param form in which the list came
     */
    void seal(ListForm form) {
        try {
            spool.seal(form);
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Why names are missing, or null. */
    Throwable failure() {
        return failure;
    }

    /**
     * The recipients to be named in the result, once sealed.
     *
     * @throws UncheckedIOException when not all of them can be named
     */
    Stream<RecipientOutcome> named() {
        if (failure != null) {
            throw new UncheckedIOException(new IOException("not all recipients can be named", failure));
        }
        return spool.stream();
    }

    /** For the result, which closes them. */
    RecipientOutcome.Reader outcomes() {
        return spool;
    }

    /** In the order of the list; null when it is too long. */
    List<RecipientOutcome> shortList() {
        return shortList.inOrder();
    }
}
