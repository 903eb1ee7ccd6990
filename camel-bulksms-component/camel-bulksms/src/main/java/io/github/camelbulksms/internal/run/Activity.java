package io.github.camelbulksms.internal.run;

import java.time.Instant;

/** What is being done about one batch right now. */
public sealed interface Activity {

    Instant since();

    /** Its request is on its way. */
    record InFlight(Instant since) implements Activity {}

    /** It waits for the rate limit of its account. */
    record WaitsForRateLimit(Instant since) implements Activity {}

    /** It waits for requests of others to end. */
    record WaitsForPermit(Instant since) implements Activity {}

    /**
     * It waits to be sent again.
     *
     * @param until when that is
     * @param label of the attempt that was not accepted: the provider's code where there is one
     */
    record BacksOff(Instant since, Instant until, String label) implements Activity {}
}
