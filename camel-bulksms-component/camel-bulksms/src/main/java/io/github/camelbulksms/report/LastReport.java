package io.github.camelbulksms.report;

import java.time.Instant;
import java.util.Comparator;

/**
 * How a message stands after all that was reported of it.
 *
 * @param referenceId of the request, or null
 * @param updatedOn when it became so, as it came; or null
 * @param updatedAt the same, or null when it could not be read
 * @param reports how many different reports there were
 */
public record LastReport(String referenceId, DeliveryStatus status, String updatedOn, Instant updatedAt, long reports) {

    private static final Comparator<LastReport> BY_WEIGHT = Comparator.<LastReport, Boolean>comparing(
                    report -> report.status().isFinal())
            .thenComparing(LastReport::updatedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

    /**
     * With one more report, in whatever order they come: a final status outweighs others, then the date counts, and at the same
     * date what came later.
     */
    public LastReport and(LastReport next) {
        LastReport last = BY_WEIGHT.compare(this, next) > 0 ? this : next;
        return new LastReport(last.referenceId, last.status, last.updatedOn, last.updatedAt, reports + next.reports);
    }
}
