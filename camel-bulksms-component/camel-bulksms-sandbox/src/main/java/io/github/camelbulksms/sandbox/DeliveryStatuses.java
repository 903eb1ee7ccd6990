package io.github.camelbulksms.sandbox;

import java.util.Map;

/** The provider's words for a status code. */
final class DeliveryStatuses {

    private static final Map<Integer, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry(200, "Delivered to handset"),
            Map.entry(203, "Delivered to gateway"),
            Map.entry(207, "Error delivering SMS to handset (reason unknown)"),
            Map.entry(210, "Temporary phone error"),
            Map.entry(211, "Permanent phone error"),
            Map.entry(221, "Message expired before delivery"),
            Map.entry(230, "Request blocked by provider"),
            Map.entry(250, "Final status unknown"),
            Map.entry(251, "Message sent"),
            Map.entry(290, "Message in progress"),
            Map.entry(292, "Queued by gateway"),
            Map.entry(295, "Status delayed"),
            Map.entry(500, "Transaction not attempted"),
            Map.entry(503, "Carrier rejected - temporary problem"),
            Map.entry(504, "Carrier rejected - permanent error"),
            Map.entry(507, "Invalid destination address"),
            Map.entry(510, "Blocked by subscriber"),
            Map.entry(515, "Suspected spam"),
            Map.entry(599, "Status not available"));

    private DeliveryStatuses() {}

    static String description(int code) {
        return DESCRIPTIONS.getOrDefault(code, "Status " + code);
    }
}
