package io.github.camelbulksms.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * A request that has arrived whole.
 *
 * @param log what the page shows of it
 * @param campaign where it counts, null when its form cannot be read
 * @param at when it arrived
 */
record Arrival(LoggedRequest log, ParsedForm form, Campaign campaign, Instant at) {

    /**
     * Logs the reply to the request.
     *
     * @param httpStatus 0 when nothing is sent
     * @param reply null when it is not the provider's
     * @param words the code of the reply, or the fault's name
     */
    void told(int httpStatus, String reply, String words, Instant now) {
        log.ends(new LoggedRequest.Ending(
                httpStatus, reply, words, Duration.between(at, now).toMillis()));
        if (campaign != null) {
            campaign.replied(words, now);
        }
    }
}
