package io.github.camelbulksms.delivery;

import io.github.camelbulksms.journal.RunKey;
import io.github.camelbulksms.provider.BulkMessage;
import io.github.camelbulksms.recipient.RecipientList;

/**
 * What is to be sent, to whom, and as which run.
 *
 * @param part the part of the run that this is, from 1; 0 for a whole run
 */
public record SendRequest(Run run, long part, BulkMessage message, RecipientList recipients) {

    public RunKey key() {
        return new RunKey(run.campaign(), run.name(), part);
    }
}
