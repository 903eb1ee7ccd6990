package io.github.camelbulksms.internal.report;

import io.github.camelbulksms.model.DeliveryReport;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers in memory which reports were processed, each in the same few bytes. Thread-safe. */
public final class MemoryReportLog implements ReportLog {

    private final int capacity;
    private final Set<ReportKey> processed = new LinkedHashSet<>();
    private final Set<ReportKey> inProgress = new HashSet<>();

    /**
     * @param capacity how many are remembered, the oldest going first
     */
    public MemoryReportLog(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Claim claim(DeliveryReport report, byte[] raw) {
        ReportKey key = ReportKey.of(report);
        if (processed.contains(key)) {
            return Claim.PROCESSED;
        }
        return inProgress.add(key) ? Claim.CLAIMED : Claim.IN_PROGRESS;
    }

    @Override
    public synchronized void processed(DeliveryReport report) {
        ReportKey key = ReportKey.of(report);
        inProgress.remove(key);
        processed.add(key);
        if (processed.size() > capacity) {
            var oldest = processed.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public synchronized void release(DeliveryReport report) {
        inProgress.remove(ReportKey.of(report));
    }
}
