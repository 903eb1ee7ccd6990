package io.github.camelbulksms.internal.part;

import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.PartStore;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.internal.run.RunSettings;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.DuplicateRecipient;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/**
 * The parts of a run, each in the journal before it is handed out. When the run is cut again, its unfinished parts come first,
 * unchanged; then the rest of the list, without recipients who are planned already.
 */
public final class PartIterator implements Iterator<BulkSmsPart>, Closeable {

    private final PartStore plan;
    private final Queue<Long> unfinished = new ArrayDeque<>();
    private final PartCutter parts;
    private RunStatus status;

    /**
     * @throws IOException when the recipients or the journal cannot be read, or another has the plan
     * @throws IllegalArgumentException when there are no recipients, or a limit forbids to send to them
     * @throws IllegalStateException when the run was planned completely, and its list has changed
     */
    public PartIterator(SendRequest request, RunSettings settings, Journal journal) throws IOException {
        if (request.part() != SendRequest.WHOLE_RUN) {
            throw new IllegalArgumentException(request.key() + " is a part: expected a whole list to cut into parts");
        }
        plan = journal.plan(
                request.key(), request.message().fingerprint(), request.run().source());
        status = plan.wasComplete() ? RunStatus.FINISHED : RunStatus.OPEN;
        try {
            PlannedRecipients planned =
                    new PlannedRecipients(settings.pipeline().duplicates(), plan);
            plan.read((number, part, finished) -> {
                planned.enter(BulkSmsPart.ofJson(part));
                if (!finished) {
                    unfinished.add(number);
                }
            });
            RecipientSet excluded = request.excluded().isEmpty()
                    ? RecipientSet.of(DuplicateRecipient.skip)
                    : journal.accepted(request.key(), request.excluded());
            parts = new PartCutter(request, settings, planned, excluded);
        } catch (IOException | RuntimeException | Error e) {
            plan.close(status);
            throw e;
        }
        noteWhetherAllIsPlanned();
    }

    @Override
    public boolean hasNext() {
        return !unfinished.isEmpty() || parts.hasNext();
    }

    /**
     * @throws UncheckedIOException when the recipients cannot be read on, or the part cannot be planned
     * @throws IllegalStateException when a limit forbids to send to what comes next
     */
    @Override
    public BulkSmsPart next() {
        try {
            if (!unfinished.isEmpty()) {
                return BulkSmsPart.ofJson(plan.part(unfinished.remove()));
            }
            BulkSmsPart part = parts.next();
            plan.add(part.part(), part.toJson());
            noteWhetherAllIsPlanned();
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            parts.close();
        } finally {
            plan.close(status);
        }
    }

    private void noteWhetherAllIsPlanned() {
        status = parts.hasNext() ? RunStatus.OPEN : RunStatus.FINISHED;
    }
}
