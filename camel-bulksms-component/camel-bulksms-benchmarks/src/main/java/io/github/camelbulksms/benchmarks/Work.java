package io.github.camelbulksms.benchmarks;

import java.nio.file.Path;

/**
 * What a peer does in one round.
 *
 * @param order the line that tells its process so
 * @param units what the cost is divided by
 */
record Work(String order, long units, long requests, long recipients) {

    static final int RECIPIENTS_PER_EXCHANGE = 10;
    static final int DIFFERENT_EXCHANGES = 1000;

    static Work file(Path list, int recipients) {
        long requests = (recipients + MeasuredPeer.BATCH - 1) / MeasuredPeer.BATCH;
        return new Work("file 1 " + list, recipients, requests, recipients);
    }

    static Work exchanges(int exchanges) {
        return new Work("exchanges " + exchanges, exchanges, exchanges, (long) exchanges * RECIPIENTS_PER_EXCHANGE);
    }

    /** The same, from several threads at once. */
    static Work callers(int callers, int exchanges) {
        return new Work(
                "callers " + callers + " " + exchanges,
                exchanges,
                exchanges,
                (long) exchanges * RECIPIENTS_PER_EXCHANGE);
    }

    static Work starts(int times) {
        return new Work("starts " + times, times, times, times);
    }

    /** Sends nothing: measures what it takes to recognise a number. */
    static Work remember(Lists.Numbers numbers, int recipients) {
        return new Work("remember " + numbers + " " + recipients, recipients, 0, 0);
    }

    /** Sends nothing: measures what it takes to ask a suppression list. */
    static Work askOfSuppressed(SuppressionCost.Place place, Lists.Numbers numbers, int recipients) {
        return new Work("suppressed " + place + " " + numbers + " " + recipients, recipients, 0, 0);
    }

    /** The same in one round, over and over again. */
    Work times(int times) {
        return new Work(
                order.replaceFirst(" 1 ", " " + times + " "), times * units, times * requests, times * recipients);
    }
}
