package io.github.camelbulksms.sandbox;

import java.time.Duration;

/** How the provider is disposed: slow, limited, or not at all. Thread-safe. */
final class Conditions {

    private final Duration firstLatency;
    private final AccountState firstAccount;
    private final double firstRequestsPerSecond;
    private volatile Duration latency;
    private volatile AccountState account;
    private volatile double requestsPerSecond;
    private volatile RateLimit rateLimit;

    Conditions(Duration latency, AccountState account, double requestsPerSecond) {
        firstLatency = latency;
        firstAccount = account;
        firstRequestsPerSecond = requestsPerSecond;
        reset();
    }

    /** As they were at first. */
    final void reset() {
        latency(firstLatency);
        account(firstAccount);
        requestsPerSecond(firstRequestsPerSecond);
    }

    Duration latency() {
        return latency;
    }

    void latency(Duration each) {
        if (each.isNegative()) {
            throw new IllegalArgumentException("latency is " + each + ": expected 0 or more");
        }
        latency = each;
    }

    AccountState account() {
        return account;
    }

    void account(AccountState state) {
        account = state;
    }

    RateLimit rateLimit() {
        return rateLimit;
    }

    double requestsPerSecond() {
        return requestsPerSecond;
    }

    /**
     * @param perSecond more than 0; infinite for no limit
     */
    void requestsPerSecond(double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("requestsPerSecond is " + perSecond + ": expected more than 0");
        }
        requestsPerSecond = perSecond;
        rateLimit = new RateLimit(perSecond);
    }

    Object describe() {
        return Json.object(
                "latency_millis",
                latency.toMillis(),
                "account",
                account,
                "requests_per_second",
                Double.isInfinite(requestsPerSecond) ? null : requestsPerSecond);
    }
}
