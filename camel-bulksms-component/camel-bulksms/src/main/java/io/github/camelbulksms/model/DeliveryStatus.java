package io.github.camelbulksms.model;

import static io.github.camelbulksms.model.DeliveryStatus.Kind.BLOCKED;
import static io.github.camelbulksms.model.DeliveryStatus.Kind.DELIVERED;
import static io.github.camelbulksms.model.DeliveryStatus.Kind.FAILED;
import static io.github.camelbulksms.model.DeliveryStatus.Kind.OPTED_OUT;
import static io.github.camelbulksms.model.DeliveryStatus.Kind.PENDING;
import static io.github.camelbulksms.model.DeliveryStatus.Kind.TEMPORARY;
import static io.github.camelbulksms.model.DeliveryStatus.Kind.UNKNOWN;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a status code of a delivery report says (provider documentation).
 *
 * @param isFinal whether no other status comes after it
 * @param meaning in a few words, for people
 */
public record DeliveryStatus(int code, Kind kind, boolean isFinal, String meaning) {

    /** What became of a message. */
    public enum Kind {
        /** It is on the handset. */
        DELIVERED,
        /** It was not delivered. */
        FAILED,
        /** It was not delivered, for a reason that may pass: it can be sent again. */
        TEMPORARY,
        /** It is on its way. */
        PENDING,
        /** It is not let pass on its way. */
        BLOCKED,
        /** The subscriber wants no messages from this sender. */
        OPTED_OUT,
        /** Not known, or the code is not known here. */
        UNKNOWN
    }

    private static final Map<Integer, DeliveryStatus> BY_CODE = Stream.of(
                    ends(200, DELIVERED, "delivered to handset"),
                    goesOn(203, PENDING, "delivered to gateway"),
                    ends(207, FAILED, "error delivering to handset, reason unknown"),
                    ends(210, TEMPORARY, "temporary phone error"),
                    ends(211, FAILED, "permanent phone error"),
                    ends(220, FAILED, "gateway or network cannot route"),
                    ends(221, FAILED, "expired before delivery"),
                    ends(222, FAILED, "SMS not supported"),
                    ends(230, BLOCKED, "blocked by the provider"),
                    ends(231, FAILED, "invalid or unsupported content"),
                    ends(237, BLOCKED, "blocked in requested country"),
                    ends(238, BLOCKED, "destination blocked by prefix"),
                    ends(250, UNKNOWN, "final status unknown"),
                    ends(251, UNKNOWN, "sent, delivery highly probable but not confirmed"),
                    ends(286, FAILED, "transaction not attempted, phone type"),
                    goesOn(290, PENDING, "message in progress"),
                    goesOn(292, PENDING, "queued by gateway"),
                    goesOn(295, PENDING, "status delayed"),
                    ends(500, FAILED, "transaction not attempted"),
                    ends(502, FAILED, "campaign error, short code"),
                    goesOn(503, TEMPORARY, "carrier rejected, temporary"),
                    ends(504, FAILED, "carrier rejected, permanent"),
                    goesOn(505, TEMPORARY, "gateway error, temporary"),
                    ends(506, FAILED, "gateway error, permanent"),
                    ends(507, FAILED, "invalid destination address"),
                    ends(508, FAILED, "invalid source address"),
                    ends(510, OPTED_OUT, "blocked by subscriber"),
                    ends(511, FAILED, "subscriber low on credit"),
                    ends(512, FAILED, "roaming error"),
                    ends(513, FAILED, "number portability error"),
                    ends(514, FAILED, "subscriber absent"),
                    ends(515, BLOCKED, "suspected spam"),
                    ends(521, BLOCKED, "sender ID not allowed for destination"),
                    ends(599, UNKNOWN, "status not available"))
            .collect(Collectors.toUnmodifiableMap(DeliveryStatus::code, Function.identity()));

    /**
     * The status of a code. One that is not known here ends by its class, as a message must not be pending for ever: what begins
     * with 29 is on its way, any other is final; 5xx is failed, and of the rest it is not known.
     */
    public static DeliveryStatus of(int code) {
        DeliveryStatus known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        if (code / 10 == 29) {
            return goesOn(code, PENDING, "not known here, on its way");
        }
        return code / 100 == 5
                ? ends(code, FAILED, "not known here, failed")
                : ends(code, UNKNOWN, "not known here, final");
    }

    private static DeliveryStatus ends(int code, Kind kind, String meaning) {
        return new DeliveryStatus(code, kind, true, meaning);
    }

    private static DeliveryStatus goesOn(int code, Kind kind, String meaning) {
        return new DeliveryStatus(code, kind, false, meaning);
    }

    public boolean isDelivered() {
        return kind == DELIVERED;
    }
}
