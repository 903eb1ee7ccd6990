package io.github.camelbulksms.sandbox;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;

/** The newest attempts to report. Thread-safe. */
final class AttemptLog {

    private static final int KEPT = 50_000;

    /** Guarded by this. */
    private final ArrayDeque<ReportAttempt> attempts = new ArrayDeque<>();

    private long ids;

    synchronized void add(LongFunction<ReportAttempt> attempt) {
        attempts.addLast(attempt.apply(++ids));
        if (attempts.size() > KEPT) {
            attempts.removeFirst();
        }
    }

    synchronized List<ReportAttempt> newestFirst(long offset, int limit) {
        return attempts.stream()
                .skip(Math.max(0, attempts.size() - offset - limit))
                .limit(Math.max(0, Math.min(limit, attempts.size() - offset)))
                .sorted(Comparator.comparingLong(ReportAttempt::id).reversed())
                .toList();
    }

    /** Those of a message, oldest first. */
    synchronized List<ReportAttempt> of(long message) {
        return attempts.stream().filter(attempt -> attempt.message() == message).toList();
    }

    synchronized int size() {
        return attempts.size();
    }

    synchronized void clear() {
        attempts.clear();
    }
}
