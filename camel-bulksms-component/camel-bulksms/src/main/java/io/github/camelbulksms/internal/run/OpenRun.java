package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;

/**
 * A run that is open: it holds its place in the journal and its source, until it is closed.
 *
 * @param request what is sent, and to which recipients
 * @param settings how
 * @param journal the run's place in the journal
 * @param reader the run's source
 * @param recipientsRead all recipients with a usable number who were read
 * @param state its outcomes, and why it stops
 * @param stop asks it to stop, when its route stops or an operator wants it
 */
record OpenRun(
        SendRequest request,
        RunSettings settings,
        RunJournal journal,
        BatchReader reader,
        RecipientSet recipientsRead,
        RunState state,
        StopCheck stop) {}
