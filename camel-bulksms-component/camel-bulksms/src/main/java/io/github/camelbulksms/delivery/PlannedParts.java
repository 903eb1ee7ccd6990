package io.github.camelbulksms.delivery;

import io.github.camelbulksms.journal.Journal;
import io.github.camelbulksms.journal.PartPlan;
import io.github.camelbulksms.journal.RunJournal.Left;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/**
 * The parts of a run, each in the journal before it is handed out. When the run is cut again, those that are not finished come
 * first, as they were; then the rest of the list, without those whom they hold.
 */
public final class PlannedParts implements Iterator<BulkSmsPart>, Closeable {

    private final PartPlan plan;
    private final Queue<Long> unfinished = new ArrayDeque<>();
    private final Parts parts;
    private Left left;

    /**
     * @throws IOException when the recipients or the journal cannot be read, or another has the plan
     * @throws IllegalArgumentException when there are no recipients, or a limit forbids to send to them
     * @throws IllegalStateException when the run was planned completely, and its list has changed
     */
    public PlannedParts(SendRequest request, DeliverySettings settings, Journal journal) throws IOException {
        if (request.part() != 0) {
            throw new IllegalArgumentException(request.key() + " is a part: expected a whole list to cut into parts");
        }
        plan = journal.plan(request.key(), request.message().fingerprint());
        left = plan.wasComplete() ? Left.FINISHED : Left.OPEN;
        try {
            Planned planned = new Planned(settings.intake().duplicates(), plan.wasComplete());
            plan.read((number, part, finished) -> {
                planned.enter(BulkSmsPart.ofJson(part));
                if (!finished) {
                    unfinished.add(number);
                }
            });
            parts = new Parts(request, settings, planned);
        } catch (IOException | RuntimeException | Error e) {
            plan.close(left);
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
            plan.close(left);
        }
    }

    private void noteWhetherAllIsPlanned() {
        left = parts.hasNext() ? Left.OPEN : Left.FINISHED;
    }
}
