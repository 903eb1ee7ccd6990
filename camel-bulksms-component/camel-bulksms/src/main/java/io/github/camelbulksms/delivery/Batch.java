package io.github.camelbulksms.delivery;

import io.github.camelbulksms.recipient.Entry;
import io.github.camelbulksms.recipient.Recipient;
import java.util.List;

/**
 * The recipients of one request.
 *
 * @param number counts the batches of a run from 1
 */
record Batch(long number, List<Entry.Valid> entries) {

    List<Recipient> recipients() {
        return entries.stream().map(Entry.Valid::recipient).toList();
    }
}
