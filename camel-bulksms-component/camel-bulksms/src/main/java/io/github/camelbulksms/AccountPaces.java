package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.LocalRateLimiter;
import io.github.camelbulksms.spi.RateLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pace of each account, shared by all endpoints of the component. Thread-safe. */
final class AccountPaces {

    private record Pace(double requestsPerSecond, LocalRateLimiter rate) {}

    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    /**
     * The limiter of an account; an endpoint that names no figure keeps to the one that others name.
     *
     * @param requestsPerSecond null when the endpoint names none
     * @throws IllegalArgumentException when another endpoint names another figure for the account
     */
    RateLimiter of(String customerId, Double requestsPerSecond) {
        if (requestsPerSecond != null) {
            Pace pace = paces.computeIfAbsent(
                    customerId,
                    id -> new Pace(requestsPerSecond, new LocalRateLimiter(requestsPerSecond, System::nanoTime)));
            if (pace.requestsPerSecond() != requestsPerSecond) {
                throw new IllegalArgumentException("requestsPerSecond is " + requestsPerSecond + ", and elsewhere "
                        + pace.requestsPerSecond() + " for the same account: expected one figure, best set as"
                        + " camel.component.bulksms.requestsPerSecond");
            }
        }
        return () -> {
            Pace pace = paces.get(customerId);
            return pace == null ? Duration.ZERO : pace.rate().reserve();
        };
    }
}
