package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.spi.RateLimiter;

/**
 * The way to the provider that runs share.
 *
 * @param provider makes attempts
 * @param rateLimiter of the account
 * @param permits bound the requests in flight
 * @param journal what became of attempts
 * @param metrics what is being done, and how much was
 * @param compliance which recipients may be sent to, and when
 */
public record SendContext(
        ProviderApi provider,
        RateLimiter rateLimiter,
        RequestPermits permits,
        Journal journal,
        SendMetrics metrics,
        Compliance compliance) {

    /** The same way, to this provider. */
    public SendContext with(ProviderApi other) {
        return new SendContext(other, rateLimiter, permits, journal, metrics, compliance);
    }
}
