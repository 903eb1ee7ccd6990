package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.spi.RateLimiter;

/**
 * The way to the provider that runs share.
 *
 * @param sender makes attempts
 * @param rateLimiter the pace of the account
 * @param journal what became of attempts
 * @param activity where it is seen what is being done
 */
public record SendContext(ProviderApi sender, RateLimiter rateLimiter, Journal journal, SendMetrics activity) {}
