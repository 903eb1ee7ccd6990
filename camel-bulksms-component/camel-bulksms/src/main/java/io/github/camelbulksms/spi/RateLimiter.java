package io.github.camelbulksms.spi;

import java.io.IOException;
import java.time.Duration;

/** The rate limit of an account. Thread-safe. */
@FunctionalInterface
public interface RateLimiter {

    /** As fast as it goes. */
    RateLimiter NONE = () -> Duration.ZERO;

    /**
     * Takes the next place in the queue of requests.
     *
     * @return how long to wait before the request may be sent, 0 or more; never null
     * @throws IOException when there is no telling; nothing may be sent then
     */
    Duration reserve() throws IOException;
}
