package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.ExcludedRuns;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.recipient.RecipientInput;

/**
 * What is sent to which recipients, and as which run.
 *
 * @param part the part of the run that this is, from 1; {@link #WHOLE_RUN} for all of it
 * @param excluded whose recipients are left out
 */
public record SendRequest(Run run, long part, BulkMessage message, RecipientInput recipients, ExcludedRuns excluded) {

    /** Excludes no other run. */
    public SendRequest(Run run, long part, BulkMessage message, RecipientInput recipients) {
        this(run, part, message, recipients, ExcludedRuns.NONE);
    }

    /** In place of the number of a part. */
    public static final long WHOLE_RUN = 0;

    public RunKey key() {
        return new RunKey(run.campaign(), run.name(), part);
    }
}
