package io.github.camelbulksms.delivery;

import io.github.camelbulksms.journal.Journal;
import io.github.camelbulksms.provider.Sender;

/**
 * The way to the provider that runs share.
 *
 * @param sender makes attempts
 * @param rateLimiter the pace of the account
 * @param journal what became of attempts
 * @param activity where it is seen what is being done
 */
public record Outlet(Sender sender, RateLimiter rateLimiter, Journal journal, Activity activity) {}
