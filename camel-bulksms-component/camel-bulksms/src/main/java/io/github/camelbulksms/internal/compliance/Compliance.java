package io.github.camelbulksms.internal.compliance;

import io.github.camelbulksms.spi.SuppressionList;
import java.time.InstantSource;

/**
 * Which recipients may be sent to, and when.
 *
 * @param suppressionList the recipients who want no messages
 * @param quietHours the hours at which recipients are not sent to
 * @param clock for quiet hours
 */
public record Compliance(SuppressionList suppressionList, QuietHours quietHours, InstantSource clock) {

    /** All recipients, at any hour. */
    public static final Compliance NONE = new Compliance(SuppressionList.NONE, QuietHours.NONE, InstantSource.system());
}
