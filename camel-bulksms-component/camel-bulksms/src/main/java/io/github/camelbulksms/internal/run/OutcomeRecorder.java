package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Counts;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The book of a run: each recipient read is entered once, under one outcome. Not thread-safe. */
final class OutcomeRecorder {

    private final Run run;
    private final Map<Outcome, Long> totals = new EnumMap<>(Outcome.class);
    private final OutcomeSpool spool = new OutcomeSpool();
    private final List<String> referenceIds = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long requests;
    private long held;
    private boolean spoolBroken;
    private boolean dryRun;

    OutcomeRecorder(Run run) {
        this.run = run;
    }

    /** Enters somebody who is not sent to: invalid, duplicate, or settled by an earlier attempt of the run. */
    void notSentTo(Entry entry) {
        if (entry instanceof Entry.Invalid invalid) {
            enter(RecipientOutcome.invalid(invalid.position(), invalid.text(), invalid.reason()));
        } else if (entry instanceof Entry.PriorOutcome settled && settled.outcome() == Outcome.UNKNOWN) {
            held++;
            enter(RecipientOutcome.of(
                    Outcome.UNKNOWN,
                    settled.position(),
                    settled.recipient(),
                    "unknown since an earlier attempt of this run"));
        } else {
            count(entry instanceof Entry.PriorOutcome settled ? settled.outcome() : Outcome.DUPLICATE);
        }
    }

    void unsent(long position, Recipient recipient, String reason) {
        enter(RecipientOutcome.of(Outcome.UNSENT, position, recipient, reason));
    }

    void unsent(Batch batch, String reason) {
        enter(Outcome.UNSENT, batch, reason);
    }

    void settle(Batch batch, AttemptResult attempt) {
        if (attempt instanceof AttemptResult.DryRun) {
            // nobody was meant to be sent to, so nobody needs a name
            dryRun = true;
            totals.merge(Outcome.UNSENT, (long) batch.size(), Long::sum);
            return;
        }
        requests++;
        if (attempt instanceof AttemptResult.Accepted accepted) {
            totals.merge(Outcome.ACCEPTED, (long) batch.size(), Long::sum);
            if (accepted.referenceId() != null && referenceIds.size() < BulkSmsResult.MAX_REFERENCE_IDS) {
                referenceIds.add(accepted.referenceId());
            }
            return;
        }
        problem("request " + batch.number() + " of " + batch.size() + " recipients: " + attempt.reason());
        enter(attempt.outcome(), batch, attempt.reason());
    }

    private void problem(String problem) {
        if (problems.size() < BulkSmsResult.MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    void readingFailed(Throwable e) {
        problem("what follows was not read: " + (e instanceof IOException ? e.getMessage() : e));
    }

    Counts counts() {
        return Counts.of(this::total, requests);
    }

    /**
     * Those who need a name, once the book is closed.
     *
     * @throws UncheckedIOException when not all of them can be named
     */
    Stream<RecipientOutcome> named() {
        if (spoolBroken) {
            throw new UncheckedIOException(new IOException("spooling the recipients failed"));
        }
        return spool.stream();
    }

    /**
     * Ends the book.
     *
     * @param form in which the list came
     * @param segments segments of each message
     * @param stopped why the run stopped, or null
     */
    BulkSmsResult close(ListForm form, int segments, String stopped) {
        if (held > 0) {
            problem(held
                    + " of the unknown may have got the message from an earlier attempt of the run, and are not sent to"
                    + " again: unknownOutcome=resend would");
        }
        try {
            spool.seal(form);
        } catch (IOException e) {
            spoolFailed(e);
        }
        return new BulkSmsResult(
                run.campaign(),
                run.name(),
                counts(),
                segments,
                dryRun,
                stopped,
                List.copyOf(referenceIds),
                List.copyOf(problems),
                spool);
    }

    private void enter(Outcome outcome, Batch batch, String reason) {
        for (int i = 0; i < batch.size(); i++) {
            enter(RecipientOutcome.of(outcome, batch.position(i), batch.recipient(i), reason));
        }
    }

    private void enter(RecipientOutcome recipient) {
        count(recipient.outcome());
        if (spoolBroken) {
            return;
        }
        try {
            spool.add(recipient);
        } catch (IOException e) {
            spoolFailed(e);
        }
    }

    // the counts stay exact; that names are missing is said once
    private void spoolFailed(IOException e) {
        spoolBroken = true;
        problem("not all recipients can be named, spooling them failed: " + e);
    }

    private void count(Outcome outcome) {
        totals.merge(outcome, 1L, Long::sum);
    }

    private long total(Outcome outcome) {
        return totals.getOrDefault(outcome, 0L);
    }
}
