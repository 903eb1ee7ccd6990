package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.provider.RequestForm;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/** The recipients of one request, and its body; filled again and again by its worker. Not thread-safe: confined to that worker. */
final class Batch {

    private static final int INITIAL_CAPACITY = 16;

    /** What is known of its recipients if the worker fails with an exception. */
    enum Phase {
        NOT_ACCEPTED,
        MAY_BE_OUT,
        RECORDED
    }

    private final RecipientBatch recipients = new RecipientBatch();
    private long[] positions = new long[INITIAL_CAPACITY];
    private ByteBuffer body = ByteBuffer.allocate(0);
    private final List<RecipientOutcome> leftOut = new ArrayList<>();
    private Instant resumeAt;
    private long number;
    private Phase phase = Phase.RECORDED;

    /**
     * Empties it.
     *
     * @param number counts the batches of a run from 1; 0 for one that stays empty
     */
    void reset(long number) {
        this.number = number;
        phase = Phase.NOT_ACCEPTED;
        recipients.clear();
        leftOut.clear();
        resumeAt = null;
    }

    void add(ValidEntry entry) {
        int size = recipients.size();
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, 2 * size);
        }
        positions[size] = entry.position();
        recipients.append(entry);
    }

    /**
     * Takes recipients out who are not sent to now.
     *
     * @param outcome suppressed or postponed
     * @param reasons why, by index
     */
    void leaveOut(BitSet indexes, Outcome outcome, IntFunction<String> reasons) {
        // all outcomes are made before any recipient is removed: an exception must not leave one in both halves
        leftOut.addAll(indexes.stream()
                .mapToObj(i -> RecipientOutcome.of(outcome, positions[i], recipients.get(i), reasons.apply(i)))
                .toList());
        int kept = 0;
        for (int i = 0; i < size(); i++) {
            if (!indexes.get(i)) {
                positions[kept++] = positions[i];
            }
        }
        recipients.leaveOut(indexes);
    }

    /**
     * Notes when recipients who were left out may be sent to; the earliest moment counts.
     *
     * @param moment null when there is none
     */
    void noteResumeAt(Instant moment) {
        if (moment != null && (resumeAt == null || moment.isBefore(resumeAt))) {
            resumeAt = moment;
        }
    }

    /** The recipients who were left out, independent of the outcome of the others. */
    List<RecipientOutcome> leftOut() {
        return leftOut;
    }

    /** When the first postponed recipient may be sent to; null when there is none, or no such moment. */
    Instant resumeAt() {
        return resumeAt;
    }

    Phase phase() {
        return phase;
    }

    void markMayBeOut() {
        phase = Phase.MAY_BE_OUT;
    }

    void markNotAccepted() {
        phase = Phase.NOT_ACCEPTED;
    }

    void markRecorded() {
        phase = Phase.RECORDED;
    }

    long number() {
        return number;
    }

    int size() {
        return recipients.size();
    }

    boolean isEmpty() {
        return recipients.isEmpty();
    }

    RecipientBatch recipients() {
        return recipients;
    }

    Recipient recipient(int index) {
        return recipients.get(index);
    }

    /** Where a recipient stood in the list. */
    long position(int index) {
        return positions[index];
    }

    /** The body of its request; good until the batch is filled again. */
    ByteBuffer encode(RequestForm form) {
        body = form.encode(recipients, body);
        return body;
    }
}
