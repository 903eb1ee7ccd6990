package io.github.camelbulksms.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is reported between two resets: what is under way at a reset goes on in a round that nobody looks at. Guarded by the
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
