package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.model.UnknownOutcome;

/**
 * How a run is sent.
 *
 * @param batchSize recipients per request, 1 to {@value #MAX_BATCH_SIZE} (provider documentation)
 * @param concurrentRequests requests of one run in flight at the same time, 1 to {@value #MAX_CONCURRENT_REQUESTS}
 * @param pipeline what recipients go through before they are sent to
 * @param limits what a list or text may not go beyond
 * @param retry when a request that was not accepted is sent again
 * @param unknownOutcome whether the run, sent again, sends to recipients who may have got the message
 */
public record RunSettings(
        int batchSize,
        int concurrentRequests,
        RecipientPipeline pipeline,
        RunLimits limits,
        RetryPolicy retry,
        UnknownOutcome unknownOutcome) {

    public static final int MAX_BATCH_SIZE = 1000;
    public static final int MAX_CONCURRENT_REQUESTS = 1000;

    public RunSettings {
        check("batchSize", batchSize, MAX_BATCH_SIZE);
        check("concurrentRequests", concurrentRequests, MAX_CONCURRENT_REQUESTS);
    }

    private static void check(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(option + " is " + value + ": expected 1 to " + max);
        }
    }
}
