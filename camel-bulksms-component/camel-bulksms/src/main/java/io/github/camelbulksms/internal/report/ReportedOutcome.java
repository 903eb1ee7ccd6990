package io.github.camelbulksms.internal.report;

import io.github.camelbulksms.model.DeliveryStatus;
import java.time.Instant;
import java.util.Comparator;

/**
 * How a message stands after all that was reported of it.
 *
 * @param referenceId of the request, or null
 * @param updatedAt when it became so, or null when that could not be read
 * @param reports how many different reports there were
 */
public record ReportedOutcome(String referenceId, DeliveryStatus status, Instant updatedAt, long reports) {

    private static final Comparator<ReportedOutcome> BY_WEIGHT = Comparator.<ReportedOutcome, Boolean>comparing(
                    report -> report.status().isFinal())
            .thenComparing(ReportedOutcome::updatedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

    /**
     * With one more report, in whatever order they come: a final status outweighs others, then the date counts, and at the same
     * date what came later.
     */
    public ReportedOutcome and(ReportedOutcome next) {
        ReportedOutcome last = BY_WEIGHT.compare(this, next) > 0 ? this : next;
        return new ReportedOutcome(last.referenceId, last.status, last.updatedAt, reports + next.reports);
    }
}
