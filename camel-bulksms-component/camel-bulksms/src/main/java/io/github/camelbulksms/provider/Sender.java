package io.github.camelbulksms.provider;

/** Makes attempts. Thread-safe. */
@FunctionalInterface
public interface Sender {

    /** Does all but sending. */
    Sender DRY_RUN = form -> new Attempt.DryRun();

    /** Sends a form once. Never throws: whatever goes wrong is an attempt too, and unknown unless it is known better. */
    Attempt send(byte[] form);
}
