package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.compliance.BillTally;
import io.github.camelbulksms.internal.journal.ExcludingSource;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.PriorOutcomesSource;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.internal.recipient.ListRefusal;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import java.io.IOException;
import java.util.stream.Stream;

/** Opens a run completely, or throws and holds nothing open. Not thread-safe. */
final class RunOpening {

    private final SendRequest request;
    private final RunSettings settings;
    private final SendContext context;
    private final StopCheck stop;

    RunOpening(SendRequest request, RunSettings settings, SendContext context, StopCheck stop) {
        this.request = request;
        this.settings = settings;
        this.context = context;
        this.stop = stop;
    }

    /** Whether opening may take long: the journal waits for a lease, or the list is read twice. */
    boolean mayBlock() {
        return context.journal().mayBlock() || settings.limits().readsBeforehand(request.recipients());
    }

    /**
     * @throws IOException when there is not one recipient, or not one can be read, or the journal does not allow the run
     * @throws IllegalArgumentException when the text is refused
     */
    OpenRun open() throws IOException {
        settings.limits().check(request.message());
        String refusal = settings.limits().reasonToRefuse(request.recipients());
        RunJournal journal = context.journal()
                .open(
                        request.key(),
                        request.message().fingerprint(),
                        request.run().source(),
                        settings.pipeline().duplicates());
        try {
            return open(journal, refusal);
        } catch (Throwable e) {
            giveBack(journal, e);
            throw e;
        }
    }

    private OpenRun open(RunJournal journal, String refusal) throws IOException {
        StopCheck stopOfRun = stop.or(() -> journal.isStopped() ? byOperator() : null);
        RecipientSet recipientsRead = RecipientSet.of(settings.pipeline().duplicates());
        RunState state = new RunState(new OutcomeRecorder(request.run(), bill()));
        if (refusal != null) {
            state.stop(new StopReason(FailureCode.LIST_REFUSED, refusal));
        }
        if (stopOfRun.isStopped()) {
            state.stop(stopOfRun.reason());
        }
        RecipientSet excluded = request.excluded().isEmpty()
                ? RecipientSet.of(DuplicateRecipient.skip)
                : context.journal().accepted(request.key(), request.excluded());
        RecipientSource source = settings.pipeline()
                .open(
                        request.recipients(),
                        request.run().campaign(),
                        request.run().name(),
                        recipientsRead);
        try {
            RecipientSource prior = PriorOutcomesSource.of(source, journal.priorOutcomes(), settings.unknownOutcome());
            BatchReader reader = new BatchReader(
                    request.key(),
                    ExcludingSource.of(prior, excluded),
                    settings,
                    state,
                    stopOfRun,
                    recipient -> isNewToFinishedRun(journal, recipient),
                    request.recipients());
            start(reader, state);
            return new OpenRun(request, settings, journal, reader, recipientsRead, state, stopOfRun);
        } catch (Throwable e) {
            closeQuietly(source, e);
            throw e;
        }
    }

    /** Reads up to the first recipient. Where that fails after other entries were read, the run is open, and stops at once. */
    private void start(BatchReader reader, RunState state) throws IOException {
        try {
            reader.start();
        } catch (Throwable e) {
            if (reader.read() == 0) {
                throw e;
            }
            state.readingFailed(e);
        }
        if (reader.read() == 0 && !isRouteStopping(state)) {
            throw new ListRefusal(
                    request.recipients().canBeReadAgain()
                            ? "there is no recipient: expected at least one line, or element, with a phone number"
                            : "there is no recipient: the stream or iterator is empty or was read before, expected one"
                                    + " that was not read");
        }
    }

    /** Then nothing is read of a list that can be read only once, and nobody knows whether it is empty. */
    private static boolean isRouteStopping(RunState state) {
        return state.isStopped() && state.stopReason().code() == FailureCode.ROUTE_STOPPING;
    }

    private StopReason byOperator() {
        return new StopReason(FailureCode.RUN_STOPPED, JournalException.stopReason(request.key()));
    }

    /** Null where something is sent. */
    private BillTally bill() {
        return context.provider() == ProviderApi.DRY_RUN ? new BillTally() : null;
    }

    private static boolean isNewToFinishedRun(RunJournal journal, ValidEntry recipient) {
        return journal.wasFinished() && journal.priorOutcomes().of(recipient) == null;
    }

    private void giveBack(RunJournal journal, Throwable failure) {
        try {
            RecipientSet none = RecipientSet.of(settings.pipeline().duplicates());
            journal.close(
                    journal.wasFinished() ? RunStatus.FINISHED : RunStatus.OPEN,
                    new RunJournal.Reading(none, 0, Stream::empty));
        } catch (Throwable e) {
            suppress(e, failure);
        }
    }

    private static void closeQuietly(RecipientSource source, Throwable failure) {
        try {
            source.close();
        } catch (Throwable e) {
            suppress(e, failure);
        }
    }

    /** What throws may throw the same each time, which nothing can suppress. */
    private static void suppress(Throwable e, Throwable failure) {
        if (e != failure) {
            failure.addSuppressed(e);
        }
    }
}
