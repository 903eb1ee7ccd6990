package io.github.camelbulksms.delivery;

import io.github.camelbulksms.provider.Attempt;
import io.github.camelbulksms.recipient.Entry;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.Recipient;
import io.github.camelbulksms.recipient.RecipientOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The book of a run: each recipient read is entered once, under one outcome. Not thread-safe. */
final class Ledger {

    private final Run run;
    private final Map<Outcome, Long> totals = new EnumMap<>(Outcome.class);
    private final OutcomeSpool spool = new OutcomeSpool();
    private final List<String> referenceIds = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long requests;
    private long held;
    private boolean spoolBroken;
    private boolean dryRun;

    Ledger(Run run) {
        this.run = run;
    }

    /** Enters somebody who is not sent to: invalid, duplicate, or settled by an earlier attempt of the run. */
    void notSentTo(Entry entry) {
        if (entry instanceof Entry.Invalid invalid) {
            enter(Outcome.INVALID, invalid.position(), invalid.text(), invalid.reason());
        } else if (entry instanceof Entry.Settled settled && settled.outcome() == Outcome.UNKNOWN) {
            held++;
            enter(
                    Outcome.UNKNOWN,
                    settled.position(),
                    settled.recipient().toLine(),
                    "unknown since an earlier attempt of this run");
        } else {
            count(entry instanceof Entry.Settled settled ? settled.outcome() : Outcome.DUPLICATE);
        }
    }

    void unsent(long position, Recipient recipient, String reason) {
        enter(Outcome.UNSENT, position, recipient.toLine(), reason);
    }

    void unsent(Batch batch, String reason) {
        enter(Outcome.UNSENT, batch, reason);
    }

    void settle(Batch batch, Attempt attempt) {
        if (attempt instanceof Attempt.DryRun) {
            // nobody was meant to be sent to, so nobody needs a name
            dryRun = true;
            totals.merge(Outcome.UNSENT, (long) batch.size(), Long::sum);
            return;
        }
        requests++;
        if (attempt instanceof Attempt.Accepted accepted) {
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
        return new Counts(
                totals.values().stream().mapToLong(Long::longValue).sum(),
                total(Outcome.ACCEPTED),
                total(Outcome.INVALID),
                total(Outcome.DUPLICATE),
                total(Outcome.REFUSED),
                total(Outcome.UNSENT),
                total(Outcome.UNKNOWN),
                requests);
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
     * @param header the header line of the list, or null
     * @param segments segments of each message
     * @param stopped why the run stopped, or null
     */
    BulkSmsResult close(String header, int segments, String stopped) {
        if (held > 0) {
            problem(held
                    + " of the unknown may have got the message from an earlier attempt of the run, and are not sent to"
                    + " again: unknownOutcome=resend would");
        }
        try {
            spool.seal(header);
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
            enter(outcome, batch.position(i), batch.recipient(i).toLine(), reason);
        }
    }

    private void enter(Outcome outcome, long position, String text, String reason) {
        count(outcome);
        if (spoolBroken) {
            return;
        }
        try {
            spool.add(new RecipientOutcome(outcome, position, text, reason));
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
