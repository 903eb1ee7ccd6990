package io.github.camelbulksms.internal.report;

import io.github.camelbulksms.model.DeliveryReport;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers in memory which reports were processed. Thread-safe. */
public final class MemoryReportLog implements ReportLog {

    private final int capacity;
    private final Set<DeliveryReport.Identity> processed = new LinkedHashSet<>();
    private final Set<DeliveryReport.Identity> inProgress = new HashSet<>();

    /**
     * @param capacity how many are remembered, the oldest going first
     */
    public MemoryReportLog(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Claim claim(DeliveryReport report, byte[] raw) {
        if (processed.contains(report.identity())) {
            return Claim.PROCESSED;
        }
        return inProgress.add(report.identity()) ? Claim.CLAIMED : Claim.IN_PROGRESS;
    }

    @Override
    public synchronized void processed(DeliveryReport report) {
        inProgress.remove(report.identity());
        processed.add(report.identity());
        if (processed.size() > capacity) {
            var oldest = processed.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public synchronized void release(DeliveryReport report) {
        inProgress.remove(report.identity());
    }
}
