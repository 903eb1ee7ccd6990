package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.provider.AttemptResult;

/**
 * What became of one batch.
 *
 * @param result of its last attempt
 * @param requests how many POSTs went out for it, or may have
 * @param failure what was thrown although the result is known, so that the run must stop; or null
 */
record BatchOutcome(AttemptResult result, int requests, Throwable failure) {

    static BatchOutcome of(AttemptResult result) {
        return of(result, null);
    }

    static BatchOutcome of(AttemptResult result, Throwable failure) {
        return new BatchOutcome(result, result.wentOut() ? 1 : 0, failure);
    }

    /** Adds the requests of an earlier attempt. */
    BatchOutcome after(BatchOutcome earlier) {
        return new BatchOutcome(result, requests + earlier.requests, failure);
    }
}
