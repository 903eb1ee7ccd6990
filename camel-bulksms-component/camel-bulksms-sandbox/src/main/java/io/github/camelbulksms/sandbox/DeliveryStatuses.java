package io.github.camelbulksms.sandbox;

import java.util.Map;
import java.util.TreeMap;

/** The status codes of the provider's documentation, and its words for them. */
final class DeliveryStatuses {

    static final Map<Integer, String> DESCRIPTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry(200, "Delivered to handset"),
            Map.entry(203, "Delivered to gateway"),
            Map.entry(207, "Error delivering SMS to handset (reason unknown)"),
            Map.entry(210, "Temporary phone error"),
            Map.entry(211, "Permanent phone error"),
            Map.entry(220, "Gateway/network cannot route message"),
            Map.entry(221, "Message expired before delivery"),
            Map.entry(222, "SMS not supported"),
            Map.entry(230, "Request blocked by provider"),
            Map.entry(231, "Invalid/unsupported message content"),
            Map.entry(237, "Message blocked in requested country"),
            Map.entry(238, "Destination blocked by prefix"),
            Map.entry(250, "Final status unknown"),
            Map.entry(251, "Message sent"),
            Map.entry(286, "Transaction not attempted (phone type)"),
            Map.entry(290, "Message in progress"),
            Map.entry(292, "Queued by gateway"),
            Map.entry(295, "Status delayed"),
            Map.entry(500, "Transaction not attempted"),
            Map.entry(502, "Campaign error"),
            Map.entry(503, "Carrier rejected - temporary problem"),
            Map.entry(504, "Carrier rejected - permanent error"),
            Map.entry(505, "Error on gateway - temporary error"),
            Map.entry(506, "Error on gateway - permanent error"),
            Map.entry(507, "Invalid destination address"),
            Map.entry(508, "Invalid source address"),
            Map.entry(510, "Blocked by subscriber"),
            Map.entry(511, "Subscriber low on credit"),
            Map.entry(512, "Roaming error"),
            Map.entry(513, "Mobile number portability error"),
            Map.entry(514, "Subscriber absent"),
            Map.entry(515, "Suspected spam"),
            Map.entry(521, "Sender ID not allowed for destination"),
            Map.entry(599, "Status not available")));

    private DeliveryStatuses() {}

    static boolean isKnown(int code) {
        return DESCRIPTIONS.containsKey(code);
    }

    static String description(int code) {
        return DESCRIPTIONS.getOrDefault(code, "Status " + code);
    }
}
