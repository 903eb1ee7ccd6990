package io.github.camelbulksms.internal.report;

import io.github.camelbulksms.model.DeliveryReport;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers in memory which reports were taken. Thread-safe. */
public final class MemoryReportLog implements ReportLog {

    private final int capacity;
    private final Set<DeliveryReport.Identity> taken = new LinkedHashSet<>();
    private final Set<DeliveryReport.Identity> inHand = new HashSet<>();

    /**
     * @param capacity how many are remembered, the oldest going first
     */
    public MemoryReportLog(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Claim claim(DeliveryReport report, byte[] raw) {
        if (taken.contains(report.identity())) {
            return Claim.PROCESSED;
        }
        return inHand.add(report.identity()) ? Claim.CLAIMED : Claim.IN_PROGRESS;
    }

    @Override
    public synchronized void taken(DeliveryReport report) {
        inHand.remove(report.identity());
        taken.add(report.identity());
        if (taken.size() > capacity) {
            var oldest = taken.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public synchronized void release(DeliveryReport report) {
        inHand.remove(report.identity());
    }
}
