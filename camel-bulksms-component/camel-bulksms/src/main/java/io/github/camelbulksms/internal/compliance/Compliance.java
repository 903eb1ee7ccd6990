package io.github.camelbulksms.internal.compliance;

import io.github.camelbulksms.spi.SuppressionList;
import java.time.InstantSource;

/**
 * Whom one may send to, and when.
 *
 * @param suppressionList who wants no messages
 * @param quietHours when nobody does
 * @param clock by which hours are judged
 */
public record Compliance(SuppressionList suppressionList, QuietHours quietHours, InstantSource clock) {

    /** Everybody, at any hour. */
    public static final Compliance NONE = new Compliance(SuppressionList.NONE, QuietHours.NONE, InstantSource.system());
}
