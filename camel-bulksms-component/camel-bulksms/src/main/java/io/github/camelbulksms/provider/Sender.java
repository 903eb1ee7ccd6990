package io.github.camelbulksms.provider;

import java.nio.ByteBuffer;

/** Makes attempts. Thread-safe. */
@FunctionalInterface
public interface Sender {

    /** Does all but sending. */
    Sender DRY_RUN = form -> new Attempt.DryRun();

    /**
     * Sends a form once; when it returns, the form's array is not looked at any more. Never throws: whatever goes wrong is an
     * attempt too, and unknown unless it is known better.
     *
     * @param form the body from the start of its array up to its limit
     */
    Attempt send(ByteBuffer form);
}
