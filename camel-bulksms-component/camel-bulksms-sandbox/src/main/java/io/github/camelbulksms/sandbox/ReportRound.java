package io.github.camelbulksms.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is reported between two resets: a report in flight at a reset ends in its old round, which is ignored. Guarded by the
 * {@link ReportDelivery}.
 */
final class ReportRound {

    final Deque<ReportFeed> feeds = new ArrayDeque<>();
    /** Threads that take messages from the feeds. */
    int pumps;

    long reports;
    long taken;
    long abandoned;
    long attempts;
    long forged;
    long forgedTaken;

    ReportStats stats() {
        return new ReportStats(reports, taken, abandoned, reports - taken - abandoned, attempts, forged, forgedTaken);
    }
}
