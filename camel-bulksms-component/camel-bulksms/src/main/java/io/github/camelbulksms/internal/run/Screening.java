package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.compliance.QuietHours.Quiet;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.spi.SuppressionList;
import java.io.IOException;
import java.util.BitSet;

/** Leaves recipients who may not be sent to now out of the batches of a run; the journal records it first. Thread-safe. */
final class Screening {

    private static final String SUPPRESSED = "suppressed: wants no messages";

    private final Compliance compliance;
    private final RunJournal journal;
    private final String campaign;

    Screening(Compliance compliance, RunJournal journal, String campaign) {
        this.compliance = compliance;
        this.journal = journal;
        this.campaign = campaign;
    }

    /** Leaves out recipients currently in quiet hours. */
    void leaveOutQuiet(Batch batch) throws JournalException {
        Quiet quiet = quiet(batch);
        if (quiet != null) {
            journal.leaveOut(
                    batch.recipients().only(quiet.indexes()),
                    Outcome.POSTPONED,
                    compliance.quietHours().toString());
            batch.leaveOut(quiet.indexes(), Outcome.POSTPONED, quiet.reasons());
            batch.noteResumeAt(quiet.resumeAt());
        }
    }

    /** Whether quiet hours have begun for any of the recipients. */
    boolean isAnyInQuietHours(Batch batch) {
        return quiet(batch) != null;
    }

    /**
     * Leaves out recipients who want no messages.
     *
     * @throws IOException when the suppression list or the journal fails
     */
    void leaveOutSuppressed(Batch batch) throws IOException {
        if (compliance.suppressionList() == SuppressionList.NONE) {
            return;
        }
        BitSet suppressed = suppressed(batch);
        if (!suppressed.isEmpty()) {
            journal.leaveOut(batch.recipients().only(suppressed), Outcome.SUPPRESSED, SUPPRESSED);
            batch.leaveOut(suppressed, Outcome.SUPPRESSED, index -> SUPPRESSED);
        }
    }

    private BitSet suppressed(Batch batch) throws IOException {
        BitSet suppressed;
        try {
            suppressed = compliance
                    .suppressionList()
                    .suppressed(campaign, batch.recipients().phoneNumbers());
        } catch (IOException | RuntimeException e) {
            throw new IOException("the suppression list cannot be asked: " + AttemptResult.words(e), e);
        }
        if (suppressed == null || suppressed.length() > batch.size()) {
            throw new IOException("the suppression list cannot be asked: it answered "
                    + (suppressed == null ? "null" : "of number " + suppressed.length())
                    + ", and was asked of " + batch.size());
        }
        return suppressed;
    }

    private Quiet quiet(Batch batch) {
        return compliance.quietHours().areNone()
                ? null
                : compliance
                        .quietHours()
                        .quiet(batch.recipients(), compliance.clock().instant());
    }
}
