package io.github.camelbulksms.internal.provider;

import java.nio.ByteBuffer;

/** Makes attempts. Thread-safe. */
@FunctionalInterface
public interface ProviderApi {

    /** Does all but sending. */
    ProviderApi DRY_RUN = form -> new AttemptResult.DryRun();

    /**
     * Sends a form once; when it returns, the form's array is not looked at any more. Never throws: whatever goes wrong is an
     * attempt too, and unknown unless it is known better.
     *
     * @param form the body from the start of its array up to its limit
     */
    AttemptResult send(ByteBuffer form);
}
