package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.BulkSmsAnswer;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The outcome of each recipient of a short list. Not thread-safe: guarded by the run's lock ({@link RunWorkers}). */
final class AnswerLines {

    /** Null once the list is too long. */
    private List<BulkSmsAnswer.Line> lines = new ArrayList<>();

    private boolean isInOrder = true;

    void add(long position, Outcome outcome, Supplier<Recipient> recipient, String reason) {
        if (hasRoom()) {
            Recipient named = recipient.get();
            add(position, named.phoneNumber(), named.sessionId(), outcome, reason);
        }
    }

    /**
     * @param text the item as it came, or null
     */
    void addUnnamed(long position, Outcome outcome, String text, String reason) {
        if (hasRoom()) {
            add(position, text, null, outcome, reason);
        }
    }

    private void add(long position, String phone, String sessionId, Outcome outcome, String reason) {
        isInOrder &= lines.isEmpty() || lines.get(lines.size() - 1).position() <= position;
        lines.add(new BulkSmsAnswer.Line(
                position, phone, sessionId, outcome, outcome == Outcome.ACCEPTED ? null : reason));
    }

    /** Whether the list is still one that may be short. */
    boolean hasRoom() {
        if (lines != null && lines.size() == BulkSmsAnswer.MAX_RECIPIENTS) {
            lines = null;
        }
        return lines != null;
    }

    /** In the order of the list; null when it is too long. */
    List<BulkSmsAnswer.Line> inOrder() {
        if (lines == null) {
            return null;
        }
        if (!isInOrder) {
            lines.sort(Comparator.comparingLong(BulkSmsAnswer.Line::position));
            isInOrder = true;
        }
        return List.copyOf(lines);
    }
}
