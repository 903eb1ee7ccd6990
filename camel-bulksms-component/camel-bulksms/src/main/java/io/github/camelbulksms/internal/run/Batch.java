package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.provider.RequestForm;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.Recipient;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The recipients of one request, and its body; filled again and again by the worker that has it. Not thread-safe. */
final class Batch {

    private static final int INITIAL_CAPACITY = 16;

    /** What is known of its recipients, should the worker be thrown out of its course. */
    enum Phase {
        NOT_SENT,
        MAY_BE_OUT,
        RECORDED
    }

    private final RecipientBatch recipients = new RecipientBatch();
    private long[] positions = new long[INITIAL_CAPACITY];
    private ByteBuffer body = ByteBuffer.allocate(0);
    private long number;
    private Phase phase = Phase.RECORDED;

    /**
     * Empties it.
     *
     * @param number counts the batches of a run from 1; 0 for one that stays empty
     */
    void reset(long number) {
        this.number = number;
        phase = Phase.NOT_SENT;
        recipients.clear();
    }

    void add(ValidEntry entry) {
        int size = recipients.size();
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, 2 * size);
        }
        positions[size] = entry.position();
        recipients.append(entry);
    }

    Phase phase() {
        return phase;
    }

    void markMayBeOut() {
        phase = Phase.MAY_BE_OUT;
    }

    void markNotSent() {
        phase = Phase.NOT_SENT;
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
