package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.compliance.BillTally;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.Segments;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Counts;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Records one outcome for each recipient of a run. Counts come first, and need no memory: an exception while recipients are named
 * leaves the counts right. Not thread-safe: guarded by the run's lock ({@link RunWorkers}).
 */
final class OutcomeRecorder implements Entry.Sorter {

    private final Run run;
    private final BillTally bill;
    private final long[] totals = new long[Outcome.values().length];
    private final RecipientNaming naming = new RecipientNaming();
    private final List<String> referenceIds = new ArrayList<>(BulkSmsResult.MAX_REFERENCE_IDS);
    private final List<String> problems = new ArrayList<>(BulkSmsResult.MAX_PROBLEMS);
    private long acceptedBefore;
    private long requests;
    private long batches;
    private long held;
    private Instant resumeAt;
    private boolean dryRun;

    /**
     * @param bill counts what the run would cost by; null where it is sent
     */
    OutcomeRecorder(Run run, BillTally bill) {
        this.run = run;
        this.bill = bill;
    }

    /** A recipient who was read, but is not sent to any more. */
    @Override
    public void valid(ValidEntry entry) {
        unsent(entry, "not sent");
    }

    @Override
    public void invalid(Entry.Invalid entry) {
        totals[Outcome.INVALID.ordinal()]++;
        if (bill != null) {
            bill.addInvalid(entry.reason());
        }
        naming.invalid(entry);
    }

    @Override
    public void duplicate(Entry.Duplicate entry) {
        totals[Outcome.DUPLICATE.ordinal()]++;
        naming.duplicate(entry);
    }

    @Override
    public void prior(Entry.PriorOutcome entry) {
        Outcome outcome = entry.outcome();
        totals[outcome.ordinal()]++;
        switch (outcome) {
            case UNKNOWN -> held++;
            case ACCEPTED -> acceptedBefore++;
            case SUPPRESSED, INVALID, DUPLICATE, POSTPONED, REFUSED, UNSENT -> {
                // only counted as what they are
            }
        }
        String reason = outcome.name().toLowerCase(Locale.ROOT) + " since an earlier attempt of this run";
        naming.one(entry.position(), outcome, entry::recipient, reason);
    }

    void unsent(ValidEntry entry, String reason) {
        totals[Outcome.UNSENT.ordinal()]++;
        naming.one(entry.position(), Outcome.UNSENT, entry::recipient, reason);
    }

    /** The recipients of a batch that is not sent. */
    void unsent(Batch batch, String reason) {
        recordLeftOut(batch);
        record(batch, Outcome.UNSENT, reason);
    }

    /** The recipients of a batch with its final outcome. */
    void record(Batch batch, BatchOutcome outcome) {
        AttemptResult result = outcome.result();
        requests += outcome.requests();
        recordLeftOut(batch);
        batches++;
        if (result instanceof AttemptResult.DryRun) {
            // no recipient was meant to be sent to, so none needs a name
            dryRun = true;
            totals[Outcome.UNSENT.ordinal()] += batch.size();
            batch.markRecorded();
            if (bill != null) {
                bill.add(batch.recipients());
            }
            naming.answer(batch, Outcome.UNSENT, result.reason());
            return;
        }
        record(batch, result.outcome(), result.reason());
        if (result instanceof AttemptResult.Accepted accepted) {
            if (accepted.referenceId() != null && referenceIds.size() < BulkSmsResult.MAX_REFERENCE_IDS) {
                referenceIds.add(accepted.referenceId());
            }
        } else if (!(result instanceof AttemptResult.NobodyLeft)) {
            addProblem(() -> "request " + batch.number() + " of " + batch.size() + " recipients: " + result.reason());
        }
    }

    private void recordLeftOut(Batch batch) {
        batch.leftOut().forEach(recipient -> {
            totals[recipient.outcome().ordinal()]++;
            naming.leftOut(recipient);
        });
        batch.leftOut().clear();
        Instant moment = batch.resumeAt();
        if (moment != null && (resumeAt == null || moment.isBefore(resumeAt))) {
            resumeAt = moment;
        }
    }

    private void record(Batch batch, Outcome outcome, String reason) {
        totals[outcome.ordinal()] += batch.size();
        batch.markRecorded();
        naming.all(batch, outcome, reason);
    }

    /** A problem, in words for operators. */
    void addProblem(Supplier<String> problem) {
        if (problems.size() < BulkSmsResult.MAX_PROBLEMS) {
            problems.add(problem.get());
        }
    }

    String firstProblem() {
        return problems.isEmpty() ? null : problems.get(0);
    }

    void readingFailed(Throwable e) {
        addProblem(() -> "the remaining entries were not read: " + AttemptResult.words(e));
    }

    Counts counts() {
        return Counts.of(outcome -> totals[outcome.ordinal()], acceptedBefore, requests, batches);
    }

    /**
     * The recipients to be named in the result, once sealed.
     *
     * @throws UncheckedIOException when not all of them can be named
     */
    Stream<RecipientOutcome> named() {
        return naming.named();
    }

    /**
     * Ends the recording.
     *
     * @param form in which the list came
     */
    void seal(ListForm form) {
        if (held > 0) {
            addProblem(() -> held
                    + " of the unknown may have got the message from an earlier attempt of the run, and are not sent to"
                    + " again: unknownOutcome=resend would");
        }
        long postponed = totals[Outcome.POSTPONED.ordinal()];
        if (postponed > 0) {
            addProblem(() -> postponed + " are postponed: the same run, sent again, sends to them"
                    + (resumeAt == null ? "" : ", the first of them from " + resumeAt + " on"));
        }
        naming.seal(form);
        if (naming.failure() != null) {
            addProblem(() -> "not all recipients can be named, spooling them failed: "
                    + AttemptResult.describe(naming.failure()));
        }
    }

    /**
     * What became of the run.
     *
     * @param segments segments of each message
     * @param outsidePlan how many numbers are possible, and in no range that is known to be given out
     * @param stopped why the run stopped, or null
     */
    BulkSmsResult result(Segments segments, long outsidePlan, StopReason stopped) {
        Counts counts = counts();
        FailureCode code = code(counts, stopped);
        return new BulkSmsResult(
                run.campaign(),
                run.name(),
                counts,
                outsidePlan,
                segments.count(),
                segments.alphabet().label(),
                segments.forcedBy().orElse(null),
                dryRun,
                code,
                stopped == null ? null : stopped.text(),
                resumeAt,
                bill == null ? null : bill.bill(segments.count()),
                List.copyOf(referenceIds),
                List.copyOf(problems),
                naming.shortList(),
                naming.outcomes());
    }

    /** Null when all is well. What a reader must know first comes first. */
    private FailureCode code(Counts counts, StopReason stopped) {
        if (stopped != null) {
            boolean nobodyIsValid = counts.read() > 0 && counts.invalid() == counts.read();
            return stopped.code() == FailureCode.LIST_REFUSED && nobodyIsValid
                    ? FailureCode.NOBODY_VALID
                    : stopped.code();
        }
        if (counts.unknown() > 0) {
            return FailureCode.UNKNOWN;
        }
        if (counts.refused() > 0) {
            return FailureCode.REFUSED;
        }
        if (counts.unsent() > 0 && !dryRun) {
            return FailureCode.UNSENT;
        }
        return counts.postponed() > 0 && !dryRun ? FailureCode.POSTPONED : null;
    }
}
