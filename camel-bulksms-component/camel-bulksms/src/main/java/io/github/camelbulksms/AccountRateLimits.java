package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.LocalRateLimiter;
import io.github.camelbulksms.spi.RateLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rate limit of each account, shared by all endpoints of the component. Thread-safe. */
final class AccountRateLimits {

    private record Limit(double requestsPerSecond, LocalRateLimiter rate) {}

    private final Map<String, Limit> limits = new ConcurrentHashMap<>();

    /**
     * The limiter of an account; an endpoint that names no figure keeps to the one that others name.
     *
     * @param requestsPerSecond null when the endpoint names none
     * @throws IllegalArgumentException when another endpoint names another figure for the account
     */
    RateLimiter of(String customerId, Double requestsPerSecond) {
        if (requestsPerSecond != null) {
            Limit limit = limits.computeIfAbsent(
                    customerId,
                    id -> new Limit(requestsPerSecond, new LocalRateLimiter(requestsPerSecond, System::nanoTime)));
            if (limit.requestsPerSecond() != requestsPerSecond) {
                throw new IllegalArgumentException("requestsPerSecond is " + requestsPerSecond + ", and elsewhere "
                        + limit.requestsPerSecond() + " for the same account: expected one figure, best set as"
                        + " camel.component.bulksms.requestsPerSecond");
            }
        }
        return () -> {
            Limit limit = limits.get(customerId);
            return limit == null ? Duration.ZERO : limit.rate().reserve();
        };
    }
}
