package io.github.camelbulksms.delivery;

import io.github.camelbulksms.recipient.Entry;
import io.github.camelbulksms.recipient.Recipient;
import io.github.camelbulksms.recipient.RecipientSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Cuts a source into batches; invalid and repeated recipients go to the ledger instead. Not thread-safe. */
final class Batches {

    private static final String FINISHED = "the run is finished, and its list has changed: expected the same list, or"
            + " another run in the header CamelBulkSmsRun";

    private final RecipientSource source;
    private final DeliverySettings settings;
    private final Ledger ledger;
    private final Predicate<Recipient> isUninvited;
    private Entry.Valid ahead;
    private long read;
    private long number;
    private String reasonToStop;

    /**
     * @param isUninvited tells who may not be sent to because the run is finished without him
     */
    Batches(RecipientSource source, DeliverySettings settings, Ledger ledger, Predicate<Recipient> isUninvited)
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
     * The next batch.
     *
     * @throws IOException when the source cannot be read on; what was read for this batch is entered as unsent
     */
    Batch next() throws IOException {
        List<Entry.Valid> entries = new ArrayList<>(settings.batchSize());
        try {
            while (ahead != null && entries.size() < settings.batchSize()) {
                entries.add(ahead);
                ahead = null;
                ahead = read();
            }
        } catch (IOException | RuntimeException | Error e) {
            entries.forEach(entry -> ledger.unsent(entry, "not sent: reading the recipients failed"));
            throw e;
        }
        return new Batch(++number, entries);
    }

    /** Reads to the end and enters the rest as unsent. */
    void leaveRest(String reason) throws IOException {
        while (ahead != null) {
            ledger.unsent(ahead, reason);
            ahead = null;
            ahead = read();
        }
    }

    private Entry.Valid read() throws IOException {
        for (Entry entry = source.next(); entry != null; entry = source.next()) {
            read++;
            if (reasonToStop == null) {
                reasonToStop = settings.limits().reasonToStopAt(entry, read);
            }
            if (entry instanceof Entry.Valid valid) {
                if (reasonToStop == null && isUninvited.test(valid.recipient())) {
                    reasonToStop = FINISHED;
                }
                return valid;
            }
            ledger.notSentTo(entry);
        }
        return null;
    }
}
