package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.RecipientOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The outcome of each recipient of a short list. Not thread-safe: guarded by the run's lock ({@link RunWorkers}). */
final class ShortList {

    /** Null once the list is too long. */
    private List<RecipientOutcome> recipients = new ArrayList<>();

    void add(Supplier<RecipientOutcome> outcome) {
        if (recipients == null) {
            return;
        }
        if (recipients.size() == BulkSmsResult.MAX_RECIPIENTS) {
            recipients = null;
        } else {
            recipients.add(outcome.get());
        }
    }

    /** Whether the list may still be a short one. */
    boolean hasRoom() {
        return recipients != null;
    }

    /** In the order of the list; null when it is too long. */
    List<RecipientOutcome> inOrder() {
        return recipients == null
                ? null
                : recipients.stream()
                        .sorted(Comparator.comparingLong(RecipientOutcome::position))
                        .toList();
    }
}
