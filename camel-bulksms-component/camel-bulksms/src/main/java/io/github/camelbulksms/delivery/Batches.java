package io.github.camelbulksms.delivery;

import io.github.camelbulksms.recipient.Entry;
import io.github.camelbulksms.recipient.Recipient;
import io.github.camelbulksms.recipient.RecipientSource;
import io.github.camelbulksms.recipient.SessionIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Cuts a source into batches; invalid and repeated recipients go to the ledger instead. Not thread-safe. */
final class Batches {

    private final RecipientSource source;
    private final int size;
    private final SessionIds sessionIds;
    private final Ledger ledger;
    private final Roaring64Bitmap seen = new Roaring64Bitmap();
    private Entry.Valid ahead;
    private long number;

    /**
     * @param sessionIds makes the session IDs that are not given; null leaves such recipients without
     */
    Batches(RecipientSource source, int size, SessionIds sessionIds, Ledger ledger) throws IOException {
        this.source = source;
        this.size = size;
        this.sessionIds = sessionIds;
        this.ledger = ledger;
        ahead = read();
    }

    boolean hasNext() {
        return ahead != null;
    }

    /**
     * The next batch.
     *
     * @throws IOException when the source cannot be read on; what was read for this batch is entered as unsent
     */
    Batch next() throws IOException {
        List<Entry.Valid> entries = new ArrayList<>(Math.min(size, 1000));
        try {
            while (ahead != null && entries.size() < size) {
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
            if (entry instanceof Entry.Invalid invalid) {
                ledger.invalid(invalid);
            } else if (entry instanceof Entry.Valid valid) {
                long phoneNumber = Long.parseLong(valid.recipient().phoneNumber());
                if (!seen.contains(phoneNumber)) {
                    seen.addLong(phoneNumber);
                    return withSessionId(valid);
                }
                ledger.duplicate();
            }
        }
        return null;
    }

    private Entry.Valid withSessionId(Entry.Valid entry) {
        Recipient recipient = entry.recipient();
        if (recipient.sessionId() != null || sessionIds == null) {
            return entry;
        }
        return new Entry.Valid(entry.position(), recipient.withSessionId(sessionIds.of(recipient.phoneNumber())));
    }
}
