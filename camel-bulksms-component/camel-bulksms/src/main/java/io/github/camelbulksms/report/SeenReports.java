package io.github.camelbulksms.report;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which reports were taken: the provider repeats them, and anybody who caught one can. Thread-safe. */
public final class SeenReports {

    /** What is to be done with a report. */
    public enum Claim {
        /** Nobody has it: the caller must {@link #taken take} it or {@link #release} it. */
        MINE,
        /** It was taken before. */
        REPEATED,
        /** Another thread is about to take it, and may yet fail. */
        IN_HAND
    }

    private final int capacity;
    private final Set<DeliveryReport.Identity> taken = new LinkedHashSet<>();
    private final Set<DeliveryReport.Identity> inHand = new HashSet<>();

    /**
     * @param capacity how many are remembered, the oldest going first
     */
    public SeenReports(int capacity) {
        this.capacity = capacity;
    }

    public synchronized Claim claim(DeliveryReport report) {
        if (taken.contains(report.identity())) {
            return Claim.REPEATED;
        }
        return inHand.add(report.identity()) ? Claim.MINE : Claim.IN_HAND;
    }

    /** Remembers a report that was claimed. */
    public synchronized void taken(DeliveryReport report) {
        inHand.remove(report.identity());
        taken.add(report.identity());
        if (taken.size() > capacity) {
            var oldest = taken.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Gives a report back that was claimed, and could not be taken. */
    public synchronized void release(DeliveryReport report) {
        inHand.remove(report.identity());
    }
}
