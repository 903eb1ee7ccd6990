package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.LocalRateLimiter;
import io.github.camelbulksms.spi.RateLimiter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rate limit of each account, shared by all endpoints of the component, and by other contexts with the same figure. Thread-safe. */
final class AccountRateLimits {

    private record Limit(double requestsPerSecond, LocalRateLimiter rate) {}

    /** One for each account and figure in this JVM: contexts that send with one account keep its limit together. */
    private static final Map<Shared, WeakReference<LocalRateLimiter>> OF_ALL_CONTEXTS = new ConcurrentHashMap<>();

    private record Shared(String customerId, double requestsPerSecond) {}

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
                    customerId, id -> new Limit(requestsPerSecond, shared(new Shared(customerId, requestsPerSecond))));
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

    private static LocalRateLimiter shared(Shared account) {
        LocalRateLimiter[] found = new LocalRateLimiter[1];
        OF_ALL_CONTEXTS.compute(account, (key, last) -> {
            found[0] = last == null ? null : last.get();
            if (found[0] != null) {
                return last;
            }
            found[0] = new LocalRateLimiter(account.requestsPerSecond(), System::nanoTime);
            return new WeakReference<>(found[0]);
        });
        return found[0];
    }
}
