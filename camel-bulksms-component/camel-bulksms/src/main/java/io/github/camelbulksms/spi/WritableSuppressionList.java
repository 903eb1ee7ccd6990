package io.github.camelbulksms.spi;

import io.github.camelbulksms.model.SuppressionScope;
import java.io.IOException;

/**
 * A suppression list that can be added to. Delivery reports that say that a recipient has opted out (510) are entered by themselves
 * where an endpoint that takes reports has one. Thread-safe.
 */
public interface WritableSuppressionList extends SuppressionList {

    /**
     * Suppresses a number; when this returns, the next batch that is asked about honours it. Nothing changes where it is suppressed
     * already.
     *
     * @param phoneNumber with country code, as people write it: {@code +381 60 123-45-67}, {@code 381601234567}
     * @throws IllegalArgumentException when it is no such number
     * @throws IOException when it could not be entered
     */
    void suppress(String phoneNumber, SuppressionScope scope) throws IOException;

    /**
     * Removes a number from the list, in that scope alone: a number suppressed for all campaigns stays suppressed in each of them.
     *
     * @param phoneNumber as {@link #suppress(String, SuppressionScope)} takes it
     * @throws IllegalArgumentException when it is no such number
     * @throws IOException when it could not be taken off
     */
    void unsuppress(String phoneNumber, SuppressionScope scope) throws IOException;

    /**
     * Suppresses a number everywhere.
     *
     * @see #suppress(String, SuppressionScope)
     */
    default void suppress(String phoneNumber) throws IOException {
        suppress(phoneNumber, SuppressionScope.EVERYWHERE);
    }

    /**
     * Removes a number from those suppressed for all campaigns.
     *
     * @see #unsuppress(String, SuppressionScope)
     */
    default void unsuppress(String phoneNumber) throws IOException {
        unsuppress(phoneNumber, SuppressionScope.EVERYWHERE);
    }
}
