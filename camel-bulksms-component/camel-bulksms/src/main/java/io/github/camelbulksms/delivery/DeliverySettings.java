package io.github.camelbulksms.delivery;

import io.github.camelbulksms.recipient.Intake;
import io.github.camelbulksms.recipient.UnknownOutcome;

/**
 * How a run is sent.
 *
 * @param batchSize recipients per request, 1 to {@value #MAX_BATCH_SIZE} (provider documentation)
 * @param concurrentRequests requests of one run in flight at the same time, 1 to {@value #MAX_CONCURRENT_REQUESTS}
 */
public record DeliverySettings(
        int batchSize,
        int concurrentRequests,
        Intake intake,
        Limits limits,
        Retry retry,
        UnknownOutcome unknownOutcome) {

    public static final int MAX_BATCH_SIZE = 1000;
    public static final int MAX_CONCURRENT_REQUESTS = 1000;

    public DeliverySettings {
        check("batchSize", batchSize, MAX_BATCH_SIZE);
        check("concurrentRequests", concurrentRequests, MAX_CONCURRENT_REQUESTS);
    }

    private static void check(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(option + " is " + value + ": expected 1 to " + most);
        }
    }
}
