package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import java.io.IOException;
import java.util.function.Predicate;

/** Cuts a source into batches; invalid and repeated recipients go to the ledger instead. Not thread-safe. */
final class BatchReader {

    private static final String FINISHED = "the run is finished, and its list has changed: expected the same list, or"
            + " another run in the header CamelBulkSmsRun";

    private final RecipientSource source;
    private final RunSettings settings;
    private final OutcomeRecorder ledger;
    private final Predicate<ValidEntry> isUninvited;
    private ValidEntry ahead;
    private long read;
    private long number;
    private String reasonToStop;

    /**
     * @param isUninvited tells who may not be sent to because the run is finished without him
     */
    BatchReader(RecipientSource source, RunSettings settings, OutcomeRecorder ledger, Predicate<ValidEntry> isUninvited)
            throws IOException {
        this.isUninvited = isUninvited;
        this.source = source;
        this.settings = settings;
        this.ledger = ledger;
        ahead = read();
    }

    boolean hasNext() {
        return ahead != null;
    }

    /** Why nothing more may be sent of what was read last, or null. */
    String reasonToStop() {
        return reasonToStop;
    }

    /**
     * Fills a batch with those who come next; it stays empty when there are none.
     *
     * @throws IOException when the source cannot be read on; what was read for this batch is entered as unsent
     */
    void fill(Batch batch) throws IOException {
        batch.begin(++number);
        try {
            while (ahead != null && batch.size() < settings.batchSize()) {
                batch.add(ahead);
                ahead = null;
                ahead = read();
            }
        } catch (IOException | RuntimeException | Error e) {
            ledger.unsent(batch, "not sent: reading the recipients failed");
            throw e;
        }
    }

    /** Reads to the end and enters the rest as unsent. */
    void leaveRest(String reason) throws IOException {
        while (ahead != null) {
            ledger.unsent(ahead.position(), ahead.recipient(), reason);
            ahead = null;
            ahead = read();
        }
    }

    private ValidEntry read() throws IOException {
        for (Entry entry = source.next(); entry != null; entry = source.next()) {
            read++;
            if (reasonToStop == null) {
                reasonToStop = source.reasonToStop();
            }
            if (reasonToStop == null) {
                reasonToStop = settings.limits().reasonToStopAt(entry, read);
            }
            if (entry instanceof ValidEntry valid) {
                if (reasonToStop == null && isUninvited.test(valid)) {
                    reasonToStop = FINISHED;
                }
                return valid;
            }
            ledger.notSentTo(entry);
        }
        if (reasonToStop == null) {
            reasonToStop = source.reasonToStop();
        }
        return null;
    }
}
